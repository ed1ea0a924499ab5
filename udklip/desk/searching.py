"""One search for command line and page: the index finds, the passage comes from the ledger through the gate."""

import re
from dataclasses import asdict
from typing import Any

from udklip.core.item import PressItem
from udklip.core.ledger import Book, Ledger
from udklip.core.rights import Showing
from udklip.core.settings import Secrets, Settings
from udklip.core.times import shown
from udklip.indexer.facets import Facet
from udklip.indexer.index import Counts, Hit, Index, SearchOptions, open_index
from udklip.indexer.passage import matching_sentence
from udklip.indexer.query import parse

_STORY = re.compile(r"\b((?:story|historie):\s*\"?)(\d{8})\b", re.IGNORECASE)


def open_for_reading(settings: Settings) -> Index:
    """The settings' index, for searching."""
    return open_index(settings.index, settings.store_folder / "index", Secrets.load(), writing=False)


def search(query: str, options: SearchOptions, index: Index, ledger: Ledger) -> list[dict[str, Any]]:
    """The hits of `query` as `--json` prints them; snippets come from the ledger through the gate of rights.

    Raises:
        QueryError: the query does not parse.
    """
    with ledger.reading() as book:
        hits = index.search(_in_current_stories(query, book), options)
        items = book.items.many([hit.id for hit in hits])
    return [_row(hit, items.get(hit.id), query) for hit in hits]


def count(query: str, options: SearchOptions, index: Index, ledger: Ledger) -> Counts:
    """How many articles, outlets and stories `search` finds.

    Raises:
        QueryError: the query does not parse.
    """
    with ledger.reading() as book:
        return index.count(_in_current_stories(query, book), options)


def facets(query: str, options: SearchOptions, index: Index, ledger: Ledger) -> tuple[Facet, ...]:
    """What the items that `search` finds are made of.

    Raises:
        QueryError: the query does not parse.
    """
    with ledger.reading() as book:
        return index.facets(_in_current_stories(query, book), options)


def of_last_days(query: str, days: int) -> str:
    """`query`, which parses, among what was first seen in the last `days` days: what a watch on it would have told."""
    return f"({query}) set:seneste-{days}-dage"


def _in_current_stories(query: str, book: Book) -> str:
    """`query` with the ids of stories that became part of others put right: an old id goes on leading to its story."""
    return _STORY.sub(lambda asked: asked[1] + (book.stories.current(asked[2]) or asked[2]), query)


def _row(hit: Hit, item: PressItem | None, query: str) -> dict[str, Any]:
    return asdict(hit) | {
        "published": shown(hit.published),
        "snippet": _snippet(item, query) if item else None,
    }


def _snippet(item: PressItem, query: str) -> str | None:
    """The matching sentence; the title, which stands beside it anyway, only where no other matches."""
    node, reading = parse(query), item.reading
    below = "\n\n".join(part for part in (reading.lead, reading.body) if part)
    sentence = matching_sentence(below, node) or matching_sentence(reading.text, node)
    return Showing(item.rights).passage(sentence) if sentence else None
