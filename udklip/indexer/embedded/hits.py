"""Reading hits off the embedded index: in order, one for each story, with the number of copies."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any

import tantivy

from udklip.indexer.breakdown import Aggregations, Breakdown, is_exact
from udklip.indexer.embedded.schema import SOURCE_NUMBER, STORY_NUMBER, TITLE
from udklip.indexer.embedded.translation import Translation
from udklip.indexer.facets import Facet
from udklip.indexer.index import Counts, Hit, SearchOptions, Sort, Summary
from udklip.indexer.tree import Node, has_words

BREAKDOWN = Breakdown(
    SOURCE_NUMBER,
    STORY_NUMBER,
    listed=lambda field, most: {"terms": {"field": field, "size": most}},
    length=lambda answer: len(answer["buckets"]),
    orders_equals_by_name=False,
)

_Stored = dict[str, list[Any]]

_FIRST_PAGE = 100
_LARGEST_PAGE = 50_000
#: As many buckets as the engine gives in one answer.
_MOST_OUTLETS = 65_000
#: Whoever reads everything reads with a small memory.
_SCAN_PAGE = 5_000


@dataclass(frozen=True, slots=True)
class _Found:
    """A hit before its document is read: `rank` is its score or time, `story` the number of its story."""

    rank: float
    address: tantivy.DocAddress
    story: int


class Hits:
    """What one query finds in one state of the index."""

    def __init__(self, searcher: tantivy.Searcher, schema: tantivy.Schema, node: Node) -> None:
        self._searcher = searcher
        self._schema = schema
        self._translation = Translation(schema)
        self._query = self._translation.query(node)
        self._has_words = has_words(node)

    @property
    def state(self) -> object:
        """The state of the index: the same object as long as nothing was committed."""
        return self._searcher

    def read(self, options: SearchOptions) -> list[Hit]:
        """At most `options.limit` hits, in order."""
        # Without a word to weigh, all are equally relevant: the newest come first.
        sort = options.sort if self._has_words else Sort.DATE
        ranked = self._translation.newer_above(self._query, options.moment)
        pages = self._pages(ranked, sort, _LARGEST_PAGE)
        return [
            self._hit(document, _score(options.sort, found.rank if self._has_words else 1.0))
            for found, document in islice(self._told_once(pages, options.all_copies), options.limit)
        ]

    def scan(self, *, all_copies: bool) -> Generator[Hit, None, None]:
        """Every hit, newest first."""
        pages = self._pages(self._query, Sort.DATE, _SCAN_PAGE)
        for _, document in self._told_once(pages, all_copies):
            yield self._hit(document, 0.0)

    def count(self) -> Counts:
        """Items, sources and stories."""
        outlets = {"terms": {"field": SOURCE_NUMBER, "size": _MOST_OUTLETS}}
        sources = self._aggregate({"outlets": outlets})["outlets"]["buckets"]
        everything = self._searcher.search(self._query, limit=max(self._searcher.num_docs, 1), count=False)
        addresses = [address for _, address in everything.hits]
        stories = set(self._searcher.fast_field_values(STORY_NUMBER, addresses))
        return Counts(len(addresses), len(sources), len(stories))

    def facets(self) -> tuple[Facet, ...]:
        """What the items are made of."""
        values, exact = self._aggregate(BREAKDOWN.values()), is_exact(self._articles)
        return BREAKDOWN.facets(
            values, map(self._aggregate, BREAKDOWN.each(values, exact=exact)), exact=exact
        )

    def summary(self) -> Summary:
        """How much there is, for a page."""
        articles, glance = self._articles, self._aggregate(BREAKDOWN.glance())
        closer = [self._aggregate(asked) for asked in BREAKDOWN.closer(glance, articles)]
        return BREAKDOWN.summary(articles, glance, closer)

    @property
    def _articles(self) -> int:
        return int(self._searcher.search(self._query, limit=1).count)  # type: ignore[attr-defined] # see _same

    def _aggregate(self, asked: Aggregations) -> Aggregations:
        found: Aggregations = self._searcher.aggregate(self._query, asked)
        return found

    def _told_once(self, pages: Iterator[_Found], all_copies: bool) -> Iterator[tuple[_Found, _Stored]]:
        """The first hit of each story, or every one."""
        told: set[int] = set()
        for found, document in self._in_order(pages):
            if all_copies:
                yield found, document
            elif found.story not in told:
                told.add(found.story)
                yield found, document

    def _in_order(self, pages: Iterator[_Found]) -> Iterator[tuple[_Found, _Stored]]:
        """Every hit with its document; those of equal rank by time, then by id."""
        for _, equals in groupby(pages, key=lambda found: found.rank):
            read = [(found, self._searcher.doc(found.address).to_dict()) for found in equals]
            yield from sorted(read, key=lambda pair: (-_seconds(pair[1]), str(pair[1]["id"][0])))

    def _pages(self, query: tantivy.Query, sort: Sort, largest: int) -> Iterator[_Found]:
        """Hits by falling rank, read in growing pages: most searches need only the first."""
        start, page = 0, _FIRST_PAGE
        by = "when" if sort is Sort.DATE else None
        while start < self._searcher.num_docs:
            result = self._searcher.search(query, limit=page, offset=start, order_by_field=by, count=False)
            yield from self._numbered(result)
            if len(result.hits) < page:
                return
            start, page = start + page, min(page * 4, largest)

    def _numbered(self, result: tantivy.SearchResult) -> Iterator[_Found]:
        stories = self._searcher.fast_field_values(STORY_NUMBER, [address for _, address in result.hits])
        for (rank, address), story in zip(result.hits, stories, strict=True):
            yield _Found(rank, address, int(story or 0))

    def _hit(self, document: _Stored, score: float) -> Hit:
        def one(name: str) -> str:
            return str(document[name][0])

        title = document.get(TITLE)
        published = document.get("published")
        story = one("story")
        copies, outlets = self._same(story)
        return Hit(
            id=one("id"),
            url=one("url"),
            title=title[0].decode() if title else None,
            source=one("source"),
            published=published[0] if published else None,
            kind=one("kind"),
            access=one("access"),
            story=story,
            copies=copies,
            outlets=outlets,
            score=score,
        )

    def _same(self, story: str) -> tuple[int, int]:
        """How many items and outlets the story has."""
        same = tantivy.Query.term_query(self._schema, "story", story)
        found = self._searcher.search(same, limit=_LARGEST_PAGE)
        addresses = [address for _, address in found.hits]
        copies = int(found.count)  # type: ignore[attr-defined] # it is there, and not in the stubs
        return copies, len(set(self._searcher.fast_field_values(SOURCE_NUMBER, addresses)))


def _seconds(document: _Stored) -> float:
    return float(document["when"][0].timestamp())


def _score(sort: Sort, score: float) -> float:
    return score if sort is Sort.RELEVANCE else 0.0
