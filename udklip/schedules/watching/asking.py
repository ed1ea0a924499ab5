"""Asks every watch of every item that came since it was asked last.

The items are asked in memory, as `NewItems` says, and so whether or not the index has them or answers.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from udklip.core.errors import QueryError
from udklip.core.item import PressItem
from udklip.core.ledger import Book
from udklip.core.ledger.watching.values import Watch, WatchHit
from udklip.core.times import COPENHAGEN
from udklip.indexer.embedded.new_items import NewItems
from udklip.indexer.query import parse
from udklip.indexer.tree import Node
from udklip.schedules.current_stories import in_current_stories
from udklip.schedules.service.job import Workplace

AT_ONCE = 1_000


@dataclass(slots=True)
class Asked:
    """How many items were asked, how many hits are new, and which queries are none any more, with the reason."""

    items: int = 0
    hits: int = 0
    broken: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Batch:
    """Watches with their queries, and the items above the lowest of their marks; `upto` is the last one's number."""

    asking: tuple[tuple[Watch, Node], ...]
    news: tuple[PressItem, ...]
    upto: int


def ask(workplace: Workplace) -> Asked:
    """Ask the watches of what is new, a batch a transaction: hits and marks stand or fall together."""
    asked = Asked()
    today = workplace.clock().astimezone(COPENHAGEN).date()
    while batch := _next(workplace, today, asked):
        hits = list(_hits(batch))
        with workplace.ledger.writing() as book:
            asked.hits += book.watches.hits.keep(hits, workplace.clock())
            book.watches.asked([watch.name for watch, _ in batch.asking], batch.upto)
        asked.items += len(batch.news)
    return asked


def node_of(watch: Watch, book: Book, today: date) -> Node:
    """The query of `watch` as a tree; an id that a story had before it became part of another leads to that.

    Raises:
        QueryError: it is of an older language than this one.
    """
    return _parsed(in_current_stories(watch.query, book), today)


def node_now(watch: Watch, book: Book, now: datetime) -> Node | None:
    """The query as it is meant `now`; None where it is no query any more: what it hit is told all the same."""
    try:
        return node_of(watch, book, now.astimezone(COPENHAGEN).date())
    except QueryError:
        return None


@lru_cache(maxsize=5_000)
def _parsed(query: str, today: date) -> Node:
    """Parsing takes longer than asking twenty items; the service asks the same queries all day."""
    return parse(query, today)


def _next(workplace: Workplace, today: date, asked: Asked) -> _Batch | None:
    with workplace.ledger.reading() as book:
        asking = tuple(_readable(book, today, asked))
        if not asking:
            return None
        items = book.items.above(min(watch.mark for watch, _ in asking), AT_ONCE)
        past = book.watches.hits.back_filled([item.id for item in items])
    if not items:
        return None
    return _Batch(asking, tuple(item for item in items if item.id not in past), items[-1].ready)


def _readable(book: Book, today: date, asked: Asked) -> Iterable[tuple[Watch, Node]]:
    """The watches with their queries. One that is no query any more keeps its mark, and stops nobody else."""
    for watch in book.watches.all():
        try:
            yield watch, node_of(watch, book, today)
        except QueryError as error:
            asked.broken[watch.name] = str(error)


def _hits(batch: _Batch) -> Iterable[WatchHit]:
    items = NewItems(batch.news)
    numbers = {item.id: item.ready for item in batch.news}
    for watch, node in batch.asking:
        for each in items.meeting(node):
            if numbers[each] > watch.mark:
                yield WatchHit(watch.name, each, numbers[each])
