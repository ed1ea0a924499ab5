"""Brings what the ledger holds into the index; what cannot go in now waits in the ledger."""

from collections.abc import Iterable
from dataclasses import dataclass

from udklip import __version__
from udklip.core.errors import UdklipError
from udklip.core.item import PressItem
from udklip.core.ledger import Ledger, StepRow
from udklip.core.outcomes import Outcome, Step
from udklip.core.times import Clock
from udklip.indexer.index import Index, NewVersion, Refused

BATCH = 500


def key_of(index: Index) -> str:
    """What the ledger calls an index."""
    return f"{index.engine}:{index.name}"


def drain(ledger: Ledger, index: Index, run: int, clock: Clock) -> int:
    """Index everything that waits, and take out what left the coverage; gives how many items went in.

    Raises:
        IndexUnavailable, IndexBusy: what was not indexed still waits.
    """
    _notice_loss(ledger, index)
    _take_out(ledger, index)
    written = 0
    while pending := _pending(ledger, index):
        with ledger.reading() as book:
            items = book.items.many([identity for identity, _ in pending])
        refused = index.write(list(items.values()))
        rows = _steps(items.values(), refused, clock)
        with ledger.writing() as book:
            book.indexing.done(key_of(index), pending)
            book.addresses.steps(run, rows)
        written += len(items) - len(refused)
    return written


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild put in, and what the index refused."""

    items: int
    refused: tuple[Refused, ...]


def rebuild(ledger: Ledger, index: Index) -> Rebuilt:
    """Fill a new version from the ledger beside the one that answers, check its count, and swap it in.

    Raises:
        UdklipError: the counts do not agree; the old version goes on answering.
    """
    version = index.start_new()
    try:
        rebuilt = _fill(ledger, version)
        _check(version, rebuilt)
        version.swap()
    except BaseException:
        version.abandon()
        raise
    with ledger.writing() as book:
        book.indexing.forget(key_of(index))
        book.indexing.done(key_of(index), book.items.revisions())
    return rebuilt


def _check(version: NewVersion, rebuilt: Rebuilt) -> None:
    count = version.count()
    if count != rebuilt.items:
        raise UdklipError(
            f"{version.name} holds {count} items, the ledger gave it {rebuilt.items}: not swapped in"
        )


def _fill(ledger: Ledger, version: NewVersion) -> Rebuilt:
    given, refused, mark = 0, list[Refused](), 0
    while True:
        with ledger.reading() as book:
            items = book.items.above(mark, limit=BATCH)
        if not items:
            return Rebuilt(given - len(refused), tuple(refused))
        refused += version.write(items)
        given, mark = given + len(items), items[-1].ready


def _notice_loss(ledger: Ledger, index: Index) -> None:
    """An index that holds less than the ledger remembers was emptied or lost: fill it again."""
    with ledger.reading() as book:
        held = book.indexing.held(key_of(index))
    if held and index.status().items < held:
        with ledger.writing() as book:
            book.indexing.forget(key_of(index))


def _take_out(ledger: Ledger, index: Index) -> None:
    """Aliases of elder items and what is off topic by now do not stay in an index."""
    with ledger.reading() as book:
        left = book.indexing.left(key_of(index))
    for start in range(0, len(left), BATCH):
        index.remove(left[start : start + BATCH])
        with ledger.writing() as book:
            book.indexing.taken_out(key_of(index), left[start : start + BATCH])


def _pending(ledger: Ledger, index: Index) -> list[tuple[str, int]]:
    with ledger.reading() as book:
        return book.indexing.pending(key_of(index), BATCH)


def _steps(items: Iterable[PressItem], refused: Iterable[Refused], clock: Clock) -> list[StepRow]:
    reasons = {one.id: one.reason for one in refused}
    return [
        StepRow(
            item.url,
            Step.INDEXED,
            Outcome.INDEX_REFUSED if item.id in reasons else Outcome.OK,
            reasons.get(item.id),
            clock(),
            __version__,
        )
        for item in items
    ]
