"""Generated coverage: items as long as the press's, in the minutes of parliament's words, naming who is often named.

Lengths are log-normal around those of Danish papers' (notices of a hundred words, features of a thousand); outlets,
organisations and people come by Zipf's law, so that a few are in most and most are in a few; a third of the items
are copies of others' stories; and all were published within six years.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate

from benchmarks.generated_stories import as_text, story
from udklip.core.analysis import Amount, Analysis, Mention, Relevance
from udklip.core.item import PressItem
from udklip.core.reading import DateOrigin, Kind, Reading
from udklip.core.source import Rights, SourceType

NEWEST = datetime(2020, 11, 24, 6, tzinfo=UTC)
MINUTES = 6 * 365 * 24 * 60
#: Of the logarithm of an item's words: half of them have more than e^5.6 = 270.
LENGTH, SPREAD = 5.6, 0.65
SHORTEST, LONGEST = 40, 2_500
COPIED = 1 / 3
_KINDS = (Kind.ARTICLE,) * 7 + (Kind.WIRE, Kind.NOTICE, Kind.PRESS_RELEASE)
_FIRST = "Anders Birgit Carl Dorthe Erik Freja Gorm Hanne Ivar Jytte Karl Lise Mikkel Nanna Ole Pia Rune Signe".split()
_LAST = "Abild Bækgaard Dalsgaard Elkjær Fogh Gade Holm Iversen Juhl Kragh Lund Munk Nyborg Ravn Skov Toft Uhre".split()
_HOUSES = "Nord Syd Vest Øst Fjord Sund Bio Medico Robo Data Pharma Agro".split()
_ENDS = "Fonden Institut Cluster A/S Universitet Forening Kommune Robotics Hospital".split()


def coverage(first: int, upto: int) -> Iterator[PressItem]:
    """Items number `first` up to `upto`, the same for the same numbers."""
    for number in range(first, upto):
        yield _item(number, random.Random(number))


def _item(number: int, chance: random.Random) -> PressItem:
    named, people = _drawn(chance, _organisations()), _drawn(chance, _people())
    reading = _reading(chance, [*named, *people])
    elder = number - chance.randrange(1, 40)
    return PressItem(
        id=f"{number + 1:08}",
        url=f"https://avis.example/{number}",
        source=chance.choices(outlets(), cum_weights=_zipf(len(outlets())))[0],
        source_type=chance.choice(list(SourceType)),
        rights=Rights.LINK,
        first_seen=NEWEST,
        reading=reading,
        analysis=Analysis(
            reading.text,
            reading.kind,
            "da",
            organisations=_mentions(reading.text, named),
            people=_mentions(reading.text, people),
            amounts=(Amount("", 0, 0, float(chance.randrange(1, 400) * 250_000), "DKK"),)[: number % 2],
        ),
        relevance=Relevance.FIELD,
        story=f"{elder + 1:08}" if chance.random() < COPIED and elder > 0 else f"{number + 1:08}",
        ready=number + 1,
    )


def _reading(chance: random.Random, names: Sequence[str]) -> Reading:
    length = min(max(round(chance.lognormvariate(LENGTH, SPREAD)), SHORTEST), LONGEST)
    title, lead, *body = story(chance, 12) + story(chance, length)
    named = f"{', '.join(names)} er med. " if names else ""
    return Reading(
        title[:90],
        lead,
        named + as_text(body or [lead]),
        published=NEWEST - timedelta(minutes=chance.randrange(MINUTES)),
        published_origin=DateOrigin.META,
        language="da",
        kind=chance.choice(_KINDS),
    )


def _drawn(chance: random.Random, names: Sequence[str]) -> list[str]:
    drawn = chance.choices(names, cum_weights=_zipf(len(names)), k=chance.randrange(5))
    return list(dict.fromkeys(drawn))


def _mentions(text: str, names: Sequence[str]) -> tuple[Mention, ...]:
    return tuple(
        Mention(name, (at := text.find(name)), at + len(name), name, partner=False) for name in names
    )


@cache
def _zipf(ranks: int) -> list[float]:
    return list(accumulate(1 / rank for rank in range(1, ranks + 1)))


@cache
def outlets() -> tuple[str, ...]:
    """What the outlets are called."""
    return tuple(f"{house}{end} Avis" for house in _HOUSES for end in ("land", "by", "egn", "kyst", "bro"))


@cache
def _organisations() -> tuple[str, ...]:
    return tuple(f"{house}{_LAST[i].lower()} {end}" for i in range(17) for house in _HOUSES for end in _ENDS)


@cache
def _people() -> tuple[str, ...]:
    return tuple(f"{first} {middle} {last}" for middle in _LAST for first in _FIRST for last in _LAST)
