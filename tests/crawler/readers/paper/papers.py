"""Papers made by the tests themselves: PDFs by reportlab, scans of them by PDFium."""

import io
from collections.abc import Sequence

import pypdfium2
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, FrameBreak, NextPageTemplate, PageTemplate, Paragraph

Placed = tuple[float, float, float, str]
"""Points from the left, points from the top, size, text."""


def pdf(*pages: Sequence[Placed] | Image.Image, password: str | None = None, turned: int = 0) -> bytes:
    """A PDF; `turned` by so many degrees against the clock."""
    paper = io.BytesIO()
    lock = StandardEncryption(password) if password else None
    canvas = Canvas(paper, pagesize=A4, encrypt=lock)
    width, height = A4
    for page in pages:
        if isinstance(page, Image.Image):
            canvas.drawImage(ImageReader(page), 0, 0, width, height)
        else:
            canvas.translate(*{0: (0, 0), 90: (width, 0), 180: (width, height), 270: (0, height)}[turned])
            canvas.rotate(turned)
            for left, top, size, text in page:
                canvas.setFont("Helvetica", size)
                canvas.drawString(left, (width if turned % 180 else height) - top, text)
        canvas.showPage()
    canvas.save()
    return paper.getvalue()


def newspaper(columns: int, title: str, lead: str, paragraphs: Sequence[str]) -> bytes:
    """A PDF of justified columns under a title, on as many pages as it needs, with running lines that change."""
    paper = io.BytesIO()
    width, height = A4
    margin, gutter = 50.0, 16.0
    column = (width - 2 * margin - gutter * (columns - 1)) / columns

    def frames(top: float) -> list[Frame]:
        lefts = [margin + number * (column + gutter) for number in range(columns)]
        return [Frame(left, 50, column, height - top, leftPadding=0, rightPadding=0) for left in lefts]

    def running(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont("Helvetica", 7)
        canvas.drawString(margin, height - 28, "Havnenyt, oktober" if document.page % 2 else "Danske havne")
        canvas.drawString(margin if document.page % 2 else width - margin, 28, str(document.page))

    head = Frame(margin, height - 160, width - 2 * margin, 110, leftPadding=0, rightPadding=0)
    document = BaseDocTemplate(paper, pagesize=A4)
    document.addPageTemplates(
        [
            PageTemplate("first", [head, *frames(220)], onPage=running),
            PageTemplate("later", frames(110), onPage=running),
        ]
    )
    body = ParagraphStyle("body", fontName="Times-Roman", fontSize=9.5, leading=12, alignment=4, spaceAfter=5)
    document.build(
        [
            NextPageTemplate("later"),
            Paragraph(title, ParagraphStyle("title", fontName="Helvetica-Bold", fontSize=24, leading=28)),
            Paragraph(lead, ParagraphStyle("lead", fontName="Helvetica", fontSize=12, leading=15)),
            FrameBreak(),
            *(Paragraph(paragraph, body) for paragraph in paragraphs),
        ]
    )
    return paper.getvalue()


def scan(page: Sequence[Placed], image_format: str = "PNG", dpi: int = 200) -> bytes:
    picture = scanned(page, dpi)
    file = io.BytesIO()
    picture.save(file, image_format)
    return file.getvalue()


def scanned(page: Sequence[Placed], dpi: int = 200) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf(page))
    picture: Image.Image = document[0].render(scale=dpi / 72, grayscale=True).to_pil()
    document.close()
    return picture
