"""Text from a picture of a page, by Tesseract and its Latin model."""

import os
import subprocess
from functools import cache
from itertools import groupby
from typing import Any

import pytesseract
from PIL import Image

from udklip.core.errors import Unreadable
from udklip.core.outcomes import Outcome
from udklip.crawler.readers.paper.page_layout import Line
from udklip.crawler.readers.plain_lines import clean_line

INSTALL = "apt-get install tesseract-ocr tesseract-ocr-script-latn"
"""The one command that mends a missing Tesseract or model."""

_MODELS = ("Latin", "script/Latin")
_TIMEOUT = 120
"""Seconds for one page; the usual is 1.5 to 3."""
_DPI = 300
_LEAST_CONFIDENCE = 20
"""Of 100; below it Tesseract sees letters in photographs and dirt."""


def ocr_model() -> str | None:
    """The name of the installed Latin model; null where it or Tesseract is missing."""
    try:
        languages = _languages()
    except (OSError, subprocess.SubprocessError):
        return None
    return next((model for model in _MODELS if model in languages), None)


@cache
def _languages() -> frozenset[str]:
    """Asked of Tesseract itself: pytesseract overlooks models with a capital in their name."""
    command = [pytesseract.pytesseract.tesseract_cmd, "--list-langs"]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=20, check=True)  # noqa: S603
    return frozenset(answer.stdout.split())


def lines_in_picture(picture: Image.Image) -> list[Line]:
    """The lines that stand in `picture` (greyscale, about 300 dots an inch), as the engine orders them.

    Raises:
        Unreadable: `ocr_missing` with the command that mends it, `ocr_failed` where the engine fails or hangs.
    """
    model = ocr_model()
    if model is None:
        raise Unreadable(Outcome.OCR_MISSING, f"reading scans needs Tesseract and its Latin model: {INSTALL}")
    # Its threads gain little on one page and take the core that another process works on.
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    try:
        words = pytesseract.image_to_data(
            picture, lang=model, config=f"--dpi {_DPI}", timeout=_TIMEOUT, output_type=pytesseract.Output.DICT
        )
    except (pytesseract.TesseractError, RuntimeError, OSError) as error:
        raise Unreadable(Outcome.OCR_FAILED, f"Tesseract gave up on the page: {str(error)[:120]}") from error
    return _lines(words, picture.width, picture.height)


def _lines(words: dict[str, list[Any]], width: int, height: int) -> list[Line]:
    places = [place for place, text in enumerate(words["text"]) if text.strip()]
    lines = []
    for _, group in groupby(
        places, key=lambda at: (words["block_num"][at], words["par_num"][at], words["line_num"][at])
    ):
        found = _line(words, list(group), width, height)
        if found:
            lines.append(found)
    return lines


def _line(words: dict[str, list[Any]], places: list[int], width: int, height: int) -> Line | None:
    text = clean_line(" ".join(words["text"][place] for place in places))
    confidence = sum(float(words["conf"][place]) for place in places) / len(places)
    if confidence < _LEAST_CONFIDENCE or not any(map(str.isalnum, text)):
        return None
    left = min(words["left"][place] for place in places)
    right = max(words["left"][place] + words["width"][place] for place in places)
    top = min(words["top"][place] for place in places)
    bottom = max(words["top"][place] + words["height"][place] for place in places)
    return Line(text, left / width, right / width, top / height, bottom / height, _size(words, places))


def _size(words: dict[str, list[Any]], places: list[int]) -> float:
    """Points, by the tallest words: what has neither ascenders nor capitals would look small."""
    heights = sorted(words["height"][place] for place in places)
    return float(heights[(len(heights) - 1) * 3 // 4]) * 72 / _DPI
