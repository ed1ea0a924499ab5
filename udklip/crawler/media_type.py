"""What bytes are, by their content: names and headers are often wrong."""

import codecs
import re
import zlib

from udklip.core.errors import Unreadable
from udklip.core.outcomes import Outcome
from udklip.crawler.readers.decoding import decode

HTML = "text/html"
TEXT = "text/plain"
MAIL = "message/rfc822"
PDF = "application/pdf"
PNG = "image/png"
JPEG = "image/jpeg"
TIFF = "image/tiff"
WEBP = "image/webp"

UNPACKED_LIMIT = 200 * 1024 * 1024
"""Bytes that a packed file may unpack to."""

_SAMPLE = 16_384
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""Without them the middle of a wide text cannot be told from noise."""
_MAGIC = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), PNG),
    (re.compile(rb"\xff\xd8\xff"), JPEG),
    (re.compile(rb"II\*\x00|MM\x00\*|II\+\x00|MM\x00\+"), TIFF),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), WEBP),
    (re.compile(rb".{0,1020}?%PDF-\d", re.DOTALL), PDF),
)
_FOREIGN = (
    (re.compile(rb"PK\x03\x04"), "a ZIP file (Word, Excel and their like); save it as PDF"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "an old Office file; save it as PDF"),
    (re.compile(rb"\{\\rtf"), "a rich text file; save it as PDF"),
    (re.compile(rb"GIF8|BM.{12}\x28\x00", re.DOTALL), "an image of a kind that is not read; save it as PNG"),
)
_FEED = re.compile(r"<(?:rss|feed|urlset|sitemapindex|rdf:RDF)[\s>]", re.IGNORECASE)
_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|article|main|section|div|p|h[1-6]|table)\b[^>]*>",
    re.IGNORECASE,
)
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,60}):(?: .*)?")
_MAIL_HEADERS = frozenset(
    "from to cc subject date received mime-version message-id return-path delivered-to reply-to "
    "content-type x-mailer sender dkim-signature".split()
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\ufffd]")


def unpack(content: bytes) -> bytes:
    """`content`, or what is in it where it is gzip.

    Raises:
        Unreadable: `damaged` where the packing is broken, `too_large` beyond `UNPACKED_LIMIT`.
    """
    if not content.startswith(b"\x1f\x8b"):
        return content
    inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        unpacked = inflater.decompress(content, UNPACKED_LIMIT + 1)
    except zlib.error as error:
        raise Unreadable(Outcome.DAMAGED, f"broken gzip ({error}); fetch the file again") from error
    if len(unpacked) > UNPACKED_LIMIT:
        raise Unreadable(Outcome.TOO_LARGE, f"gzip unpacks to more than {UNPACKED_LIMIT >> 20} MB")
    if not inflater.eof:
        raise Unreadable(Outcome.DAMAGED, "the gzip file is cut off; fetch it again")
    return unpacked


def media_type_of(content: bytes) -> str:
    """The media type that the content shows.

    Raises:
        Unreadable: `empty`, or `unknown_format` where no reader could make sense of it.
    """
    if not content[:_SAMPLE].strip() and not content.strip():
        raise Unreadable(Outcome.EMPTY, "the file is empty")
    for magic, media_type in _MAGIC:
        if magic.match(content[:_SAMPLE]):
            return media_type
    for magic, name in _FOREIGN:
        if magic.match(content[:_SAMPLE]):
            raise Unreadable(Outcome.UNKNOWN_FORMAT, f"this is {name}")
    return _text_type(content)


def _text_type(content: bytes) -> str:
    start = decode(content[:_SAMPLE])
    middle = "" if content.startswith(_WIDE_MARKS) else decode(content[len(content) // 2 :][:_SAMPLE])
    if _is_noise(start) or _is_noise(middle):
        raise Unreadable(Outcome.UNKNOWN_FORMAT, "neither text nor a format that is read")
    if _is_mail(start):
        return MAIL
    if _FEED.search(start[:2000]):
        raise Unreadable(Outcome.UNKNOWN_FORMAT, "a feed or sitemap, not an article")
    if _is_html(start):
        return HTML
    if _has_no_words(start):
        raise Unreadable(Outcome.UNKNOWN_FORMAT, "letters, but no words: coded data, not a text")
    return TEXT


def _is_noise(text: str) -> bool:
    return len(_CONTROL.findall(text)) > 0.01 * len(text) + 1


def _has_no_words(text: str) -> bool:
    """Base64 and its like; scripts that write no spaces are not ASCII."""
    return len(text) > 2000 and text.isascii() and len(text.split()) < len(text) / 60


def _is_html(start: str) -> bool:
    first = start.lstrip()[:1]
    tags = _HTML.findall(start)
    return bool(tags) and (first == "<" or len(tags) > 2)


def _is_mail(start: str) -> bool:
    """Two or more of a mail's headers, and nothing but headers before the first blank line."""
    names = set()
    for line in start.lstrip().removeprefix(">").splitlines():
        if not line.strip():
            break
        header = _HEADER.fullmatch(line)
        if header:
            names.add(header[1].lower())
        elif not line.startswith((" ", "\t", "From ")):
            return False
    return len(names & _MAIL_HEADERS) >= 2
