"""Asking an engine what a query's items are made of: which values there are first, then how much each of them has.

Both engines take aggregations of one shape, so they are put together here once for both, and each sends them in its
way. Articles are always counted. Stories are counted one by one up to `MOST_EXACT` articles; above it they are
estimated (HyperLogLog, Flajolet et al. 2007: some 2 % off).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from udklip.indexer.facets import FACETS, Facet, FacetValue
from udklip.indexer.index import Counts, Summary

MOST_VALUES = 12
MOST_MONTHS = 36
#: Both engines refuse more than 65,000 buckets in one answer: these leave room for all values of one facet.
MOST_EXACT = 4_000
MOST_OUTLETS = 1_200
ALL_OUTLETS = 20_000
_LOOKED_AT = 1_000

Aggregations = dict[str, Any]
Answer = Mapping[str, Any]


def is_exact(articles: int) -> bool:
    """Whether the stories of so many articles are counted one by one."""
    return articles <= MOST_EXACT


@dataclass(frozen=True, slots=True)
class Breakdown:
    """What is asked of one engine, and what its answers say.

    `outlet` and `story` are its fields that tell outlets and stories apart. `listed` asks for the values of a field,
    at most so many, and `length` says how many were answered. An engine that orders equally frequent values as it
    likes is asked for more than are shown.
    """

    outlet: str
    story: str
    listed: Callable[[str, int], Aggregations]
    length: Callable[[Answer], int]
    orders_equals_by_name: bool

    def values(self) -> Aggregations:
        """Which values every facet has."""
        return {name: {"terms": {"field": field} | self._first(name)} for name, field in FACETS.items()}

    def different(self, *, exact: bool, most_outlets: int = ALL_OUTLETS) -> Aggregations:
        """How many outlets and stories there are; see `number`."""
        estimate = {"cardinality": {"field": self.story}}
        return {
            "outlets": self.listed(self.outlet, most_outlets),
            "stories": self.listed(self.story, MOST_EXACT) if exact else estimate,
        }

    def number(self, answer: Answer) -> tuple[int, int]:
        """The outlets and stories that an answer to `different` counts."""
        outlets, stories = answer["outlets"], answer["stories"]
        return self.length(outlets), round(stories["value"]) if "value" in stories else self.length(stories)

    def each(self, values: Answer, *, exact: bool) -> list[Aggregations]:
        """The same of each value to show, given the answer to `values`."""
        # A question of its own for each facet: together they would be more buckets than an engine gives.
        different = self.different(exact=exact, most_outlets=MOST_OUTLETS)
        return [
            {name: {"terms": _among(name, shown), "aggs": different}}
            for name, shown in _shown(values).items()
            if shown
        ]

    def facets(self, values: Answer, each: Iterable[Answer], *, exact: bool) -> tuple[Facet, ...]:
        """Every facet by articles, outlets and stories, from the answers to `values` and `each`.

        A value that was taken out between the two is left out.
        """
        buckets = {name: answer["buckets"] for answers in each for name, answer in answers.items()}
        counted = {
            name: {bucket["key"]: self._value(bucket) for bucket in found} for name, found in buckets.items()
        }
        return tuple(
            Facet(
                name,
                tuple(counted[name][value] for value in shown if value in counted[name]),
                exact or not shown,
            )
            for name, shown in _shown(values).items()
        )

    def glance(self) -> Aggregations:
        """What a page asks first: which values there are, and about how much."""
        return self.values() | self.different(exact=False)

    def closer(self, glance: Answer, articles: int) -> list[Aggregations]:
        """What it asks then, where it finds so few `articles` that everything is counted one by one."""
        if not is_exact(articles):
            return []
        return [self.different(exact=True), *self.each(glance, exact=True)]

    def summary(self, articles: int, glance: Answer, closer: Sequence[Answer]) -> Summary:
        """What the answers to `glance` and `closer` say together."""
        if not closer:
            return Summary(Counts(articles, *self.number(glance)), _articles_alone(glance), exact=False)
        different, *each = closer
        counts = Counts(articles, *self.number(different))
        return Summary(counts, self.facets(glance, each, exact=True), exact=True)

    def _value(self, bucket: Answer) -> FacetValue:
        return FacetValue(bucket["key"], int(bucket["doc_count"]), *self.number(bucket))

    def _first(self, name: str) -> Aggregations:
        if not self.orders_equals_by_name:
            return {"size": _LOOKED_AT}
        if name == "month":
            return {"size": MOST_MONTHS, "order": {"_key": "desc"}}
        return {"size": MOST_VALUES}


def _articles_alone(values: Answer) -> tuple[Facet, ...]:
    """Every facet by its articles, from the answer to `Breakdown.values`."""
    counted = {name: _articles(values, name) for name in FACETS}
    return tuple(
        Facet(name, tuple(FacetValue(value, counted[name][value], None, None) for value in shown), exact=True)
        for name, shown in _shown(values).items()
    )


def _among(name: str, shown: list[str]) -> Aggregations:
    return {"field": FACETS[name], "size": len(shown), "include": shown}


def _shown(values: Answer) -> dict[str, list[str]]:
    """The values to show of each facet: months from the newest on, the others by frequency and then by name."""
    return {name: _ordered(name, _articles(values, name)) for name in FACETS}


def _ordered(name: str, articles: Mapping[str, int]) -> list[str]:
    if name == "month":
        return sorted(articles, reverse=True)[:MOST_MONTHS]
    return sorted(articles, key=lambda value: (-articles[value], value))[:MOST_VALUES]


def _articles(values: Answer, name: str) -> dict[str, int]:
    return {bucket["key"]: int(bucket["doc_count"]) for bucket in values[name]["buckets"]}
