"""PDFs: order, headings, broken words, running lines, locked and broken files."""

from pathlib import Path

import pytest
from papers import Placed, pdf, scanned

from udklip.core.errors import Unreadable
from udklip.core.outcomes import Outcome
from udklip.core.reading import Hints, Kind
from udklip.crawler.reading import read

BODY = [
    "Kommunen og fire virksomheder har i dag skrevet under på en aftale om velfærds-",
    "teknologi, som skal prøves af på alle plejehjem i løbet af foråret. Den koster 12",
    "mio. kr. og gælder i tre år.",
]


def lines(texts: list[str], left: float, top: float, size: float = 11) -> list[Placed]:
    return [(left, top + 15 * number, size, text) for number, text in enumerate(texts)]


def test_the_largest_lines_are_the_title_and_broken_words_are_made_whole() -> None:
    heading = [(60.0, 80.0, 20.0, "Ny aftale om hjælpemidler"), (60.0, 104.0, 20.0, "til alle plejehjem")]

    reading = read(pdf([*heading, *lines(BODY, 60, 150)]), Hints())

    assert reading.title == "Ny aftale om hjælpemidler til alle plejehjem"
    assert reading.body == (
        "Kommunen og fire virksomheder har i dag skrevet under på en aftale om velfærdsteknologi, som skal "
        "prøves af på alle plejehjem i løbet af foråret. Den koster 12 mio. kr. og gælder i tre år."
    )
    assert (reading.media_type, reading.ocr, reading.language) == ("application/pdf", False, "da")


def test_columns_are_read_one_after_the_other() -> None:
    left = [f"venstre spalte linje {number} går videre" for number in range(8)]
    right = [f"højre spalte linje {number} går videre" for number in range(8)]
    # Written row by row, as some programs do.
    rows = [line for pair in zip(lines(left, 60, 150), lines(right, 320, 150), strict=True) for line in pair]

    body = read(pdf([(60, 80, 22, "Overskrift over begge spalter i bladet"), *rows]), Hints()).body

    assert body.index("venstre spalte linje 7") < body.index("højre spalte linje 0")


def test_running_headers_and_page_numbers_are_out() -> None:
    pages = [
        [
            (60.0, 30.0, 8.0, "Årsberetning for Klynge Nord"),
            *lines(BODY, 60, 120),
            (280.0, 820.0, 8.0, f"Side {number}"),
        ]
        for number in (1, 2, 3)
    ]

    text = read(pdf(*pages), Hints()).text

    assert "Årsberetning" not in text
    assert "Side" not in text
    assert text.count("Kommunen og fire virksomheder") == 3


def test_a_sentence_goes_on_over_the_page() -> None:
    first = ["Aftalen er den første af sin slags i landet, og den gør det muligt for kommunen at"]
    second = ["prøve nye løsninger af sammen med virksomhederne."]

    text = read(pdf(lines(first, 60, 700), lines(second, 60, 80)), Hints()).text

    assert "muligt for kommunen at prøve nye løsninger" in text


def test_a_press_release_is_known_by_its_label_and_keeps_its_contacts() -> None:
    head = [(60.0, 60.0, 9.0, "PRESSEMEDDELELSE"), (60.0, 90.0, 18.0, "Robot hjælper på plejehjem")]
    contact = lines(
        ["Yderligere oplysninger:", "Ida Holm, direktør, tlf. 12 34 56 78, ida@robot.example"], 60, 260
    )

    reading = read(pdf([*head, *lines(BODY, 60, 130), *contact]), Hints())

    assert reading.kind is Kind.PRESS_RELEASE
    assert reading.title == "Robot hjælper på plejehjem"
    assert "ida@robot.example" in reading.body


@pytest.mark.usefixtures("latin_model")
def test_a_mixed_pdf_is_read_page_by_page() -> None:
    sheet = scanned([(60, 80, 12, "Den scannede side fortæller om rødgrød og æbler på Ærø.")])

    reading = read(pdf(lines(BODY, 60, 120), sheet), Hints())

    assert reading.ocr
    assert "Kommunen og fire virksomheder" in reading.text
    assert "rødgrød og æbler på Ærø" in reading.text


def test_a_locked_pdf_says_so() -> None:
    with pytest.raises(Unreadable, match="password") as refused:
        read(pdf(lines(BODY, 60, 120), password="hemmelig"), Hints())

    assert refused.value.outcome is Outcome.ENCRYPTED


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_pdf_that_is_cut_off_is_damaged(share: float) -> None:
    whole = pdf(lines(BODY, 60, 120))

    with pytest.raises(Unreadable, match="fetch it again") as refused:
        read(whole[: int(len(whole) * share)], Hints())

    assert refused.value.outcome is Outcome.DAMAGED


def test_an_empty_page_has_no_text() -> None:
    with pytest.raises(Unreadable) as refused:
        read(pdf([]), Hints())

    assert refused.value.outcome is Outcome.NO_TEXT


def test_a_real_report_reads_in_order(shared: Path) -> None:
    reading = read((shared / "data/pdf/Tilsynsrapport_2013_Clara.pdf").read_bytes(), Hints())

    assert reading.title is not None
    assert reading.title.startswith("Tilsynsrapport for Privat Leverandør")
    assert reading.language == "da"
    assert not [line for line in reading.body.split("\n\n") if line.isdigit()]
