"""Raw bytes as texts that names can be looked for in."""

import re
from collections.abc import Iterator
from html import unescape

_TAG = re.compile(r"<[^<>]{0,2000}>")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a]")
_LOOKED_AT = 4096


def plain_texts(content: bytes) -> Iterator[str]:
    """What `content` says: with its marks, for what stands within them, and without, for what they interrupt.

    Packed bytes (PDF, pictures) say nothing here.
    """
    if _BINARY.search(content[:_LOOKED_AT]):
        return
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    yield unescape(text)
    if "<" in text:
        yield unescape(_TAG.sub("", text))
