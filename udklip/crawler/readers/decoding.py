"""Bytes to text: what the bytes themselves show beats what a header or a page says of them."""

import codecs
import re

# A declared charset stands in the first kilobytes, or a browser would not find it either.
_DECLARED_WITHIN = 4096
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})[\"']", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Latin-1 on the web means Windows-1252 (WHATWG Encoding Standard).
_LATIN = frozenset({"iso8859-1", "ascii", "latin-1", "cp1252"})


def decode(content: bytes, charset: str | None = None) -> str:
    """`content` as text; `charset` is what the HTTP or part header said. Never fails.

    A byte order mark decides; then valid UTF-8, which other encodings all but never are by chance;
    then the header's word, the page's own, and Windows-1252.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content.decode(name, "replace").lstrip("\ufeff")
    wide = _wide(content)
    if wide:
        return content.decode(wide, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(content, charset)


def _decode_legacy(content: bytes, charset: str | None) -> str:
    for name in (_known(charset), _known(declared_charset(content))):
        if name and name not in {"utf-8", "utf-16", "utf-32"}:
            return content.decode("cp1252" if name in _LATIN else name, "replace")
    return content.decode("utf-8" if _mostly_utf8(content) else "cp1252", "replace")


def declared_charset(content: bytes) -> str | None:
    """What an XML prolog or a meta element says the charset is."""
    head = content[:_DECLARED_WITHIN]
    found = _XML_ENCODING.search(head) or _META_CHARSET.search(head)
    return found[1].decode("ascii") if found else None


def _known(charset: str | None) -> str | None:
    try:
        return codecs.lookup(charset).name if charset else None
    except (LookupError, ValueError):
        return None


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark: in Latin script every other byte is zero."""
    sample = content[:2000]
    if len(sample) < 4 or b"\x00" not in sample:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * len(sample) / 2 and even < 0.05 * len(sample) / 2:
        return "utf-16-le"
    if even > 0.4 * len(sample) / 2 and odd < 0.05 * len(sample) / 2:
        return "utf-16-be"
    return None


def _mostly_utf8(content: bytes) -> bool:
    """Cut off in the middle of a letter, or a few stray bytes in a page that is UTF-8 else."""
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    letters = sum(1 for letter in text if letter > "\x7f") - broken
    return letters > 3 * broken
