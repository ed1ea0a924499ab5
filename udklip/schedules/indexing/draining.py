"""Brings what waits into the index that answers. Where it is away the ledger keeps it, and the next run brings it."""

from udklip.core.ledger import Ledger
from udklip.core.times import Clock
from udklip.indexer.index import Index
from udklip.schedules.indexing.marks import BATCH, key_of, reasons, steps
from udklip.schedules.indexing.visiting import send_visits


def drain(ledger: Ledger, index: Index, run: int, clock: Clock) -> int:
    """Index everything that waits, and take out what left the coverage; gives how many items went in.

    Raises:
        IndexUnavailable, IndexBusy: what was not indexed still waits.
    """
    _notice_loss(ledger, index)
    _take_out(ledger, index)
    written = 0
    while (given := _give(ledger, index, run, clock)) is not None:
        written += given
    send_visits(ledger, index, key_of(index), run)
    return written


def _give(ledger: Ledger, index: Index, run: int, clock: Clock) -> int | None:
    """Index a batch of what waits; gives how many items went in, or None where nothing waits."""
    key = key_of(index)
    with ledger.reading() as book:
        generation = book.indexing.generation(key)
        pending = book.indexing.pending(key, BATCH)
        items = book.items.many([identity for identity, _ in pending])
    if not pending:
        return None
    refused = reasons(index.write(list(items.values())))
    rows = steps(items.values(), refused, clock)
    with ledger.writing() as book:
        if book.indexing.generation(key) != generation:
            # A rebuilt version took over meanwhile, and this went into the one before: it waits again.
            return 0
        book.indexing.done(key, pending, refused)
        book.addresses.steps(run, rows)
    return len(items) - len(refused)


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
