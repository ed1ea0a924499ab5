"""What waits in the ledger for an index, batch by batch."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from udklip.core.item import PressItem
from udklip.core.ledger import Book, Ledger

BATCH = 500


@dataclass(frozen=True, slots=True)
class Batch:
    """Items with their revisions; `generation` says which version of the index they were to go into."""

    pending: Sequence[tuple[str, int]]
    items: Sequence[PressItem]
    generation: int


def backlog(ledger: Ledger, key: str) -> Iterator[Batch]:
    """Everything that waits for the index called `key`. Whoever asks notes each batch before the next.

    In the order of `ready`, and then from the start again, until a sweep finds nothing: items come in meanwhile.
    """
    above = 0
    while True:
        with ledger.reading() as book:
            pending = book.indexing.pending(key, BATCH, above)
            items = _as_indexed(book, [identity for identity, _ in pending])
            generation = book.indexing.generation(key)
        if pending:
            yield Batch(pending, items, generation)
            above = max(item.ready for item in items)
        elif above:
            above = 0
        else:
            return


def _as_indexed(book: Book, identities: Sequence[str]) -> list[PressItem]:
    """Items as they stand in an index: with the watches that hit them and the tags that people set."""
    names, tags = book.watches.hits.names(identities), book.decisions.tags(identities)
    items = book.items.many(identities).values()
    return [replace(item, watches=names.get(item.id, ()), tags=tags.get(item.id, ())) for item in items]
