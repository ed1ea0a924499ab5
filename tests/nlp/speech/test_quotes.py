"""Direct speech in every Danish style, with its speaker; and what looks like speech and is none."""

import pytest

from udklip.core.analysis import Quote
from udklip.nlp.analyser import Analyser

SAID = "Vi har ventet længe på det her hus"


def quotes(text: str, analyser: Analyser) -> tuple[Quote, ...]:
    return analyser.analyse([text])[0].quotes


@pytest.mark.parametrize(
    "text",
    [
        f"»{SAID},« siger Karen Holm.",
        f"«{SAID}», siger Karen Holm.",
        f"“{SAID},” fortæller Karen Holm, direktør i Bioneer.",
        f"”{SAID}”, udtaler Karen Holm.",
        f'"{SAID}", siger Karen Holm.',
        f'"{SAID}”, siger Karen Holm.',
        f"''{SAID}'', siger Karen Holm.",
        f"›{SAID}‹, siger Karen Holm.",
        f"- {SAID}, siger direktør i Bioneer, Karen Holm.",
        f"– {SAID}, siger Karen Holm.",
        f'Karen Holm siger: "{SAID}."',
        f'Karen Holm, der er direktør i Bioneer, siger: "{SAID}."',
        f"Direktør Karen Holm smiler.\n\n»{SAID},« siger hun.",
        f'Direktør Karen Holm smiler. "{SAID}", siger direktøren.',
        f"Huset er klar. - {SAID}, siger Karen Holm.",
        f'Direktør Karen Holm: "{SAID}."',
        f"Hos Bioneer siger direktør Karen Holm:\n\n»{SAID}.«",
        f"Direktør Karen Holm tager ordet. Hun fortsætter:\n\n- {SAID}.",
        f"Her glæder direktør Karen Holm sig:\n\n– {SAID}.",
        f"»{SAID},« griner Karen Holm.",
        f"»{SAID},« lyder det fra Karen Holm.",
        f"Direktør Karen Holm smiler.\n\n»{SAID},« lyder det fra direktøren.",
        f"»{SAID},« har direktør Karen Holm sagt til avisen.",
    ],
)
def test_styles(text: str, analyser: Analyser) -> None:
    (quote,) = quotes(text, analyser)
    assert quote.text.rstrip(".,") == SAID
    assert quote.speaker == "Karen Holm"
    assert " ".join(text[quote.start : quote.end].split()) == quote.text


def test_a_quotation_within_a_quotation(analyser: Analyser) -> None:
    text = "»Svaret var, at »det må vente« til jul. Det er ikke godt nok,« siger Karen Holm."
    (quote,) = quotes(text, analyser)
    assert quote.text == "Svaret var, at »det må vente« til jul. Det er ikke godt nok,"


def test_a_quotation_that_each_paragraph_opens_anew(analyser: Analyser) -> None:
    text = "»Vi har ventet længe.\n\n»Nu er det her endelig blevet til noget,« siger Karen Holm."
    (quote,) = quotes(text, analyser)
    assert quote.text == "Vi har ventet længe. Nu er det her endelig blevet til noget,"


def test_speech_cut_by_its_words_of_saying(analyser: Analyser) -> None:
    text = "»Vi har ventet længe,« siger Karen Holm, »men nu er det her.«"
    assert [quote.speaker for quote in quotes(text, analyser)] == ["Karen Holm", "Karen Holm"]


def test_whoever_a_paragraph_introduces_speaks_next(analyser: Analyser) -> None:
    text = (
        f"»{SAID},« siger Karen Holm.\n\nI haven står Peter Eg.\n\n»Det bliver en stor have med mange bær.«"
    )
    assert [quote.speaker for quote in quotes(text, analyser)] == ["Karen Holm", "Peter Eg"]


def test_speaker_has_title_and_organisation(analyser: Analyser) -> None:
    (quote,) = quotes(f"- {SAID}, siger direktør i Bioneer, Karen Holm.", analyser)
    assert (quote.title, quote.organisation, quote.verb) == ("direktør", "Bioneer", "siger")


def test_speech_goes_on_after_the_words_of_saying(analyser: Analyser) -> None:
    text = f"»{SAID},« siger Karen Holm. »Og nu kan vi endelig flytte ind i det.«"
    assert [quote.speaker for quote in quotes(text, analyser)] == ["Karen Holm", "Karen Holm"]


def test_he_goes_on(analyser: Analyser) -> None:
    text = (
        f'- {SAID}, siger Peter Holm, direktør i Bioneer. Han fortsætter: "Det bliver en fest for hele byen".'
    )
    second = quotes(text, analyser)[1]
    assert (second.speaker, second.verb) == ("Peter Holm", "fortsætter")


def test_a_pronoun_never_means_somebody_named_within_the_speech(analyser: Analyser) -> None:
    text = (
        f"»{SAID},« siger Peter Holm.\n\n»Karen Eg og jeg har bygget det sammen hele vejen,« fortæller han."
    )
    assert [quote.speaker for quote in quotes(text, analyser)] == ["Peter Holm", "Peter Holm"]


def test_a_page_break_inside_a_quote(analyser: Analyser) -> None:
    (quote,) = quotes(
        'Karen Holm siger: "Vi har ventet længe\n\npå det her hus, og nu er det her".', analyser
    )
    assert quote.text == "Vi har ventet længe på det her hus, og nu er det her"


def test_an_organisation_speaks(analyser: Analyser) -> None:
    (quote,) = quotes(f'"{SAID}", skriver Region Midtjylland.', analyser)
    assert quote.speaker == "Region Midtjylland"


@pytest.mark.parametrize(
    "text",
    [
        'Dermed samler "superklyngen" alle parter i landet.',
        "Hun læste »Den lange vej hjem gennem skoven« på én aften.",
        "Fakta\n\n- Bag huset står fem kommuner og en fond.\n\n- Formålet er at hjælpe flere ældre i byen.",
        "Karen Holm siger, at hun har ventet længe på det her hus.",
        'Prisen er 12" og 14" for de to skærme.',
        "Rapporten »En ny vej frem for de små steder« kom i går, og Karen Holm har læst den.",
        "Karen Holm kalder det »smart« og »nyt«.",
        "Dagens program:\n\n- Borgmester Karen Holm byder velkommen.\n\n- Vi spiser sammen i den store sal.",
    ],
)
def test_no_quotes(text: str, analyser: Analyser) -> None:
    assert quotes(text, analyser) == ()
