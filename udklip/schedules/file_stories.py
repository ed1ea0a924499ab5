"""Groups files alone, by the same rules as items of the ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from udklip.core.reading import DateOrigin, Kind, Reading
from udklip.nlp.stories.same_text import group
from udklip.schedules.grouping import article_text, taken_from

WINDOW = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Pickup:
    """A text taken from a press release, and the share (0 to 1) of its words that were."""

    key: str
    release: str
    share: float


@dataclass(frozen=True, slots=True)
class FileStory:
    """Files of one story: their names, the press release among them, and what was taken from it."""

    keys: tuple[str, ...]
    release: str | None
    pickups: tuple[Pickup, ...]


def group_readings(readings: Mapping[str, Reading]) -> list[FileStory]:
    """Group readings: the same text within 14 days is one story."""

    def within_window(one: str, other: str) -> bool:
        days = _day(readings[one]), _day(readings[other])
        return days[0] is None or days[1] is None or abs(days[0] - days[1]) <= WINDOW

    texts = {key: reading.text for key, reading in readings.items()}
    return [_story(keys, readings) for keys in group(texts, within_window)]


def _day(reading: Reading) -> datetime | None:
    """When it was published, if the page or feed says so; a date found in a text may be that of an event."""
    return reading.published if reading.published_origin is not DateOrigin.TEXT else None


def _story(keys: Sequence[str], readings: Mapping[str, Reading]) -> FileStory:
    releases = sorted(
        (key for key in keys if readings[key].kind is Kind.PRESS_RELEASE),
        key=lambda key: day.timestamp() if (day := _day(readings[key])) else float("inf"),
    )
    texts = {key: article_text(readings[key]) for key in keys}
    found = ((key, taken_from(key, texts, releases)) for key in keys)
    pickups = tuple(Pickup(key, *source) for key, source in found if source)
    return FileStory(tuple(keys), releases[0] if releases and len(keys) > 1 else None, pickups)
