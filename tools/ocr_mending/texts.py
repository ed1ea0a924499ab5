"""The texts that damage is learnt from: minutes of the Danish parliament, with headings and contacts of our own."""

from __future__ import annotations

import csv
import gzip
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

_SPEAKER = re.compile(r"^[^:]{3,60}\):\s*")
_SHORTEST, _LONGEST = 150, 700
_DANISH = frozenset("æøåÆØÅ")
_POSTS = (
    "direktør", "adm. direktør", "pressechef", "formand", "udviklingschef", "kommunaldirektør", "læge", "rådgiver"
)  # fmt: skip
_PARAGRAPHS = 8
"""On a page, with a heading above and two contact lines below."""
_DRAWN = 8000


def paragraphs(parliament: Path) -> list[str]:
    """What was said, a paragraph each, without the speaker's name before it."""
    with gzip.open(parliament, "rt", encoding="utf-8") as lines:
        said = (_SPEAKER.sub("", line.strip()) for line in lines)
        return [paragraph for paragraph in said if _SHORTEST < len(paragraph) < _LONGEST]


def pages(parliament: Path, names: Path, count: int, seed: int) -> list[list[str]]:
    """`count` pages of paragraphs in which æ, ø and å are frequent."""
    chance = random.Random(seed)  # noqa: S311 - the same pages every time
    drawn = chance.sample(paragraphs(parliament), _DRAWN)
    drawn.sort(key=_danish_share, reverse=True)
    rich = drawn[: _DRAWN // 4]
    chance.shuffle(rich)
    contacts = _contacts(first_and_last(names), chance)
    return [_page(rich[at * _PARAGRAPHS : (at + 1) * _PARAGRAPHS], contacts) for at in range(count)]


def first_and_last(names: Path) -> tuple[list[str], list[str]]:
    """Danish first names and last names, each as often in the list as it says."""
    with names.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["name"] and row["ethnicity"] == "danish"]
    firsts = [row["name"] for row in rows if row["first_name"] == "True"]
    return firsts, [row["name"] for row in rows if row["first_name"] != "True"]


def _page(said: Sequence[str], contacts: Iterator[str]) -> list[str]:
    heading = " ".join(said[0].split()[:7])
    return [heading.upper(), heading.title(), *said, next(contacts), next(contacts)]


def _contacts(names: tuple[list[str], list[str]], chance: random.Random) -> Iterator[str]:
    while True:
        first, last = chance.choice(names[0]), chance.choice(names[1])
        digits = " ".join(f"{chance.randrange(100):02}" for _ in range(4))
        label = chance.choice(("tlf.", "Tlf.:", "telefon", "mobil"))
        yield f"{first} {last}, {chance.choice(_POSTS)}, {label} {digits}, {first[:2].lower()}@lilleby.example"


def _danish_share(text: str) -> float:
    return sum(sign in _DANISH for sign in text) / len(text)
