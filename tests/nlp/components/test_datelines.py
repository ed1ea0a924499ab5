"""Towns at the head of a telegram."""

import pytest

from udklip.nlp.analyser import Analyser
from udklip.nlp.components.datelines import find_datelines
from udklip.nlp.known_names import KnownNames

NAMES = KnownNames({"Odense": "place_town", "Oslo": "town", "Jensen": "last"})


@pytest.mark.parametrize(
    "text",
    [
        "ODENSE 12. AUGUST /Ritzau/\n\nDet regner.",
        "ODENSE: Det regner.",
        "Nyt hus\n\nODENSE, den 12. august. Det regner.",
        "Odense /ritzau/ Det regner.",
    ],
)
def test_a_town(text: str) -> None:
    (find,) = find_datelines(text, NAMES)
    assert text[find.start : find.end].title() == "Odense"


@pytest.mark.parametrize("text", ["JENSEN: Det regner.", "ODENSE ER EN BY", "Han bor i ODENSE: en by."])
def test_no_town(text: str) -> None:
    assert not list(find_datelines(text, NAMES))


def test_it_is_called_as_elsewhere(bare_analyser: Analyser) -> None:
    found = bare_analyser.analyse(["OSLO: En norsk fond køber ind."])[0].places
    assert [(place.text, place.name) for place in found] == [("OSLO", "Oslo")]
