"""The PDF reader: text page by page, and scanned pages by OCR."""

import ctypes
import re
from collections.abc import Iterator, Sequence
from statistics import mean

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from udklip.core.errors import Unreadable
from udklip.core.outcomes import Outcome
from udklip.core.reading import Hints, Reading
from udklip.crawler.media_type import PDF
from udklip.crawler.readers.paper.line import Line
from udklip.crawler.readers.paper.ocr import PageRead
from udklip.crawler.readers.paper.page_layout import blocks_of_pages
from udklip.crawler.readers.paper.printed import read_blocks
from udklip.crawler.readers.paper.scanned_page import read_scan
from udklip.crawler.readers.plain_lines import clean_line

MOST_PAGES = 1000
MOST_SCANNED = 40
"""Scanned pages of one document: two minutes of work."""

_DPI = 300
_MOST_PIXELS = 40_000_000
_FEWEST_LETTERS = 20
"""A page with fewer has no text layer worth the name."""
_GUTTER = 1.5
"""Gap between columns, in sizes of the type; between words it is a quarter, justified at most one."""
_COLUMN = 18
"""Letters in the lines of a column of text, at the least, on the average."""
_TAIL = 4096
_BREAKS = frozenset("\r\n")
_HYPHENS = frozenset("\x02\ufffe\u00ad")
"""What PDFium writes where a word is broken at the end of a line."""

_SYMBOL = re.compile(r"[\uf000-\uf0ff]")
"""Bullets of Word's symbol fonts, which Unicode knows no letter for."""


class PdfReader:
    """Reads PDF files. PDFium is not safe in threads: use processes."""

    media_types = frozenset({PDF})

    def read(self, content: bytes, hints: Hints) -> Reading:
        """Read a PDF.

        Raises:
            Unreadable: `damaged`, `encrypted`, `too_large`, `ocr_missing`, `ocr_failed`, `no_text`.
        """
        if b"%%EOF" not in content[-_TAIL:]:
            raise Unreadable(Outcome.DAMAGED, "the PDF is cut off (its end is missing); fetch it again")
        document = _opened(content)
        try:
            pages, scanned = _pages(document)
        finally:
            document.close()
        return read_blocks(blocks_of_pages(pages, uneven=bool(scanned)), hints, PDF, scanned)


def _opened(content: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if error.err_code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
            raise Unreadable(
                Outcome.ENCRYPTED, "the PDF is locked with a password; ask its sender for an open one"
            ) from error
        raise Unreadable(Outcome.DAMAGED, f"the PDF is broken ({error}); fetch it again") from error
    if not 0 < len(document) <= MOST_PAGES:
        outcome = Outcome.TOO_LARGE if len(document) else Outcome.DAMAGED
        raise Unreadable(outcome, f"the PDF has {len(document)} pages; 1 to {MOST_PAGES} are read")
    return document


def _pages(document: pypdfium2.PdfDocument) -> tuple[list[Sequence[Line]], list[PageRead]]:
    """The lines of each page, and the pages that had to be read by OCR."""
    pages: list[Sequence[Line]] = []
    scanned: list[PageRead] = []
    for page in _each(document):
        lines = _text_lines(page)
        if sum(len(line.text) for line in lines) < _FEWEST_LETTERS and _shows_something(page):
            if len(scanned) == MOST_SCANNED:
                raise Unreadable(Outcome.TOO_LARGE, f"more than {MOST_SCANNED} scanned pages; split the file")
            scanned.append(read_scan(_picture(page)))
            lines = list(scanned[-1].lines) or lines
        pages.append(lines)
    return pages, scanned


def _each(document: pypdfium2.PdfDocument) -> Iterator[pypdfium2.PdfPage]:
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError as error:
            raise Unreadable(
                Outcome.DAMAGED, f"page {number + 1} of the PDF is broken; fetch it again"
            ) from error
        yield page
        page.close()


def _shows_something(page: pypdfium2.PdfPage) -> bool:
    return next(page.get_objects(max_depth=2), None) is not None


def _picture(page: pypdfium2.PdfPage) -> Image.Image:
    width, height = page.get_size()
    scale = min(_DPI / 72, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    picture: Image.Image = page.render(scale=scale, grayscale=True).to_pil()
    return picture


def _text_lines(page: pypdfium2.PdfPage) -> list[Line]:
    text_page = page.get_textpage()
    left, bottom, right, top = page.get_bbox()
    edges = (left, top, max(right - left, 1.0), max(top - bottom, 1.0))
    letters = [chr(pdfium.FPDFText_GetUnicode(text_page, at)) for at in range(text_page.count_chars())]
    spans = _columns_apart(text_page, letters)
    return [line for line in (_line(text_page, letters, span, edges) for span in spans) if line]


def _columns_apart(text_page: pypdfium2.PdfTextPage, letters: list[str]) -> list[range]:
    """Lines parted at wide gaps, unless what is parted is short: then it is a table, and read by rows."""
    whole = list(_spans(letters))
    parted = [list(_parted(text_page, letters, span)) for span in whole]
    shortest = [min(map(len, parts)) for parts in parted if len(parts) > 1]
    if not shortest or mean(shortest) < _COLUMN:
        return whole
    return [part for parts in parted for part in parts]


def _spans(letters: list[str]) -> Iterator[range]:
    """Where each line begins and ends; a break sign ends one too, and belongs to it."""
    start = 0
    for at, letter in enumerate(letters):
        if letter in _BREAKS:
            yield range(start, at)
            start = at + 1
        elif letter in _HYPHENS:
            yield range(start, at + 1)
            start = at + 1
    yield range(start, len(letters))


def _parted(text_page: pypdfium2.PdfTextPage, letters: list[str], span: range) -> Iterator[range]:
    """PDFium makes one line of two columns that were written row by row: part it at a wide gap."""
    start = span.start
    for at in span:
        if letters[at] == " " and span.start < at < span.stop - 1:
            gap = _box(text_page, at + 1)[0] - _box(text_page, at - 1)[1]
            if gap > _GUTTER * max(pdfium.FPDFText_GetFontSize(text_page, at - 1), 1.0):
                yield range(start, at)
                start = at + 1
    yield range(start, span.stop)


def _line(
    text_page: pypdfium2.PdfTextPage,
    letters: list[str],
    span: range,
    edges: tuple[float, float, float, float],
) -> Line | None:
    seen = [at for at in span if not letters[at].isspace() and letters[at] not in _HYPHENS]
    if not seen:
        return None
    text = "".join("-" if letters[at] in _HYPHENS else letters[at] for at in span if letters[at] != "\x00")
    first, last = _box(text_page, seen[0]), _box(text_page, seen[-1])
    x, y, width, height = edges
    return Line(
        text=clean_line(_SYMBOL.sub("•", text)),
        left=(first[0] - x) / width,
        right=(last[1] - x) / width,
        top=(y - max(first[3], last[3])) / height,
        bottom=(y - min(first[2], last[2])) / height,
        size=float(pdfium.FPDFText_GetFontSize(text_page, seen[len(seen) // 2])),
    )


def _box(text_page: pypdfium2.PdfTextPage, at: int) -> tuple[float, float, float, float]:
    """Left, right, bottom and top of a letter, as its line has it and not as it is inked."""
    rectangle = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text_page, at, ctypes.byref(rectangle))
    return rectangle.left, rectangle.right, rectangle.bottom, rectangle.top
