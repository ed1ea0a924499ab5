"""The pictures of the Danish guide and the page that is printed: how they are made, and of what."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from shutil import which

from browser import looked_at
from desk.newsroom import log_in
from desk.served_desk import Desk
from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PICTURES = DOCS / "billeder"
RECORD = PICTURES / "lavet-af.json"
SHEET = DOCS / "paa-en-side.html"
PRINTED = SHEET.with_suffix(".pdf")
COLOURS = 96
#: Whatever a page's looks hang on.
LOOKS = (
    *("udklip/desk/page/templates", "udklip/desk/page/static"),
    "udklip/schedules/overview/rendering/templates",
)


@dataclass(frozen=True)
class Picture:
    """What a picture shows: a page in a window of a size, after `act`."""

    name: str
    path: str
    width: int
    height: int
    act: Callable[[Page], None] = lambda _: None


def made_of() -> dict[str, str]:
    """What the pictures and the printed page are made of, as it is now."""
    looks = [path for folder in LOOKS for path in sorted((ROOT / folder).iterdir()) if path.is_file()]
    return {"billeder": _digest(looks), PRINTED.name: _digest([SHEET])}


def make(desk: Desk, pictures: list[Picture]) -> None:
    """Take the pictures, print the page, and write down what they were made of."""
    for picture, shot in _shots(desk, pictures):
        with Image.open(BytesIO(shot)) as taken:
            few = taken.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
            few.save(PICTURES / f"{picture.name}.png", optimize=True)
    PRINTED.write_bytes(printed())
    RECORD.write_text(json.dumps(made_of(), indent=2) + "\n", "utf-8")


def printed() -> bytes:
    """The page that is printed, as a PDF."""
    from weasyprint import HTML

    return bytes(HTML(filename=SHEET).write_pdf(pdf_identifier=b"paa-en-side", pdf_tags=True))


def _shots(desk: Desk, pictures: list[Picture]) -> Iterator[tuple[Picture, bytes]]:
    letters = os.environ | {"FONTCONFIG_FILE": str(Path(__file__).with_name("fonts.conf"))}
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=which("chromium"), env=dict(letters))
        for picture in pictures:
            with looked_at(opened, desk.address + picture.path, picture.width) as sight:
                page = sight.page
                page.set_viewport_size({"width": picture.width, "height": picture.height})
                log_in(page)
                page.wait_for_url(desk.address + picture.path)
                picture.act(page)
                yield picture, page.screenshot()
        opened.close()


def _digest(files: list[Path]) -> str:
    read = blake2b(digest_size=8)
    for file in files:
        read.update(file.name.encode() + b"\0" + file.read_bytes())
    return read.hexdigest()
