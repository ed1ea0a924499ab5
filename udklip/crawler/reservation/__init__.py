"""Reservations of text and data mining: what says so, and what is done about it.

Pure: `tdmrep`, `ai_txt` and `page` read one signal each, `site` puts those of a site together. What a page
says of itself goes before what its site says. `record` keeps signals with their bytes and time.
"""


def reserved(header: str | None, body: bytes) -> str | None:
    """Until the spiders ask for more."""
    from udklip.crawler.reservation.page import signal_of  # noqa: PLC0415

    signal = signal_of({"tdm-reservation": [header]} if header else {}, body)
    return signal.words if signal and signal.reserved else None
