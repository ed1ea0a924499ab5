"""Which words of a text a query asks for: what a page marks."""

import pytest

from udklip.indexer.places import matching_words
from udklip.indexer.query import parse


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("klynge", "Fem klynger og sundhedsklyngen", ["klynger", "sundhedsklyngen"]),
        ("klynge fond", "Klyngen får penge af fondene", ["Klyngen", "fondene"]),
        ("klynge IKKE fond", "Klyngen får penge af fonden", ["Klyngen"]),
        ("NOT klynge", "Klyngen får penge", []),
        ('"life science"', "Life science er life, og science er science", ["Life science"]),
        ("=klyngen", "Klynge og klyngen", ["klyngen"]),
        ("bevil*", "Bevillingen blev bevilget", ["Bevillingen", "bevilget"]),
        (
            '"bevilling klynge"~3',
            "Bevilling til ny klynge, og langt herfra er der en klynge",
            ["Bevilling", "klynge"],
        ),
        ("covid-19", "Om covid-19 i Århus", ["covid-19"]),
        ("aarhus", "Om covid-19 i Århus", ["Århus"]),
        ("titel:klynge ELLER type:artikel", "En klynge", ["klynge"]),
        ("*", "En klynge", []),
        ("klynge", "", []),
        ("klynge", "!?", []),
    ],
)
def test_the_words_that_are_asked_for_are_marked(query: str, text: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in matching_words(text, parse(query))] == marked
