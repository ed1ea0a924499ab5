"""Reading hits off Elasticsearch: one for each story, with the number of copies, and exact counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from elasticsearch import Elasticsearch

from udklip.indexer.elastic.translation import Query, newer_above
from udklip.indexer.facets import Aggregations, Facet, FacetReader
from udklip.indexer.index import Counts, Hit, SearchOptions, Sort

SHOWN = ["id", "url", "title", "source", "published", "kind", "access", "story"]
NEWEST: list[Any] = [{"when": "desc"}, {"id": "asc"}]
_PAGE = 10_000
#: Values counted by one request: fewer than the 65,000 buckets a server gives.
_VALUES = 50_000


@dataclass(frozen=True, slots=True)
class Hits:
    """What one query finds in the index or alias `items`."""

    client: Elasticsearch
    items: str
    query: Query
    has_words: bool = True

    def read(self, options: SearchOptions) -> list[Hit]:
        """At most `options.limit` hits, in order."""
        # Without a word to weigh, all are equally relevant: the newest come first.
        by_date = options.sort is Sort.DATE or not self.has_words
        found = self.client.search(
            index=self.items,
            query=self.query if by_date else newer_above(self.query, options.moment),
            sort=NEWEST if by_date else ["_score", *NEWEST],
            size=options.limit,
            source_includes=SHOWN,
            collapse=None if options.all_copies else {"field": "story"},
            track_total_hits=False,
        )["hits"]["hits"]
        return self.as_hits(found, even_score=0.0 if options.sort is Sort.DATE else 1.0)

    def as_hits(self, found: Sequence[dict[str, Any]], *, even_score: float) -> list[Hit]:
        """What a search answered with, as hits that say their story's copies; where none was scored all are even."""
        told = self._told({hit["_source"]["story"] for hit in found})
        return [_hit(each["_source"], each["_score"] or even_score, told) for each in found]

    def count(self) -> Counts:
        """Items, sources and stories."""
        articles = self.client.count(index=self.items, query=self.query)["count"]
        return Counts(int(articles), self._different("source"), self._different("story"))

    def facets(self) -> tuple[Facet, ...]:
        """What the items are made of."""
        articles = int(self.client.count(index=self.items, query=self.query)["count"])
        return FacetReader(self._aggregate, articles, "source", "story").read()

    def _aggregate(self, asked: Aggregations) -> Aggregations:
        answer = self.client.search(index=self.items, query=self.query, size=0, aggs=asked)
        found: Aggregations = answer["aggregations"]
        return found

    def _different(self, field: str) -> int:
        """How many values `field` has: counted, since a cardinality would be estimated."""
        number, after = 0, None
        while True:
            buckets = self._page_of_values(field, after)
            number += len(buckets)
            if len(buckets) < _VALUES:
                return number
            after = buckets[-1]["key"]

    def _page_of_values(self, field: str, after: dict[str, str] | None) -> Sequence[dict[str, Any]]:
        values: dict[str, Any] = {"size": _VALUES, "sources": [{"value": {"terms": {"field": field}}}]}
        answer = self.client.search(
            index=self.items,
            query=self.query,
            size=0,
            aggs={"values": {"composite": values | ({"after": after} if after else {})}},
        )
        buckets: Sequence[dict[str, Any]] = answer["aggregations"]["values"]["buckets"]
        return buckets

    def _told(self, stories: set[str]) -> dict[str, tuple[int, int]]:
        """How many items and outlets each story has."""
        if not stories:
            return {}
        outlets = {"terms": {"field": "source", "size": _PAGE}}
        answer = self.client.search(
            index=self.items,
            query={"terms": {"story": sorted(stories)}},
            size=0,
            aggs={
                "stories": {"terms": {"field": "story", "size": len(stories)}, "aggs": {"outlets": outlets}}
            },
        )
        buckets = answer["aggregations"]["stories"]["buckets"]
        return {one["key"]: (one["doc_count"], len(one["outlets"]["buckets"])) for one in buckets}


def _hit(source: dict[str, Any], score: float, told: dict[str, tuple[int, int]]) -> Hit:
    published = source.get("published")
    copies, outlets = told[source["story"]]
    return Hit(
        id=source["id"],
        url=source["url"],
        title=source.get("title"),
        source=source["source"],
        published=datetime.fromisoformat(published) if published else None,
        kind=source["kind"],
        access=source["access"],
        story=source["story"],
        copies=copies,
        outlets=outlets,
        score=score,
    )
