"""Bytes to a Reading: what they are by their content, then the one reader of that format."""

from udklip.core.errors import Unreadable
from udklip.core.outcomes import Outcome
from udklip.core.reading import Hints, Reader, Reading
from udklip.crawler.media_type import media_type_of, unpack
from udklip.crawler.readers.registry import READERS

LARGEST = 200 * 1024 * 1024
"""Bytes of one file; more is not the press."""


def read(content: bytes, hints: Hints) -> Reading:
    """Read `content`, whatever it is named; gzip is unpacked. Never judges language, topic or length.

    Raises:
        Unreadable: with `empty`, `unknown_format`, `damaged`, `encrypted`, `too_large`, `ocr_missing`,
            `ocr_failed` or `no_text`, and a reason that says what to do. Nothing else is raised.
    """
    if len(content) > LARGEST:
        raise Unreadable(Outcome.TOO_LARGE, f"{len(content) >> 20} MB; at most {LARGEST >> 20} MB are read")
    try:
        unpacked = unpack(content)
        return _reader_of(media_type_of(unpacked)).read(unpacked, hints)
    except Unreadable:
        raise
    except Exception as error:
        # Libraries that parse hostile bytes raise anything; one bad file must not stop the others.
        reason = f"the reader broke on it ({type(error).__name__}: {str(error)[:120]})"
        raise Unreadable(Outcome.DAMAGED, reason) from error


def _reader_of(media_type: str) -> Reader:
    for reader in READERS:
        if media_type in reader.media_types:
            return reader
    raise Unreadable(Outcome.UNKNOWN_FORMAT, f"no reader for {media_type}")
