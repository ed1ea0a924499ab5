"""Makes up names of people, places and organisations, from lists of names and of parts of names."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.model.name_sources import danish_people
from udklip.nlp.name_lists import COMMON, NameKnowledge

PARTS = Path(__file__).parents[1] / "lists" / "made_up.toml"
LETTERS = "ABCDEFGHIKLMNOPRSTUV"
Words = list[str]


@dataclass(frozen=True)
class NameStock:
    """Single words that are names, by what they are; people's apart by whether they are usual in Denmark."""

    first: Sequence[str]
    last: Sequence[str]
    danish_first: Sequence[str]
    danish_last: Sequence[str]
    place: Sequence[str]
    town: Sequence[str]
    organisation: Sequence[str]


def stock_of(knowledge: NameKnowledge, danish_names: Path) -> NameStock:
    """What the name lists have and never is an ordinary word, and the Danish names of people."""
    first, last, place, town, organisation = (
        _of_kind(knowledge.names, kind) for kind in ("first", "last", "place", "town", "organisation")
    )
    danish = dict(danish_people(danish_names))
    return NameStock(first, last, danish["first"], danish["last"], place, town, organisation)


def _of_kind(names: Mapping[str, str], kind: str) -> list[str]:
    return sorted(word for word, tag in names.items() if COMMON not in tag and kind in tag.split("_"))


class NameMaker:
    """Makes up names. The same `chance` gives the same names."""

    def __init__(self, stock: NameStock, chance: random.Random) -> None:
        self._stock, self._chance = stock, chance
        self._parts: Mapping[str, list[str]] = tomllib.loads(PARTS.read_text(encoding="utf-8"))
        self._ways: list[tuple[Callable[[], str], float]] = [
            (self._invented, 0.20),
            (self._short_form, 0.08),
            (self._english, 0.22),
            (self._danish, 0.10),
            (self._compound, 0.12),
            (self._body, 0.04),
            (self._with_place, 0.10),
            (self._with_surname, 0.06),
            (self._listed, 0.08),
        ]

    def person(self, length: int) -> Words:
        """A person's name of about `length` words; one word is a surname more often than a first name."""
        if length == 1:
            return [self._surname() if self._chance.random() < 0.65 else self._first_name()]
        middle = [self._middle()] if length > 2 or self._chance.random() < 0.12 else []
        first = self._first_name()
        if self._chance.random() < 0.12:
            first = f"{first}-{self._first_name()}"
        return [first, *middle, self._surname()]

    def place(self) -> Words:
        """A place of one word."""
        return [self._pick(self._stock.place if self._chance.random() < 0.75 else self._stock.town)]

    def organisation(self) -> Words:
        """An organisation: a company, an authority, an association."""
        ways, weights = zip(*self._ways, strict=True)
        way = self._chance.choices(ways, weights)[0]
        name: Words = way().split()
        if way in (self._invented, self._english, self._danish) and self._chance.random() < 0.2:
            name.append(self._part("legal"))
        return name

    def _pick(self, words: Sequence[str]) -> str:
        return self._chance.choice(words)

    def _part(self, kind: str) -> str:
        return self._pick(self._parts[kind])

    def _first_name(self) -> str:
        return self._pick(self._stock.danish_first if self._chance.random() < 0.6 else self._stock.first)

    def _surname(self) -> str:
        if self._chance.random() < 0.05:
            return self._invented()
        return self._pick(self._stock.danish_last if self._chance.random() < 0.6 else self._stock.last)

    def _middle(self) -> str:
        return self._pick((self._surname(), self._first_name(), f"{self._pick(LETTERS)}."))

    def _invented(self) -> str:
        syllables = self._chance.choice((2, 2, 3))
        sounds = (self._part("onsets") + self._part("vowels") for _ in range(syllables))
        word = ("".join(sounds) + self._part("codas")).capitalize()
        return word.upper()[:6] if self._chance.random() < 0.12 else word

    def _short_form(self) -> str:
        return "".join(self._chance.choices(LETTERS, k=self._chance.choice((2, 3, 3, 3, 4))))

    def _english(self) -> str:
        first = self._part("first") if self._chance.random() < 0.6 else self._invented()
        second = self._part("second")
        shape = self._chance.random()
        if shape < 0.2:
            return first + (second if shape < 0.1 else second.lower())
        return f"{first} {second} {self._part('second')}" if shape < 0.35 else f"{first} {second}"

    def _danish(self) -> str:
        return f"{self._part('danish_first')} {self._part('danish_second')}"

    def _compound(self) -> str:
        return self._part("stems") + self._part("endings")

    def _body(self) -> str:
        return f"{self._part('bodies')} {self._part('subjects')}"

    def _with_place(self) -> str:
        return self._part("with_place").format(self.place()[0])

    def _with_surname(self) -> str:
        if self._chance.random() < 0.3:
            return f"{self._surname()} & {self._surname()}"
        return self._part("with_surname").format(self._surname())

    def _listed(self) -> str:
        return self._pick(self._stock.organisation)
