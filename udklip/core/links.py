"""Which addresses may become links. Those of items come from outside, and some say javascript:."""

from urllib.parse import urlsplit

#: Where the desk serves its pages on this machine unless it is told otherwise.
PORT = 8730


def web_link(url: str) -> str | None:
    """`url` where it is an address of the web, else None: then it is shown as text."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
