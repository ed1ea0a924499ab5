"""The Danish guide: its pictures show the page as it is, its one page is one, what it says to type can be typed."""

import json
import re
from datetime import date

import pytest
from desk.guide_pictures import DOCS, PICTURES, PRINTED, RECORD, SHEET, Picture, made_of, make, printed
from lxml import html
from PIL import Image
from playwright.sync_api import Page
from pypdfium2 import PdfDocument
from schedules.way import Way

from udklip.indexer.query import parse

GUIDE = (DOCS / "brugervejledning.md").read_text("utf-8")
LARGEST = 120_000
AGAIN = "make them anew: .venv/bin/python -m pytest tests/desk/test_guide.py --new-pictures"


def commented(page: Page) -> None:
    """An editor's first touch."""
    first = page.locator(".story").first
    first.get_by_text("Kommentér").click()
    first.get_by_label("Kommentar til").fill("Ring til Welfare Tech i dag")


@pytest.fixture(scope="module", autouse=True)
def _anew(request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("--new-pictures"):
        return
    way: Way = request.getfixturevalue("demo")
    full = next(item for item in way.items() if "Foreningen er stiftet" in str(item.reading.title))
    pictures = [
        Picture("i-dag", "/", 1080, 760),
        Picture("soeg", "/soeg?q=klynge", 1080, 700),
        Picture("omtale", f"/omtale/{full.id}", 1080, 760),
        Picture("overblik-telefon", "/overblik", 390, 800, commented),
    ]
    make(request.getfixturevalue("newsroom"), pictures)


def test_the_pictures_show_the_page_as_it_looks_now() -> None:
    assert json.loads(RECORD.read_text("utf-8")) == made_of(), AGAIN


def test_every_picture_is_shown_and_small() -> None:
    shown = re.findall(r"!\[[^]]{20,}]\(billeder/([\w-]+\.png)\)", GUIDE)
    assert sorted(shown) == sorted(path.name for path in PICTURES.glob("*.png"))
    assert len(shown) == 4
    for name in shown:
        assert (PICTURES / name).stat().st_size < LARGEST, name
        with Image.open(PICTURES / name) as picture:
            assert picture.width >= 390


def test_the_page_to_print_is_one_page() -> None:
    for pdf in (PdfDocument(printed()), PdfDocument(PRINTED)):
        assert len(pdf) == 1
        text = pdf[0].get_textpage().get_text_bounded()
        assert "Udklip på én side" in text
        assert "Felter kan kombineres" in text
        assert [round(side) for side in pdf[0].get_size()] == [595, 842]
        pdf.close()


def test_what_is_told_to_be_typed_can_be_typed() -> None:
    sheet = html.document_fromstring(SHEET.read_bytes())
    told = [code.text_content() for code in sheet.find_class("q")]
    told += [row for row in re.findall(r"^\| `([^`]+)` \|", GUIDE, re.MULTILINE) if not row.startswith("-")]
    assert len(told) > 25
    for query in told:
        parse(query, date(2020, 11, 25))
