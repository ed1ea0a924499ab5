"""The PDF reader: text page by page, and scanned pages by OCR."""

from collections.abc import Iterator, Sequence

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
from udklip.crawler.readers.paper.pdf_text import text_lines
from udklip.crawler.readers.paper.printed import read_blocks
from udklip.crawler.readers.paper.scanned_page import read_scan
from udklip.crawler.readers.paper.text_layer import is_text

MOST_PAGES = 1000
MOST_SCANNED = 40
"""Scanned pages of one document: two minutes of work."""

_DPI = 300
_MOST_PIXELS = 40_000_000
_TAIL = 4096


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
        lines = text_lines(page)
        if not is_text(" ".join(line.text for line in lines)) and _shows_something(page):
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
