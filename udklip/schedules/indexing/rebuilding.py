"""Fills a new version of an index from the ledger, while the one before answers and is written to."""

from dataclasses import dataclass

from udklip.core.errors import UdklipError
from udklip.core.ledger import Ledger
from udklip.core.times import Clock, system_clock
from udklip.indexer.index import Index, NewVersion, Refused
from udklip.schedules.indexing.backlog import Batch, backlog
from udklip.schedules.indexing.marks import key_of, reasons, steps
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
    except BaseException:
        version.abandon()
        with ledger.writing() as book:
            book.indexing.forget(key)
        raise
    # Whatever fails from here on, the new version may answer already: nothing is deleted, and a drain finishes it.
    version.swap()
    with ledger.writing() as book:
        rebuilt = Rebuilt(
            book.indexing.held(key),
            tuple(Refused(item, reason) for item, reason in book.indexing.refused(key)),
            version.name,
        )
        book.indexing.take_over(key, key_of(index))
    return rebuilt


def prune(ledger: Ledger, index: Index) -> tuple[str, ...]:
    """Delete the versions older than the one that answers, and what the ledger noted of them; gives their names."""
    gone = index.prune()
    with ledger.writing() as book:
        for name in gone:
            book.indexing.forget(f"{index.engine}:{name}")
    return gone


def _fill(ledger: Ledger, version: NewVersion, key: str, clock: Clock) -> None:
    with ledger.writing() as book:
        # A rebuild that was killed may have left notes of a version by this name.
        book.indexing.forget(key)
    for batch in backlog(ledger, key):
        _give(ledger, version, batch, key, clock)
    send_visits(ledger, version, key, _last_run(ledger))


def _give(ledger: Ledger, version: NewVersion, batch: Batch, key: str, clock: Clock) -> None:
    """Put a batch in. Only refusals are told as steps: what goes in was told when it first did."""
    refused = reasons(version.write(batch.items))
    rows = steps([item for item in batch.items if item.id in refused], refused, clock)
    run = _last_run(ledger)
    with ledger.writing() as book:
        book.indexing.done(key, batch.pending, refused)
        book.addresses.steps(run, rows)


def _last_run(ledger: Ledger) -> int:
    with ledger.reading() as book:
        return book.runs.last() or 0


def _check(ledger: Ledger, version: NewVersion, key: str) -> None:
    with ledger.reading() as book:
        held = book.indexing.held(key)
    count = version.count()
    if count != held:
        raise UdklipError(f"{version.name} holds {count} items, the ledger gave it {held}: not swapped in")
