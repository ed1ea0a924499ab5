"""One search for command line and page: the index finds, the passage comes from the ledger through the gate."""

from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from udklip.core.errors import IndexUnavailable
from udklip.core.item import PressItem
from udklip.core.ledger import Book, Ledger
from udklip.core.rights import Audience
from udklip.core.settings import Secrets, Settings
from udklip.core.times import shown
from udklip.indexer.facets import Facet
from udklip.indexer.index import Counts, Hit, Index, SearchOptions, Summary, open_index
from udklip.indexer.passage import shown_sentence
from udklip.indexer.query import parse
from udklip.indexer.tree import Node
from udklip.schedules.current_stories import in_current_stories
from udklip.schedules.indexing import key_of

#: Items with their texts that are held at once while everything is read.
_HELD = 200


@dataclass(frozen=True, slots=True)
class Found:
    """A hit with its item, None where the ledger has it no longer, and the sentence that may be shown of it."""

    hit: Hit
    item: PressItem | None
    snippet: str | None

    def as_object(self) -> dict[str, Any]:
        """As `--json` prints it; times with Copenhagen's offset."""
        return asdict(self.hit) | {"published": shown(self.hit.published), "snippet": self.snippet}


def open_for_reading(settings: Settings) -> Index:
    """The settings' index, for searching."""
    return open_index(settings.index, settings.store_folder / "index", Secrets.load(), writing=False)


def search(query: str, options: SearchOptions, index: Index, ledger: Ledger) -> list[dict[str, Any]]:
    """The hits of `query` as `--json` prints them; snippets come from the ledger through the gate of rights.

    Raises:
        QueryError: the query does not parse.
        IndexUnavailable: the index does not answer, or was lost or emptied.
    """
    with ledger.reading() as book:
        return _rows(query, index.search(in_current_stories(query, book), options), index, book)


def survey(
    query: str, options: SearchOptions, index: Index, ledger: Ledger
) -> tuple[list[dict[str, Any]], Summary]:
    """The hits as `search` has them and how much there is, for a page; see `Index.survey`.

    Raises:
        QueryError: the query does not parse.
        IndexUnavailable: the index does not answer, or was lost or emptied.
    """
    with ledger.reading() as book:
        hits, summary = index.survey(in_current_stories(query, book), options)
        return _rows(query, hits, index, book), summary


def scan(
    query: str, options: SearchOptions, index: Index, ledger: Ledger, audience: Audience = Audience.STAFF
) -> Generator[Found, None, None]:
    """Everything that `query` finds, newest first, with what `audience` may be shown; see `Index.scan`.

    Raises:
        QueryError: at once, if the query does not parse.
        IndexUnavailable: at once, if the index does not answer, or was lost or emptied.
    """
    with ledger.reading() as book:
        _see_that_it_holds(index, book)
        hits = index.scan(in_current_stories(query, book), options)
    return _looked_up(hits, ledger, parse(query), audience)


def count(query: str, options: SearchOptions, index: Index, ledger: Ledger) -> Counts:
    """How many articles, outlets and stories `search` finds.

    Raises:
        QueryError: the query does not parse.
        IndexUnavailable: the index does not answer, or was lost or emptied.
    """
    with ledger.reading() as book:
        counts = index.count(in_current_stories(query, book), options)
        _see_that_it_holds(index, book, found=counts.articles > 0)
        return counts


def facets(query: str, options: SearchOptions, index: Index, ledger: Ledger) -> tuple[Facet, ...]:
    """What the items that `search` finds are made of.

    Raises:
        QueryError: the query does not parse.
        IndexUnavailable: the index does not answer, or was lost or emptied.
    """
    with ledger.reading() as book:
        found = index.facets(in_current_stories(query, book), options)
        _see_that_it_holds(index, book, found=any(facet.values for facet in found))
        return found


def of_last_days(query: str, days: int) -> str:
    """`query`, which parses, among what was first seen in the last `days` days: what a watch on it would have told."""
    return f"({query}) set:seneste-{days}-dage"


def _rows(query: str, hits: Sequence[Hit], index: Index, book: Book) -> list[dict[str, Any]]:
    _see_that_it_holds(index, book, found=bool(hits))
    items = book.items.many([hit.id for hit in hits])
    node = parse(query)
    return [_found(hit, items.get(hit.id), node, Audience.STAFF).as_object() for hit in hits]


def _see_that_it_holds(index: Index, book: Book, *, found: bool = False) -> None:
    """Nothing found is an answer only of an index that holds something, or where there is nothing to hold.

    Raises:
        IndexUnavailable: the ledger has items, and the index was lost, emptied or never filled.
    """
    if found or index.search("*", SearchOptions(limit=1, all_copies=True)):
        return
    key = key_of(index)
    # A first run that is under way has items before it has filled anything.
    items = book.indexing.held(key) or (0 if book.runs.is_under_way() else book.indexing.waiting(key))
    if items:
        raise IndexUnavailable(
            f"index {index.name}: holds nothing, and the ledger has {items} items for it;"
            " the next `udklip run` fills it again, or `udklip index rebuild` now"
        )


def _looked_up(
    hits: Generator[Hit, None, None], ledger: Ledger, node: Node, audience: Audience
) -> Generator[Found, None, None]:
    """Hits with their items, a batch a transaction: a long one would keep the ledger's log from being cut."""
    with closing(hits):
        while batch := list(islice(hits, _HELD)):
            with ledger.reading() as book:
                items = book.items.many([hit.id for hit in batch])
            yield from (_found(hit, items.get(hit.id), node, audience) for hit in batch)


def _found(hit: Hit, item: PressItem | None, node: Node, audience: Audience) -> Found:
    return Found(hit, item, shown_sentence(item, node, audience) if item else None)
