"""A scanned page read by OCR: cleaned first, and turned where it lies on its side or on its head."""

from PIL import Image

from udklip.crawler.readers.paper.cleaning import cleaned
from udklip.crawler.readers.paper.ocr import PageRead, page_in_picture

_DOUBTFUL = 0.6
"""Confidence under which a page may lie wrong; upright ones that are hard to read have some 0.7."""
_TURNS = (Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_270)
_SURE = 0.75


def read_scan(picture: Image.Image) -> PageRead:
    """The lines of a scanned page (greyscale).

    Raises:
        Unreadable: `ocr_missing`, `ocr_failed`.
    """
    best = page_in_picture(cleaned(picture))
    for turn in _TURNS if best.confidence < _DOUBTFUL else ():
        turned = page_in_picture(cleaned(picture.transpose(turn)))
        best = max(best, turned, key=_worth)
        if best.confidence >= _SURE:
            break
    return best


def _worth(page: PageRead) -> float:
    return page.confidence * min(page.letters, 200)
