"""How well print is read: scans in Danish, and texts that an OCR without Danish has read."""

import io
import os
import re
import subprocess
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path

import pytesseract
import pytest
from gold_texts import floors
from PIL import Image
from spacy.matcher.levenshtein import levenshtein

from tools.ocr_mending.printing import Press, printed, wrapped
from udklip.core.reading import Hints, Reading
from udklip.crawler.ocr_mending import mended
from udklip.crawler.readers.paper.ocr import INSTALL, ocr_model
from udklip.crawler.reading import read

ADDRESS = re.compile(r"\S+@\S+")
EDGES = ".,:;!?\"“”»«()[]'’-–•"
ROUGH = {"skew": 2, "blur": 1.0, "noise": 0.01}


@pytest.fixture(scope="module")
def latin_model() -> None:
    if ocr_model() is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"no OCR here: {INSTALL}")


def paragraphs(name: str) -> list[str]:
    text = (Path(__file__).parent / name).read_text("utf-8")
    return [paragraph for paragraph in text.splitlines() if paragraph]


def as_file(picture: Image.Image, image_format: str) -> bytes:
    file = io.BytesIO()
    picture.save(file, image_format)
    return file.getvalue()


def character_errors(reading: Reading, text: Sequence[str]) -> float:
    """Signs to be changed, as a share of all; line breaks and paragraphs count as spaces."""
    found, wanted = " ".join(reading.text.split()), " ".join(" ".join(text).split())
    return levenshtein(found, wanted) / len(wanted)


def in_two_columns(text: Sequence[str], font: str, dpi: int) -> Image.Image:
    """A title over two columns."""
    half = len(text) // 2
    head = printed(text[:1], Press(font, 22, dpi))
    left, right = (printed(wrapped(part, 46), Press(font, 10, dpi)) for part in (text[1:half], text[half:]))
    margin = dpi * 9 // 10
    page = Image.new("L", (max(head.width, left.width + right.width), head.height + left.height), 255)
    page.paste(head, (0, 0))
    page.paste(left, (0, head.height - margin))
    page.paste(right, (left.width - margin, head.height - margin))
    return page


@pytest.mark.usefixtures("latin_model")
@pytest.mark.parametrize(
    ("font", "dpi", "image_format"),
    [
        ("LiberationSans-Regular", 150, "PNG"),
        ("LiberationSerif-Regular", 300, "JPEG"),
        ("DejaVuSans", 150, "PDF"),
    ],
)
def test_clean_scans(font: str, dpi: int, image_format: str) -> None:
    text = paragraphs("printed_press.txt")
    reading = read(as_file(printed(wrapped(text), Press(f"{font}.ttf", 11, dpi)), image_format), Hints())

    assert character_errors(reading, text) <= floors("paper")["clean_errors"]
    assert ADDRESS.findall(reading.text) == ADDRESS.findall("\n".join(text))
    assert reading.title == text[0]
    assert not reading.uncertain


@pytest.mark.usefixtures("latin_model")
@pytest.mark.parametrize(("font", "dpi"), [("LiberationSans-Regular", 150), ("DejaVuSerif", 200)])
def test_scans_that_are_askew_blurred_and_dirty(font: str, dpi: int) -> None:
    text = paragraphs("printed_press.txt")
    picture = printed(wrapped(text), Press(f"{font}.ttf", 11, dpi, **ROUGH))

    assert character_errors(read(as_file(picture, "PNG"), Hints()), text) <= floors("paper")["rough_errors"]


@pytest.mark.usefixtures("latin_model")
def test_scanned_columns() -> None:
    text = paragraphs("printed_press.txt")
    reading = read(as_file(in_two_columns(text, "DejaVuSans.ttf", 150), "TIFF"), Hints())

    assert character_errors(reading, text) <= floors("paper")["clean_errors"]


@pytest.mark.usefixtures("latin_model")
def test_a_page_that_lies_on_its_side_is_turned() -> None:
    text = paragraphs("printed_press.txt")[:3]
    picture = printed(wrapped(text), Press("DejaVuSans.ttf", 11, 150)).transpose(Image.Transpose.ROTATE_90)

    assert character_errors(read(as_file(picture, "PNG"), Hints()), text) <= floors("paper")["clean_errors"]


@pytest.mark.usefixtures("latin_model")
def test_what_can_hardly_be_read_is_marked() -> None:
    text = paragraphs("printed_press.txt")[:3]
    picture = printed(wrapped(text), Press("LiberationSerif-Regular.ttf", 9, 72, blur=1.0, noise=0.02))

    assert read(as_file(picture, "PNG"), Hints()).uncertain


def test_the_damaged_seed_is_mended(shared: Path) -> None:
    seed = next((shared / "seeds").glob("004_*")).read_text("utf-8")
    as_printed = (shared / "gold" / "004_mended.txt").read_text("utf-8")
    words = [
        (wanted.strip(EDGES), read.strip(EDGES), better.strip(EDGES))
        for wanted, read, better in zip(
            as_printed.split(), seed.split(), (mended(seed) or seed).split(), strict=True
        )
    ]
    damaged = [(wanted, better) for wanted, read, better in words if wanted != read and len(read) > 1]

    assert len(damaged) == 120
    assert sum(wanted == better for wanted, better in damaged) >= floors("paper")["seed_mended"]
    assert not [word for word in words if word[0] == word[1] != word[2]]


@pytest.mark.parametrize(("font", "dpi"), [("LiberationSansNarrow-Bold", 200), ("DejaVuSerifCondensed", 150)])
def test_other_texts_read_without_danish_are_mended(shared: Path, font: str, dpi: int) -> None:
    """Words and types that nothing was learnt from; one text is full of words that damage makes other words of."""
    seed = next((shared / "seeds").glob("003_*")).read_text("utf-8").splitlines()
    lines = wrapped([*paragraphs("damaged_press.txt"), *filter(None, seed)])
    words = " ".join(lines).split()
    damaged = read_without_danish(printed(lines, Press(f"{font}.ttf", 11, dpi)))
    better = mended(damaged)
    assert better is not None

    triples = beside(words, damaged.split(), better.split())
    wrong = [(one, mend) for one, read_word, mend in triples if one != read_word]
    right = [(one, mend) for one, read_word, mend in triples if one == read_word]
    assert len(wrong) > 100
    assert sum(one == mend for one, mend in wrong) / len(wrong) >= floors("paper")["others_mended"]
    assert sum(one != mend for one, mend in right) / len(right) <= floors("paper")["others_broken"]


def read_without_danish(picture: Image.Image) -> str:
    languages = subprocess.run(
        ["tesseract", "--list-langs"], capture_output=True, text=True, check=False
    ).stdout
    if "eng" not in languages.split():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no English model for Tesseract here")
    return str(pytesseract.image_to_string(picture, lang="eng"))


def beside(words: Sequence[str], damaged: Sequence[str], better: Sequence[str]) -> list[tuple[str, str, str]]:
    """Each printed word that the engine saw, as it was read and as it was mended, without the signs around it."""
    found: list[tuple[str, str, str]] = []
    for _, start, end, other, other_end in SequenceMatcher(
        None, words, damaged, autojunk=False
    ).get_opcodes():
        if end - start == other_end - other:
            found += zip(words[start:end], damaged[other:other_end], better[other:other_end], strict=True)
    bare = [(one.strip(EDGES), two.strip(EDGES), three.strip(EDGES)) for one, two, three in found]
    return [triple for triple in bare if triple[0].isalpha()]
