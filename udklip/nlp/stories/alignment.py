"""Which stretches of one text stand in another, and what stands between them in each."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from udklip.nlp.stories.facts import Fact, words_with_facts
from udklip.nlp.stories.shingles import SHINGLE

MOST_PLACES = 4

Gram = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A text as it is compared: its words, the fact each states, and where its word 3-grams stand."""

    words: tuple[str, ...]
    facts: tuple[Fact | None, ...]
    places: dict[Gram, list[int]]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The same `length` words at `here` in one text and at `there` in the other."""

    here: int
    there: int
    length: int


@lru_cache(maxsize=32)
def told(text: str) -> Told:
    """`text` made ready; candidates come back again and again while their story is news."""
    words = list(words_with_facts(text))
    letters = tuple(word.letters for word in words)
    places: dict[Gram, list[int]] = {}
    for place, gram in enumerate(zip(*(letters[shift:] for shift in range(SHINGLE)), strict=False)):
        at = places.setdefault(gram, [])
        if len(at) < MOST_PLACES:
            at.append(place)
    return Told(letters, tuple(word.fact for word in words), places)


def stretches(one: Told, other: Told) -> Iterator[Stretch]:
    """The stretches of three words or more of `one` that stand in `other`, in the order of `one`.

    Of several places in `other` the next one after the last stretch is taken.
    """
    here, beyond = 0, 0
    while here + SHINGLE <= len(one.words):
        places = other.places.get(one.words[here : here + SHINGLE])
        if not places:
            here += 1
            continue
        there = next((place for place in places if place >= beyond), places[0])
        length = _same_from(one.words, here, other.words, there)
        yield Stretch(here, there, length)
        here, beyond = here + length, there + length


def _same_from(one: tuple[str, ...], here: int, other: tuple[str, ...], there: int) -> int:
    length = SHINGLE
    most = min(len(one) - here, len(other) - there)
    while length < most and one[here + length] == other[there + length]:
        length += 1
    return length
