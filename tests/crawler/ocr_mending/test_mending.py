"""Danish that an OCR without Danish has read is made whole; nothing else is touched."""

import gzip
from itertools import islice
from pathlib import Path

import pytest

from udklip.core.reading import Hints
from udklip.crawler.ocr_mending import mended
from udklip.crawler.ocr_mending.strays import without_strays
from udklip.crawler.reading import read

DAMAGED = """\
Ny fabrik pa Sjzlland skal gge produktionen af medicin

Virksomheden Nordpil har i dag abnet en fabrik i Kgge. Den skal ifglge direktgr
Sgren Mgller give arbejde til firs medarbejdere, og der sgges stadig flere la-
borater og fag@rte. Borgmesteren haber, at ogsa de sma byer far gleede af den.

I gvrigt er det fgrste gang, at et sa stort anlaeg bliver opfgrt pa kun et ar. Det
kraever omtanke, nar man bygger teet pa vandet. Kontakt: aage@nordpil.dk, tIf. 12 34 56 78,
eller se www.nordpil.dk/paraade.
"""

MENDED = """\
Ny fabrik på Sjælland skal øge produktionen af medicin

Virksomheden Nordpil har i dag åbnet en fabrik i Køge. Den skal ifølge direktør
Søren Møller give arbejde til firs medarbejdere, og der søges stadig flere la-
borater og fagørte. Borgmesteren håber, at også de små byer får glæde af den.

I øvrigt er det første gang, at et så stort anlæg bliver opført på kun et år. Det
kræver omtanke, når man bygger tæt på vandet. Kontakt: aage@nordpil.dk, tlf. 12 34 56 78,
eller se www.nordpil.dk/paraade.
"""


def test_damaged_words_are_mended_line_for_line() -> None:
    assert (mended(DAMAGED) or "").splitlines() == MENDED.splitlines()


def test_a_word_that_a_line_breaks_is_mended_whole() -> None:
    text = DAMAGED.replace(
        "firs medarbejdere", "firs innovationsmed-\narbejdere i vaekst-\nvirksomheder og pa miljg-\nomradet"
    )

    assert "vækst-\nvirksomheder og på miljø-\nområdet" in (mended(text) or "")


def test_bullets_that_were_read_as_letters_are_dashes() -> None:
    text = DAMAGED + "\ne Den er stgrst i landet.\n\n¢ Den har kgbt grunden.\n\ne Den har egen havn.\n"

    assert [line[:6] for line in (mended(text) or "").splitlines()[-5::2]] == ["- Den "] * 3


def test_a_mended_text_is_read_as_one_from_a_scan() -> None:
    reading = read(DAMAGED.encode(), Hints())

    assert reading.ocr
    assert reading.language == "da"
    assert reading.title == "Ny fabrik på Sjælland skal øge produktionen af medicin"


# Danish as on a keyboard without its letters is written so, not damaged.
LEFT_ALONE = {
    "danish": MENDED,
    "typed": """
Vi har vaeret paa Aeroe og set paa de smaa huse, som er koebt af folk fra Koebenhavn. Det er ogsaa vaerd at vaere med
til, naar man er til moede i det aabne land, og der er plads til flere i loebet af aaret. Kontakt os, hvis du har lyst
til at vaere med i foraaret, for saa er der flere pladser end ellers.""",
    "without the letters by chance": """
Den nye forening har til huse i en gammel bank, og den har i dag holdt sit stiftende valg. Det blev en lang aften med
mange kandidater, men til sidst var der kun en tilbage, og det var den gamle kasserer. Han blev valgt med stort
flertal, og efter valget var der kaffe og kage til alle, der havde stemt.""",
    "english": """
The new factory has been opened by the minister. It is the first one of its kind, and it has been built in one year at
a cost of four million euros. More than eighty people are to work there from the first of May.""",
    "dutch": """
De nieuwe fabriek is vandaag geopend door de minister. Het is de eerste van zijn soort en er komen meer dan tachtig
mensen te werken. De bouw heeft een jaar geduurd en er is nog plaats voor een tweede hal.""",
    "damaged swedish": """
Den nya fabriken har idag oppnats av ministern. Det ar den forsta i sitt slag och den har byggts pa ett ar. Mer an
attio personer ska arbeta dar fran och med forsta maj, och det finns plats for en andra hall bredvid.""",
    "damaged norwegian": """
Den nye fabrikken ble i dag apnet av ministeren. Det er den forste av sitt slag, og den har blitt bygget pa bare ett
ar. Mer enn atti personer skal arbeide der fra forste mai, og det er ogsa plass til en hall til.""",
}


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_what_is_not_damaged_danish_is_left_alone(text: str) -> None:
    assert mended(text) is None


def test_no_undamaged_danish_is_touched(shared: Path) -> None:
    with gzip.open(shared / "data/ner/folketinget_da.txt.gz", "rt", encoding="utf-8") as lines:
        minutes = [line for line in islice(lines, 12_000) if len(line) > 120]
    plain = [line for line in minutes if not set(line.lower()) & set("æøå")]
    lists = [" ".join(plain[at : at + 5]) for at in range(0, len(plain), 5)]

    assert len(lists) > 5
    assert not [text for text in [*minutes, *lists] if mended(text)]


def test_the_other_seeds_are_not_touched(shared: Path) -> None:
    for number in ("000", "001", "002", "003"):
        assert mended(next((shared / "seeds").glob(f"{number}_*")).read_text("utf-8")) is None


@pytest.mark.parametrize(
    ("line", "better"),
    [
        ("kI. 9.30 i âr, nâr det er muIigt", "kl. 9.30 i år, når det er muligt"),
        ("Ring pâ tif. 12 34 56 78. | dag kan du", "Ring på tlf. 12 34 56 78. I dag kan du"),
        ("»Det er rigtigt, « siger Âse", "»Det er rigtigt,« siger Åse"),
        ("São Paulo, café, naïve, IT-chef Ilse", "São Paulo, café, naïve, IT-chef Ilse"),
    ],
)
def test_slips_of_an_ocr_that_knows_danish(line: str, better: str) -> None:
    assert without_strays(line) == better
