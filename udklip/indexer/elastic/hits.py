"""Reading hits off Elasticsearch: one for each story, with the number of copies, and exact counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from elasticsearch import Elasticsearch

from udklip.core.errors import IndexUnavailable
from udklip.indexer.elastic.translation import Query, newer_above
from udklip.indexer.facets import Aggregations, Facet, FacetReader
from udklip.indexer.index import Counts, Hit, SearchOptions, Sort

SHOWN = ["id", "url", "title", "source", "published", "kind", "access", "story"]
NEWEST: list[Any] = [{"when": "desc"}, {"id": "asc"}]
_PAGE = 10_000
#: Values counted at once: fewer than the 65,000 buckets a server counts, with room for parts that are not even.
_VALUES = 40_000
_MOST_VALUES = 60_000
_LISTED = "listed"


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
        articles = int(self.client.count(index=self.items, query=self.query)["count"])
        # Counted, since a cardinality would be estimated; in parts, where there may be too many for one answer.
        parts = articles // _VALUES + 1
        outlets, *stories = self._ask(
            [_number_of("source", 0, 1), *(_number_of("story", part, parts) for part in range(parts))]
        )
        return Counts(articles, _number(outlets), sum(map(_number, stories)))

    def facets(self) -> tuple[Facet, ...]:
        """What the items are made of."""
        articles = int(self.client.count(index=self.items, query=self.query)["count"])
        return FacetReader(self._ask, articles, "source", "story").read()

    def _ask(self, asked: Sequence[Aggregations]) -> list[Aggregations]:
        """The answers to each of `asked`, had at once; of values that are only counted no list is sent."""
        searches: list[dict[str, Any]] = []
        for aggregations in asked:
            searches += [{}, {"query": self.query, "size": 0, "aggs": aggregations}]
        answers = self.client.msearch(
            index=self.items, searches=searches, filter_path=f"responses.*,-responses.aggregations.{_LISTED}"
        )["responses"]
        for answer in answers:
            if error := answer.get("error"):
                raise IndexUnavailable(f"Elasticsearch answers {answer['status']}: {error.get('reason')}")
        return [answer["aggregations"] for answer in answers]

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


def _number_of(field: str, part: int, parts: int) -> Aggregations:
    """How many values `field` has, in one of so many parts of them."""
    values: dict[str, Any] = {"field": field, "size": _MOST_VALUES}
    if parts > 1:
        values["include"] = {"partition": part, "num_partitions": parts}
    return {_LISTED: {"terms": values}, "number": {"stats_bucket": {"buckets_path": f"{_LISTED}>_count"}}}


def _number(answer: Aggregations) -> int:
    return int(answer["number"]["count"])


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
