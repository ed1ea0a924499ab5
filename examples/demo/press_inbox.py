"""The inbox folder of the demo press: a PDF, a scan, an e-mail and a text, made by program from the items' texts.

The same item gives the same bytes: dates, boundaries and noise are fixed.
"""

from collections.abc import Callable, Iterable, Iterator
from email.message import EmailMessage
from email.policy import SMTP
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import numpy as np
import reportlab
from PIL import Image, ImageDraw, ImageFont
from press_items import BlockKind, Item, PressError
from press_pages import danish_time, jinja
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

FONTS = Path(reportlab.__file__).parent / "fonts"
FURNITURE = ("Afmeld nyhedsbrevet", "Vis i browser", "Udsendt via", "Side 1", "Side 2", "Pressemeddelelse ·")
"""Strings of the inbox files that belong to no text."""

PDF_EDGE = 28 * mm
PDF_MARGINS = {
    "leftMargin": PDF_EDGE,
    "rightMargin": PDF_EDGE,
    "topMargin": 34 * mm,
    "bottomMargin": PDF_EDGE,
}

SCAN_DPI = 200
SCAN_TILT = 0.7  # degrees
SCAN_NOISE = 14  # standard deviation, of 255 greys
SCAN_MARGIN = 190  # pixels
PAPER, INK = 250, 30


def write_inbox(folder: Path, items: Iterable[Item]) -> None:
    """Write each item as the file its path names; its ending says how. Raises `PressError`."""
    folder.mkdir(parents=True, exist_ok=True)
    for item in items:
        (folder / item.path).write_bytes(_writer(item)(item))


def _writer(item: Item) -> Callable[[Item], bytes]:
    for ending, writer in WRITERS.items():
        if item.path.endswith(ending):
            return writer
    raise PressError(f"{item.name}: no writer for {item.path}; its name ends in one of {', '.join(WRITERS)}")


class Printed(NamedTuple):
    """A paragraph as it is set: its text, size in points, and whether it is bold."""

    text: str
    size: float = 10.5
    bold: bool = False


def printed(item: Item) -> Iterator[Printed]:
    """A release as paragraphs in the order they stand on paper."""
    if item.label:
        yield Printed(item.label, 9)
    yield Printed(f"d. {danish_time(item.published)}", 9)
    yield Printed(item.title, 17, bold=True)
    if item.lead:
        yield Printed(item.lead, 11.5, bold=True)
    for block in item.blocks:
        headed = block.kind in (BlockKind.HEADING, BlockKind.FACTS)
        yield Printed(block.lines[0], 12 if headed else 10.5, bold=headed)
        yield from map(Printed, block.lines[1:])


def pdf(item: Item) -> bytes:
    """A PDF with a text layer, a running header and page numbers."""
    for name, file in (("Vera", "Vera.ttf"), ("VeraBd", "VeraBd.ttf")):
        pdfmetrics.registerFont(TTFont(name, FONTS / file))
    out = BytesIO()
    document = SimpleDocTemplate(out, pagesize=A4, invariant=1, title=item.title, **PDF_MARGINS)

    def frame(canvas: Canvas, page: SimpleDocTemplate) -> None:
        canvas.setFont("Vera", 8)
        canvas.drawString(PDF_EDGE, A4[1] - 18 * mm, f"{item.section} · {item.title}")
        canvas.drawRightString(A4[0] - PDF_EDGE, 15 * mm, f"Side {page.page}")

    document.build([_paragraph(part) for part in printed(item)], onFirstPage=frame, onLaterPages=frame)
    return out.getvalue()


def _paragraph(part: Printed) -> Paragraph:
    font = "VeraBd" if part.bold else "Vera"
    style = ParagraphStyle(
        "set", fontName=font, fontSize=part.size, leading=part.size * 1.5, spaceAfter=part.size * 0.9
    )
    text = part.text.replace("&", "&amp;").replace("<", "&lt;")
    return Paragraph(text, style)


def scan(item: Item) -> bytes:
    """A PDF of one picture: the printed page, tilted a little and with noise, at `SCAN_DPI`."""
    sheet = Image.new("L", (round(A4[0] / 72 * SCAN_DPI), round(A4[1] / 72 * SCAN_DPI)), PAPER)
    draw = ImageDraw.Draw(sheet)
    top = SCAN_MARGIN
    for part in printed(item):
        top = _set(draw, part, top, sheet.width - 2 * SCAN_MARGIN)
    tilted = sheet.rotate(SCAN_TILT, Image.Resampling.BICUBIC, fillcolor=PAPER)
    out = BytesIO()
    made = item.published.timetuple()
    _noisy(tilted).save(out, "PDF", resolution=SCAN_DPI, quality=70, creationDate=made, modDate=made)
    return out.getvalue()


def _set(draw: ImageDraw.ImageDraw, part: Printed, top: int, width: int) -> int:
    """Draw a paragraph at `top` (pixels) and say where the next one begins."""
    pixels = round(part.size / 72 * SCAN_DPI)
    font = ImageFont.truetype(FONTS / ("VeraBd.ttf" if part.bold else "Vera.ttf"), pixels)
    for line in _lines(part.text, lambda text: font.getlength(text) <= width):
        draw.text((SCAN_MARGIN, top), line, font=font, fill=INK)
        top += round(pixels * 1.5)
    return top + round(pixels * 0.9)


def _lines(text: str, fits: Callable[[str], bool]) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and not fits(longer):
            yield line
            longer = word
        line = longer
    yield line


def _noisy(sheet: Image.Image) -> Image.Image:
    noise = np.random.default_rng(seed=2411).normal(0, SCAN_NOISE, (sheet.height, sheet.width))
    return Image.fromarray(np.clip(np.asarray(sheet) + noise, 0, 255).astype(np.uint8))


def mail(item: Item) -> bytes:
    """An e-mail in two forms, plain and HTML, both quoted-printable."""
    message = EmailMessage(policy=SMTP)
    message["From"] = f'"{item.authors[0]}" <nyt@velfaerd.example>'
    message["To"] = "presse@modtager.example"
    message["Subject"] = item.title
    message["Date"] = item.published
    message["Message-ID"] = f"<{item.name}@velfaerd.example>"
    message["List-Unsubscribe"] = "<mailto:afmeld@velfaerd.example>"
    for subtype in ("txt", "html"):
        body = jinja().get_template(f"inbox/newsletter.{subtype}").render(item=item)
        add = message.set_content if subtype == "txt" else message.add_alternative
        add(body, subtype="plain" if subtype == "txt" else subtype, cte="quoted-printable")
    message.set_boundary("=_demo-press_=")
    return message.as_bytes()


def text(item: Item) -> bytes:
    """Plain text in UTF-8: the title, then the paragraphs."""
    return "\n\n".join((item.title, *("\n".join(block.lines) for block in item.blocks), "")).encode()


WRITERS: dict[str, Callable[[Item], bytes]] = {"-scannet.pdf": scan, ".pdf": pdf, ".eml": mail, ".txt": text}
