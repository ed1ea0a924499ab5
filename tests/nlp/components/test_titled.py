"""People by the title before their name, or the colon behind it."""

import pytest

from udklip.nlp.components.titled import find_titled
from udklip.nlp.known_names import KnownNames
from udklip.nlp.runs import runs_of, words_of

NAMES = KnownNames({"Mona": "first", "Holm": "last"})


def titled(text: str) -> list[str]:
    words = words_of(text)
    found = find_titled(text, words, runs_of(text, words), NAMES)
    return [text[find.start : find.end] for find in found]


@pytest.mark.parametrize(
    "text",
    ["Det siger sygeplejerske Mona Vittrup.", "Overlæge Mona Vittrup er her.", 'Mona Vittrup: "Ja tak."'],
)
def test_people(text: str) -> None:
    assert titled(text) == ["Mona Vittrup"]


@pytest.mark.parametrize(
    "text", ["Hun hedder Mona Vittrup.", "Direktør Vittrup Maskiner er her.", "Lægen Mona er her."]
)
def test_nobody(text: str) -> None:
    assert not titled(text)
