"""The nightly sweep: the index is asked what every watch should have hit, and what it did not hit is reported.

It goes another way than the alerts do: by the index, which was filled from the ledger by another process, and by
dates instead of numbers. So it finds what they cannot find wrong with themselves.
"""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from email.utils import parseaddr

from udklip.core.errors import QueryError
from udklip.core.ledger import Book
from udklip.core.ledger.watching.values import Watch, WatchHit
from udklip.core.letter import Recipient
from udklip.core.settings import Settings
from udklip.indexer.index import Index, SearchOptions
from udklip.indexer.query import parse
from udklip.schedules.current_stories import in_current_stories
from udklip.schedules.service.job import Workplace
from udklip.schedules.watching.letters import notice_letter
from udklip.schedules.watching.missed import notice_of

DAYS = 30
_SOME_DAY, _ANOTHER_DAY = date(2001, 1, 1), date(2002, 2, 2)


@dataclass(frozen=True, slots=True)
class Swept:
    """What the sweep found: hits that were missed, hits of texts that changed since, and watches it passed over."""

    watches: int
    missed: tuple[WatchHit, ...]
    changed: tuple[WatchHit, ...]
    passed_over: tuple[str, ...]


def look(workplace: Workplace, index: Index) -> Swept:
    """Compare what `index` finds with what was hit. Nothing is written.

    Raises:
        IndexUnavailable: the index does not answer.
    """
    with workplace.ledger.reading() as book:
        watches = book.watches.all()
        asked = {watch.name: query for watch in watches if (query := _query(watch, book)) is not None}
    found: list[WatchHit] = []
    for watch in watches:
        if watch.name in asked:
            found += _not_hit(workplace, index, watch, asked[watch.name])
    with workplace.ledger.reading() as book:
        changed = tuple(hit for hit in found if book.revisions.of(hit.item))
    missed = tuple(hit for hit in found if hit not in changed)
    passed_over = tuple(watch.name for watch in watches if watch.name not in asked)
    return Swept(len(asked), missed, changed, passed_over)


def make_good(workplace: Workplace, swept: Swept) -> None:
    """Keep what was not hit, to be alerted, and tell the operator what was missed; all of it or nothing."""
    now = workplace.clock()
    with workplace.ledger.writing() as book:
        kept = book.watches.hits.keep([*swept.missed, *swept.changed], now)
        if swept.missed and kept:
            letter = notice_letter(notice_of(swept.missed, DAYS, now))
            book.outbox.post(letter, _operator(workplace.settings), now)
        book.watches.unfeed()


def _query(watch: Watch, book: Book) -> str | None:
    """What the index is asked. None for what means something else every day ("i-går"), and for what is no query."""
    query = in_current_stories(watch.query, book)
    try:
        if parse(query, _SOME_DAY) != parse(query, _ANOTHER_DAY):
            return None
    except QueryError:
        return None
    return f"({query}) set:seneste-{DAYS}-dage"


def _not_hit(workplace: Workplace, index: Index, watch: Watch, query: str) -> Iterable[WatchHit]:
    """What the index finds of the items that `watch` was asked of, and the ledger knows no hit of."""
    options = SearchOptions(all_copies=True, now=workplace.clock())
    with closing(index.scan(query, options)) as hits:
        found = {hit.id for hit in hits}
    with workplace.ledger.reading() as book:
        unknown = found - book.watches.hits.of(watch.name)
        numbers = book.watches.hits.standing(unknown)
        past = book.watches.hits.back_filled(numbers)
    for item, ready in numbers.items():
        if watch.begins < ready <= watch.mark and item not in past:
            yield WatchHit(watch.name, item, ready)


def _operator(settings: Settings) -> list[Recipient]:
    name, address = parseaddr(settings.mail.operator or "")
    return [Recipient(address, name or None)] if address else []
