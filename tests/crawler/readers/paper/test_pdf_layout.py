"""PDFs as they are printed: columns, running lines, hyphens, turned pages, text layers that are none."""

import io

import pytest
from papers import Placed, newspaper, pdf, scanned
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from udklip.core.reading import Hints
from udklip.crawler.reading import read

PARAGRAPHS = """\
Et værft har sammen med et universitet udviklet en kran, der vejer halvt så meget som de gamle og alligevel \
løfter det dobbelte. Den første blev sat i drift mandag den 14. september og skal bruges på fire havne.
»Vi har ventet på den i seks år. Nu kan vi tage både på op til 18 tons,« siger værftets direktør, Ida Holm.
Udviklingen har kostet 12,4 mio. kr., hvoraf regionen har betalt en tredjedel. Resten kommer fra en fond og fra \
virksomheden selv. Kranen er den første af sin art i Norden, og der er kommet spørgsmål fra Færøerne og Island.
Værftet har 43 ansatte og omsatte sidste år for 61 mio. kr. Det venter at ansætte yderligere 15 medarbejdere, \
når produktionen flyttes til de nye haller i Ærøskøbing næste forår.""".splitlines()
TITLE = "Ny kran af kulfiber løfter dobbelt så meget på Ærø"
LEAD = "Et værft og et universitet er gået sammen om en ny slags løftekran til havnene."


def lines(*texts: str) -> list[Placed]:
    return [(60.0, 120.0 + 15 * number, 11.0, text) for number, text in enumerate(texts)]


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_columns_are_read_paragraph_for_paragraph(columns: int) -> None:
    numbered = [f"Nummer {number}. {text}" for number in range(14) for text in PARAGRAPHS]

    reading = read(newspaper(columns, TITLE, LEAD, numbered), Hints())

    assert reading.title == TITLE
    assert reading.lead == LEAD
    assert reading.body.split("\n\n") == numbered


def test_a_title_on_widely_set_lines_is_one() -> None:
    title = [(60.0, 70.0, 17.0, "Fynsk robotbygger går ind i en ny national"), (60.0, 96.0, 17.0, "klynge")]

    assert (
        read(pdf([*title, *lines(*PARAGRAPHS)]), Hints()).title
        == "Fynsk robotbygger går ind i en ny national klynge"
    )


def test_the_page_of_every_place_is_known() -> None:
    numbered = [f"Nummer {number}. {text}" for number in range(30) for text in PARAGRAPHS]

    reading = read(newspaper(2, TITLE, LEAD, numbered), Hints())
    pages = [reading.page_at(reading.text.index(f"Nummer {number}.")) for number in range(30)]

    assert pages[0] == 1
    assert pages[-1] == len(reading.page_starts) > 2
    assert pages == sorted(pages)


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("velfærds-", "teknologi", "velfærdsteknologi"),
        ("mellemstore virksom-", "heder", "mellemstore virksomheder"),
        ("penge fra EU-", "puljen", "penge fra EU-puljen"),
        ("nye slags IT-", "sikkerhed", "nye slags IT-sikkerhed"),
        ("hele life science-", "industrien", "hele life science-industrien"),
        ("flere små e-", "handler", "flere små e-handler"),
        ("Uddannelses- og Forsknings-", "ministeriet", "Uddannelses- og Forskningsministeriet"),
        ("både sundheds-", "og ældreområdet", "både sundheds- og ældreområdet"),
    ],
)
def test_hyphens_at_the_ends_of_lines(before: str, after: str, joined: str) -> None:
    first = f"Kommunen og fire virksomheder har i dag skrevet under på en aftale om {before}"
    second = f"{after} som skal prøves af på alle plejehjem i løbet af foråret og til sommer."

    assert f"aftale om {joined} som" in read(pdf(lines(first, second)), Hints()).body


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_turned_page_reads_as_an_upright_one(turned: int) -> None:
    page = [
        (60.0, 80.0, 20.0, "Ny aftale om hjælpemidler"),
        *lines(*PARAGRAPHS[1:2], *PARAGRAPHS[3].split(". ")),
    ]

    assert read(pdf(page, turned=turned), Hints()) == read(pdf(page), Hints())


def test_ligatures_and_spaces_that_were_never_written() -> None:
    pdfmetrics.registerFont(TTFont("DejaVu", "DejaVuSans.ttf"))
    paper = io.BytesIO()
    canvas = Canvas(paper, pagesize=A4)
    canvas.setFont("DejaVu", 12)
    for at, word in ((60, "Den"), (88, "ﬁnansieres"), (165, "af"), (180, "ﬂere"), (212, "fonde.")):
        canvas.drawString(at, 700, word)
    canvas.save()

    assert read(paper.getvalue(), Hints()).text == "Den finansieres af flere fonde."


def test_a_table_of_contents_keeps_its_lines() -> None:
    contents = lines("1 Baggrund ............................ 3", "2 Formål og metode .................... 7")
    heading = (60.0, 80.0, 20.0, "Beretning om havnens kraner")

    assert len(read(pdf([heading, *contents]), Hints()).body.split("\n\n")) == 2


@pytest.mark.usefixtures("latin_model")
def test_a_text_layer_that_is_no_text_is_read_by_ocr() -> None:
    printed = "Kommunen og fire virksomheder har skrevet under på en aftale om brød og frugt."
    shown = scanned([(60, 100, 12, printed), (60, 120, 12, printed)])

    reading = read(with_layer(shown, shifted(printed, 3)), Hints())

    assert reading.ocr
    assert not reading.uncertain
    assert "aftale om brød og frugt" in reading.text


def test_a_text_layer_in_another_language_is_text() -> None:
    finnish = "Hallitus esitti torstaina uuden lain, joka koskee kuntien yhdistymistä ja aluehallintoa."

    assert not read(with_layer(scanned([(60, 100, 12, "Andet")]), finnish), Hints()).ocr


def shifted(text: str, by: int) -> str:
    """What a font without its table says: each letter as another."""
    return "".join(chr(ord(sign) + by) if sign.isalpha() else sign for sign in text)


def with_layer(picture: Image.Image, text: str) -> bytes:
    """A page that shows `picture` and has an invisible text layer."""
    paper = io.BytesIO()
    canvas = Canvas(paper, pagesize=A4)
    canvas.drawImage(ImageReader(picture), 0, 0, *A4)
    layer = canvas.beginText(60, 740)
    layer.setTextRenderMode(3)
    layer.textLines("\n".join([text] * 2))
    canvas.drawText(layer)
    canvas.save()
    return paper.getvalue()
