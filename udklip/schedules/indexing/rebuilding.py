"""Fills a new version of an index from the ledger, while the one before answers and is written to."""

from dataclasses import dataclass

from udklip.core.errors import UdklipError
from udklip.core.ledger import Ledger
from udklip.core.times import Clock, system_clock
from udklip.indexer.index import Index, NewVersion, Refused
from udklip.schedules.indexing.marks import BATCH, key_of, reasons, steps
from udklip.schedules.indexing.visiting import send_visits


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild put in, what the index refused, and the name of the version that answers now."""

    items: int
    refused: tuple[Refused, ...]
    version: str


def rebuild(ledger: Ledger, index: Index, clock: Clock = system_clock) -> Rebuilt:
    """Fill a new version from the ledger beside the one that answers, check its count, and swap it in.

    What becomes ready meanwhile goes into both. The version before is kept; see `Index.prune`.

    Raises:
        UdklipError: the counts do not agree; the old version goes on answering.
    """
    version = index.start_new()
    key = f"{index.engine}:{version.name}"
    try:
        _fill(ledger, version, key, clock)
        _check(ledger, version, key)
        version.swap()
    except BaseException:
        version.abandon()
        with ledger.writing() as book:
            book.indexing.forget(key)
        raise
    with ledger.writing() as book:
        rebuilt = Rebuilt(
            book.indexing.held(key),
            tuple(Refused(item, reason) for item, reason in book.indexing.refused(key)),
            version.name,
        )
        book.indexing.take_over(key, key_of(index))
    return rebuilt


def _fill(ledger: Ledger, version: NewVersion, key: str, clock: Clock) -> None:
    with ledger.writing() as book:
        # A rebuild that was killed may have left notes of a version by this name.
        book.indexing.forget(key)
    while _give(ledger, version, key, clock):
        pass
    with ledger.reading() as book:
        last = book.runs.last()
    send_visits(ledger, version, key, last or 0)


def _give(ledger: Ledger, version: NewVersion, key: str, clock: Clock) -> bool:
    """Put a batch in; gives whether anything waited. Only refusals are told as steps: the rest was told once."""
    with ledger.reading() as book:
        pending = book.indexing.pending(key, BATCH)
        items = book.items.many([identity for identity, _ in pending])
        last = book.runs.last()
    if not pending:
        return False
    refused = reasons(version.write(list(items.values())))
    rows = steps([item for item in items.values() if item.id in refused], refused, clock)
    with ledger.writing() as book:
        book.indexing.done(key, pending, refused)
        book.addresses.steps(last or 0, rows)
    return True


def _check(ledger: Ledger, version: NewVersion, key: str) -> None:
    with ledger.reading() as book:
        held = book.indexing.held(key)
    count = version.count()
    if count != held:
        raise UdklipError(f"{version.name} holds {count} items, the ledger gave it {held}: not swapped in")
