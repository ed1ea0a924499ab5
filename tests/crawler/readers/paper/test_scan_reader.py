"""Scans and pictures of text, read by the real engine."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from papers import Placed, scan, scanned
from PIL import Image

from udklip.core.errors import Unreadable
from udklip.core.outcomes import Outcome
from udklip.core.reading import Hints
from udklip.crawler.readers.paper.ocr import INSTALL
from udklip.crawler.reading import read

PAGE: list[Placed] = [
    (60, 90, 22, "Birkedata åbner i Ålborg"),
    (60, 140, 12, "Virksomheden samler prøvesvar og målinger ét sted, så lægen slipper for at lede. Den"),
    (60, 156, 12, "nye afdeling får ti ansatte og åbner den 1. februar."),
    (60, 200, 12, "Yderligere oplysninger: Sigrid Birk, tlf. 12 55 66 77, sigrid@birkedata.example"),
]


@pytest.mark.usefixtures("latin_model")
@pytest.mark.parametrize("image_format", ["PNG", "JPEG", "TIFF", "WEBP"])
def test_a_picture_of_a_page_is_read_with_danish_letters_and_addresses(image_format: str) -> None:
    reading = read(scan(PAGE, image_format), Hints())

    assert reading.ocr
    assert reading.title == "Birkedata åbner i Ålborg"
    assert "slipper for at lede. Den nye afdeling får ti ansatte" in reading.body
    assert "sigrid@birkedata.example" in reading.body


@pytest.mark.usefixtures("latin_model")
def test_every_page_of_a_tiff_is_read() -> None:
    pages = [scanned([(60, 90, 14, f"Dette er side {name} i scanningen.")]) for name in ("ét", "to")]
    file = io.BytesIO()
    pages[0].save(file, "TIFF", save_all=True, append_images=pages[1:])

    text = read(file.getvalue(), Hints()).text

    assert text.index("side ét") < text.index("side to")


@pytest.mark.usefixtures("latin_model")
def test_transparent_paper_is_white() -> None:
    ink = scanned(PAGE).point(lambda shade: 255 - shade)
    sheet = Image.new("RGBA", ink.size, (0, 0, 0, 0))
    sheet.putalpha(ink)
    file = io.BytesIO()
    sheet.save(file, "PNG")

    assert read(file.getvalue(), Hints()).title == "Birkedata åbner i Ålborg"


@pytest.mark.usefixtures("latin_model")
def test_a_blank_sheet_has_no_text() -> None:
    file = io.BytesIO()
    Image.new("L", (1700, 2200), 255).save(file, "PNG")

    with pytest.raises(Unreadable) as refused:
        read(file.getvalue(), Hints())

    assert refused.value.outcome is Outcome.NO_TEXT


def test_a_picture_that_is_cut_off_is_damaged() -> None:
    whole = scan(PAGE)

    with pytest.raises(Unreadable) as refused:
        read(whole[: len(whole) // 2], Hints())

    assert refused.value.outcome is Outcome.DAMAGED


def test_a_picture_that_unpacks_to_too_much_is_refused() -> None:
    file = io.BytesIO()
    Image.new("1", (20_000, 20_000), 1).save(file, "PNG")

    with pytest.raises(Unreadable) as refused:
        read(file.getvalue(), Hints())

    assert refused.value.outcome is Outcome.TOO_LARGE


def test_without_tesseract_the_reason_is_the_command_that_mends_it(tmp_path: Path) -> None:
    file = tmp_path / "scan.png"
    file.write_bytes(scan(PAGE))
    program = (
        "import sys, pathlib\n"
        "from udklip.core.errors import Unreadable\n"
        "from udklip.core.reading import Hints\n"
        "from udklip.crawler.reading import read\n"
        "try:\n    read(pathlib.Path(sys.argv[1]).read_bytes(), Hints())\n"
        "except Unreadable as error:\n    print(error.outcome, error.reason)\n"
    )

    # A path that leads nowhere: the machine as it is before the package is installed.
    answer = subprocess.run(
        [sys.executable, "-c", program, str(file)],
        env={**os.environ, "PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert answer.stdout.startswith("ocr_missing")
    assert INSTALL in answer.stdout
