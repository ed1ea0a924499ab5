"""Which sources are to be asked now: those that publish often are asked often."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from udklip.core.ledger import Book
from udklip.core.source import Source
from udklip.crawler.discovery.rhythm import interval

LOOKED_BACK = timedelta(days=7)
EARLY = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Due:
    """The sources to be asked, and until when each of the others is left alone."""

    sources: list[Source]
    left_until: dict[str, datetime]


def due(book: Book, sources: Sequence[Source], now: datetime) -> Due:
    """Divide `sources` into those that are due at `now` and those that are not."""
    times = {source.name: due_at(book, source) for source in sources}
    # Timers come a little early at times; a source is not to wait a whole round for two minutes.
    left = {name: time for name, time in times.items() if time and time - EARLY > now}
    return Due([source for source in sources if source.name not in left], left)


def due_at(book: Book, source: Source) -> datetime | None:
    """When `source` is to be asked again; None where it never was."""
    last = book.visits.last_at(source.name)
    if last is None:
        return None
    return last + asked_every(book, source, last)


def asked_every(book: Book, source: Source, last: datetime) -> timedelta:
    """How long after a visit `source` is asked again, by its visits in the week before the `last`."""
    return interval(source, book.visits.since(last - LOOKED_BACK, source.name))
