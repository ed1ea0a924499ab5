"""What stands beside a lone word tells whether it is a firm, a town or a person."""

import pytest

from udklip.core.analysis import Analysis
from udklip.nlp.analyser import Analyser


def names(analysis: Analysis) -> tuple[set[str], set[str], set[str]]:
    finds = (analysis.organisations, analysis.people, analysis.places)
    organisations, people, places = ({mention.name for mention in found} for found in finds)
    return organisations, people, places


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("Gefionix har 60 ansatte på fabrikken ved havnen.", "Gefionix"),
        ("Aktien i Gefionix steg i går. Siden jul er Gefionix blevet dyrere.", "Gefionix"),
        ("Størst var Gefionix, der fik 95 mio. euro fra tre fonde.", "Gefionix"),
        ("De tre stiftede Vellodan for to år siden.", "Vellodan"),
    ],
)
def test_firms(text: str, firm: str, bare_analyser: Analyser) -> None:
    organisations, people, _ = names(bare_analyser.analyse([text])[0])
    assert firm in organisations
    assert firm not in people


def test_generic_words_employ_people_and_are_no_names(bare_analyser: Analyser) -> None:
    organisations, _, _ = names(bare_analyser.analyse(["Virksomheden har 60 ansatte. Koncernen har 900."])[0])
    assert not organisations


def test_streets_are_places(bare_analyser: Analyser) -> None:
    organisations, people, _ = names(bare_analyser.analyse(["Huset ligger på Juliane Maries Vej i byen."])[0])
    assert not organisations
    assert not people
