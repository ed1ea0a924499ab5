"""Papers made by the tests themselves: PDFs by reportlab, scans of them by PDFium."""

import io
from collections.abc import Sequence

import pypdfium2
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

Placed = tuple[float, float, float, str]
"""Points from the left, points from the top, size, text."""


def pdf(*pages: Sequence[Placed] | Image.Image, password: str | None = None) -> bytes:
    paper = io.BytesIO()
    lock = StandardEncryption(password) if password else None
    canvas = Canvas(paper, pagesize=A4, encrypt=lock)
    width, height = A4
    for page in pages:
        if isinstance(page, Image.Image):
            canvas.drawImage(ImageReader(page), 0, 0, width, height)
        else:
            for left, top, size, text in page:
                canvas.setFont("Helvetica", size)
                canvas.drawString(left, height - top, text)
        canvas.showPage()
    canvas.save()
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
