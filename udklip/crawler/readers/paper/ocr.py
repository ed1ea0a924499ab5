"""Text from a picture of a page, by Tesseract and its Latin model."""

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import pytesseract
from lxml import etree, html
from PIL import Image

from udklip.core.errors import Unreadable
from udklip.core.outcomes import Outcome
from udklip.crawler.ocr_mending.strays import without_strays
from udklip.crawler.readers.paper.addresses import whole_addresses
from udklip.crawler.readers.paper.line import Line
from udklip.crawler.readers.paper.recognised import Word
from udklip.crawler.readers.plain_lines import clean_line

INSTALL = "apt-get install tesseract-ocr tesseract-ocr-script-latn"
"""The one command that mends a missing Tesseract or model."""

_MODELS = ("Latin", "script/Latin")
_TIMEOUT = 120
"""Seconds for one page; the usual is 1.5 to 3."""
_PAGE = 842
"""Points on the longer side of A4, which most pages are."""
_LEAST_CONFIDENCE = 20
"""Of 100; below it Tesseract sees letters in photographs and dirt."""
_SIZE = re.compile(r"x_size ([\d.]+)")
_BOX = re.compile(r"bbox (\d+) (\d+) (\d+) (\d+)")
_CONFIDENCE = re.compile(r"x_wconf (\d+)")
_LINES = "//*[@class='ocr_line' or @class='ocr_header' or @class='ocr_caption' or @class='ocr_textfloat']"


@dataclass(frozen=True, slots=True)
class PageRead:
    """The lines of a page as the engine orders them; `confidence` from 0 to 1, by letters.

    `sideways` where the engine read lines that run up or down the page.
    """

    lines: tuple[Line, ...]
    confidence: float
    sideways: bool = False

    @property
    def letters(self) -> int:
        """How many letters stand on it, which is what its confidence weighs."""
        return sum(len(line.text) for line in self.lines)


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


def page_in_picture(picture: Image.Image) -> PageRead:
    """What stands in `picture` (greyscale and upright).

    Raises:
        Unreadable: `ocr_missing` with the command that mends it, `ocr_failed` where the engine fails or hangs.
    """
    model = ocr_model()
    if model is None:
        raise Unreadable(Outcome.OCR_MISSING, f"reading scans needs Tesseract and its Latin model: {INSTALL}")
    # Its threads gain little on one page and take the core that another process works on.
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    try:
        # Not told how many dots an inch there are: told wrong, it loses words, and many files say it wrong.
        found = pytesseract.image_to_pdf_or_hocr(picture, lang=model, timeout=_TIMEOUT, extension="hocr")
    except (pytesseract.TesseractError, RuntimeError, OSError) as error:
        raise Unreadable(Outcome.OCR_FAILED, f"Tesseract gave up on the page: {str(error)[:120]}") from error
    return _page(found, picture)


def _page(hocr: bytes, picture: Image.Image) -> PageRead:
    tree = html.document_fromstring(hocr)
    lines = [(_words(line), _number(_SIZE, line)) for line in tree.xpath(_LINES)]
    kept = [(words, size) for words, size in lines if words and _certainty(words) >= _LEAST_CONFIDENCE]
    read = [_line(whole_addresses(words, picture), size, picture) for words, size in kept]
    certain = _certainty([word for words, _ in kept for word in words]) / 100
    upright = sum(_runs_across(words) for words, _ in kept)
    lines_read = tuple(line for line in read if any(map(str.isalnum, line.text)))
    return PageRead(lines_read, certain, sideways=upright < len(kept) / 2)


def _runs_across(words: Sequence[Word]) -> bool:
    across = max(word.right for word in words) - min(word.left for word in words)
    return across >= max(word.bottom for word in words) - min(word.top for word in words)


def _words(line: etree._Element) -> list[Word]:
    return list(_each_word(line))


def _each_word(line: etree._Element) -> Iterator[Word]:
    for element in line.xpath(".//*[@class='ocrx_word']"):
        text, box = "".join(element.itertext()).strip(), _BOX.search(element.get("title", ""))
        if text and box:
            left, top, right, bottom = map(int, box.groups())
            yield Word(text, left, top, right, bottom, _number(_CONFIDENCE, element))


def _number(pattern: re.Pattern[str], element: etree._Element) -> float:
    found = pattern.search(element.get("title", ""))
    return float(found[1]) if found else 0.0


def _certainty(words: Sequence[Word]) -> float:
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


def _line(words: Sequence[Word], size: float, picture: Image.Image) -> Line:
    return Line(
        text=without_strays(clean_line(" ".join(word.text for word in words))),
        left=min(word.left for word in words) / picture.width,
        right=max(word.right for word in words) / picture.width,
        top=min(word.top for word in words) / picture.height,
        bottom=max(word.bottom for word in words) / picture.height,
        size=size * _PAGE / max(picture.size),
    )
