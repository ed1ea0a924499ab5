"""Reservations of text and data mining that a response itself makes."""

import re

_META = re.compile(rb"<meta\b[^>]*\bname\s*=\s*[\"']?tdm-reservation[\"']?[^>]*>", re.IGNORECASE)
_ONE = re.compile(rb"\bcontent\s*=\s*[\"']?\s*1\b", re.IGNORECASE)
_HEAD = 65_536


def reserved(header: str | None, body: bytes) -> str | None:
    """The signal by which the text is reserved (TDMRep: header or meta element), or None."""
    if header is not None and header.strip() == "1":
        return "the header tdm-reservation is 1"
    meta = _META.search(body[:_HEAD])
    if meta and _ONE.search(meta[0]):
        return "the meta element tdm-reservation is 1"
    return None
