"""Brings what waits into the index that answers. Where it is away the ledger keeps it, and the next run brings it."""

from udklip.core.ledger import Ledger
from udklip.core.times import Clock
from udklip.indexer.index import Index, Status
from udklip.schedules.indexing.backlog import BATCH, Batch, backlog
from udklip.schedules.indexing.marks import key_of, reasons, steps
from udklip.schedules.indexing.visiting import send_visits


def drain(ledger: Ledger, index: Index, run: int, clock: Clock) -> int:
    """Index everything that waits, and take out what left the coverage; gives how many items went in.

    Raises:
        IndexUnavailable, IndexBusy: what was not indexed still waits.
    """
    status = index.status()
    _finish_rebuild(ledger, index, status)
    _notice_loss(ledger, index, status)
    _take_out(ledger, index)
    key = key_of(index)
    written = sum(_give(ledger, index, batch, run, clock) for batch in backlog(ledger, key))
    send_visits(ledger, index, key, run)
    return written


def _give(ledger: Ledger, index: Index, batch: Batch, run: int, clock: Clock) -> int:
    """Index what waits; gives how many items went in."""
    key = key_of(index)
    refused = reasons(index.write(batch.items))
    rows = steps(batch.items, refused, clock)
    with ledger.writing() as book:
        if book.indexing.generation(key) != batch.generation:
            # A rebuilt version took over meanwhile, and this went into the one before: it waits again.
            return 0
        book.indexing.done(key, batch.pending, refused)
        book.addresses.steps(run, rows)
    return len(batch.items) - len(refused)


def _finish_rebuild(ledger: Ledger, index: Index, status: Status) -> None:
    """A rebuild that was cut short after its version was swapped in left the ledger speaking of the one before."""
    version = f"{index.engine}:{status.version}"
    with ledger.reading() as book:
        cut_short = book.indexing.held(version)
    if cut_short:
        with ledger.writing() as book:
            book.indexing.take_over(version, key_of(index))


def _notice_loss(ledger: Ledger, index: Index, status: Status) -> None:
    """An index that holds less than the ledger remembers was emptied or lost: fill it again."""
    with ledger.reading() as book:
        held = book.indexing.held(key_of(index))
    if status.items < held:
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
