"""A scanned page read by OCR: cleaned first, and turned where it lies on its side or on its head."""

from PIL import Image

from udklip.crawler.readers.paper.cleaning import cleaned
from udklip.crawler.readers.paper.ocr import PageRead, page_in_picture

_DOUBTFUL = 0.6
"""Confidence under which a page may lie wrong; upright ones that are hard to read have some 0.7."""
_QUARTERS = (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_270)
_TURNS = (Image.Transpose.ROTATE_180, *_QUARTERS)
_SURE = 0.75


def read_scan(picture: Image.Image) -> PageRead:
    """The lines of a scanned page (greyscale).

    Raises:
        Unreadable: `ocr_missing`, `ocr_failed`.
    """
    best = page_in_picture(cleaned(picture))
    for turn in _turns(best):
        best = max(best, page_in_picture(cleaned(picture.transpose(turn))), key=_worth)
        if best.confidence >= _SURE and not best.sideways:
            break
    return best


def _turns(page: PageRead) -> tuple[Image.Transpose, ...]:
    if page.sideways:
        return _QUARTERS
    return _TURNS if page.confidence < _DOUBTFUL else ()


def _worth(page: PageRead) -> float:
    return page.confidence * min(page.letters, 200) * (not page.sideways)
