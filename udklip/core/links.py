"""Which addresses may become links. Those of items come from outside, and some say javascript:."""

from urllib.parse import urlsplit

#: Where the desk serves its pages on this machine unless it is told otherwise.
PORT = 8730
HERE = f"http://127.0.0.1:{PORT}"


def own_path(wanted: str) -> str | None:
    """`wanted` where it is a path of our own page, else None: two slashes, either way, would leave the site."""
    ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and wanted.isprintable()
    return wanted if ours else None


def web_link(url: str) -> str | None:
    """`url` where it is an address of the web, else None: then it is shown as text."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
