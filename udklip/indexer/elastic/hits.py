"""Reading hits off Elasticsearch: one for each story, with the number of copies, and exact counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from elasticsearch import Elasticsearch

from udklip.core.errors import IndexUnavailable
from udklip.indexer.breakdown import Aggregations, Answer, is_exact
from udklip.indexer.elastic.counting import BREAKDOWN, UNSENT, in_parts, length
from udklip.indexer.elastic.translation import Query, newer_above
from udklip.indexer.facets import Facet
from udklip.indexer.index import Counts, Hit, SearchOptions, Sort, Summary

SHOWN = ["id", "url", "title", "source", "published", "kind", "access", "story"]
NEWEST: list[Any] = [{"when": "desc"}, {"id": "asc"}]
_PAGE = 10_000

_Search = dict[str, Any]
_Copies = Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Hits:
    """What one query finds in the index or alias `items`."""

    client: Elasticsearch
    items: str
    query: Query
    has_words: bool = True

    def read(self, options: SearchOptions) -> list[Hit]:
        """At most `options.limit` hits, in order."""
        (found,) = self._ask(self._best(options))
        return self.as_hits(found["hits"]["hits"], even_score=_even_score(options))

    def as_hits(self, found: Sequence[Answer], *, even_score: float) -> list[Hit]:
        """What a search answered with, as hits that say their story's copies; where none was scored all are even."""
        copies = _copies_in(*self._ask(_copies_of(found))) if found else {}
        return [_hit(each, even_score, copies) for each in found]

    def count(self) -> Counts:
        """Items, sources and stories."""
        articles = int(self.client.count(index=self.items, query=self.query)["count"])
        # Listed, since a cardinality would be estimated.
        outlets, *stories = self._aggregations([*in_parts("source", 0), *in_parts("story", articles)])
        return Counts(articles, length(outlets["source"]), sum(length(part["story"]) for part in stories))

    def facets(self) -> tuple[Facet, ...]:
        """What the items are made of."""
        (first,) = self._ask(self._over(BREAKDOWN.values()))
        values, exact = first["aggregations"], is_exact(_total(first))
        return BREAKDOWN.facets(values, self._aggregations(BREAKDOWN.each(values, exact=exact)), exact=exact)

    def survey(self, options: SearchOptions) -> tuple[list[Hit], Summary]:
        """The hits and how much there is, asked in two rounds however much that is."""
        best, first = self._ask(self._best(options), self._over(BREAKDOWN.glance()))
        found, glance, articles = best["hits"]["hits"], first["aggregations"], _total(first)
        further = BREAKDOWN.closer(glance, articles)
        told, *counted = self._ask(_copies_of(found), *map(self._over, further))
        copies = _copies_in(told)
        hits = [_hit(each, _even_score(options), copies) for each in found]
        closer = [answer["aggregations"] for answer in counted]
        return hits, BREAKDOWN.summary(articles, glance, closer)

    def _best(self, options: SearchOptions) -> _Search:
        # Without a word to weigh, all are equally relevant: the newest come first.
        by_date = options.sort is Sort.DATE or not self.has_words
        folded = {} if options.all_copies else {"collapse": {"field": "story"}}
        return folded | {
            "query": self.query if by_date else newer_above(self.query, options.moment),
            "sort": NEWEST if by_date else ["_score", *NEWEST],
            "size": options.limit,
            "_source": SHOWN,
            "track_total_hits": False,
        }

    def _over(self, aggregations: Aggregations) -> _Search:
        return {"query": self.query, "size": 0, "aggs": aggregations, "track_total_hits": True}

    def _aggregations(self, asked: Sequence[Aggregations]) -> list[Answer]:
        return [answer["aggregations"] for answer in self._ask(*map(self._over, asked))]

    def _ask(self, *searches: _Search) -> list[Answer]:
        """The answers to all of `searches`, had at once; of values that are only counted no list is sent."""
        if not searches:
            return []
        lines = [line for search in searches for line in ({}, search)]
        answers: list[Answer] = self.client.msearch(
            index=self.items, searches=lines, filter_path=f"responses.*,-responses.**.{UNSENT}"
        )["responses"]
        for answer in answers:
            if error := answer.get("error"):
                raise IndexUnavailable(f"Elasticsearch answers {answer['status']}: {error.get('reason')}")
        return answers


def _copies_of(found: Sequence[Answer]) -> _Search:
    """What asks how many items and outlets the stories of `found` have."""
    stories = sorted({hit["_source"]["story"] for hit in found})
    outlets = {"terms": {"field": "source", "size": _PAGE}}
    among = {"field": "story", "size": max(len(stories), 1)}
    return {
        "query": {"terms": {"story": stories}},
        "size": 0,
        "aggs": {"stories": {"terms": among, "aggs": {"outlets": outlets}}},
    }


def _copies_in(answer: Answer) -> _Copies:
    buckets = answer["aggregations"]["stories"]["buckets"]
    return {one["key"]: (one["doc_count"], len(one["outlets"]["buckets"])) for one in buckets}


def _total(answer: Answer) -> int:
    return int(answer["hits"]["total"]["value"])


def _even_score(options: SearchOptions) -> float:
    """What every hit scores where the server weighed none."""
    return 0.0 if options.sort is Sort.DATE else 1.0


def _hit(found: Answer, even_score: float, told: _Copies) -> Hit:
    source = found["_source"]
    published = source.get("published")
    # A story that became part of another since the hit was found is told by the hit alone.
    copies, outlets = told.get(source["story"], (1, 1))
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
        score=found["_score"] or even_score,
    )
