"""The sentence that shows why an item was found."""

import pytest

from udklip.indexer.passage import matching_sentence
from udklip.indexer.query import parse
from udklip.indexer.sentences import sentences

TEXT = """Klynge på vej

En klynge er en gruppe. Fonden giver penge. Klyngen får pengene af fonden, siger dr. Holm kl. 10.
»Vi er en sundhedsklynge i Århus.« Bevillingen er på 1,5 mio. kr. og gives til den nye klynge.
"""


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("klynge", "Klynge på vej"),
        ("klynge fond", "Klyngen får pengene af fonden, siger dr. Holm kl. 10."),
        ("gruppe ELLER (klynge OG fond OG penge)", "Klyngen får pengene af fonden, siger dr. Holm kl. 10."),
        ("sundhedsklynge", "»Vi er en sundhedsklynge i Århus.«"),
        ("aarhus", "»Vi er en sundhedsklynge i Århus.«"),
        ("=klyngen", "Klyngen får pengene af fonden, siger dr. Holm kl. 10."),
        ('"fonden giver"', "Fonden giver penge."),
        ('"bevilling klynge"~12', "Bevillingen er på 1,5 mio. kr. og gives til den nye klynge."),
        ("bevil*", "Bevillingen er på 1,5 mio. kr. og gives til den nye klynge."),
        ("fond IKKE klynge", "Fonden giver penge."),
        ("fond dato:2020", "Fonden giver penge."),
        ("titel:vej", "Klynge på vej"),
        ("ubåd", None),
        ("dato:2020", None),
        ("IKKE klynge", None),
    ],
)
def test_the_sentence_that_meets_the_query_best(query: str, sentence: str | None) -> None:
    assert matching_sentence(TEXT, parse(query)) == sentence


def test_abbreviations_end_no_sentence_and_paragraphs_do() -> None:
    text = "Overskrift\n\nDet koster ca. 10 mio. kr. Ifølge A. Holm, bl.a. Det er alt! »Ja.« Slut"
    assert sentences(text) == [
        "Overskrift",
        "Det koster ca. 10 mio. kr. Ifølge A. Holm, bl.a. Det er alt!",
        "»Ja.«",
        "Slut",
    ]
