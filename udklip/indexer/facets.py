"""What a query's items are made of: the most frequent sources, names, kinds and months among them.

Both engines take aggregations of one shape, so they are asked here once for both. Articles and outlets are counted.
Stories are counted up to `MOST_EXACT` articles and estimated above it (HyperLogLog, Flajolet et al. 2007: some 2 %
off), and the facet says so.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

#: Facet → the field it counts, in the order they are shown.
FACETS: Mapping[str, str] = {
    "source": "source",
    "source_type": "source_type",
    "kind": "kind",
    "organisation": "organisations",
    "person": "people",
    "month": "month",
}
MOST_VALUES = 12
MOST_MONTHS = 36
#: Both engines refuse more than 65,000 buckets in one answer: these leave room for all values of one facet.
MOST_EXACT = 4_000
MOST_OUTLETS = 1_200
_LOOKED_AT = 1_000

Aggregations = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value, and how many articles, different outlets and different stories have it."""

    value: str
    articles: int
    outlets: int
    stories: int


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet with its most frequent values, or its newest months; `exact` is of stories."""

    name: str
    values: tuple[FacetValue, ...]
    exact: bool


@dataclass(frozen=True, slots=True)
class FacetReader:
    """Asks one engine: `ask` answers each of some aggregations over a query's items, `articles` are how many those are.

    `outlet` and `story` are the engine's fields that tell outlets and stories apart.
    """

    ask: Callable[[Sequence[Aggregations]], Sequence[Mapping[str, Any]]]
    articles: int
    outlet: str
    story: str

    def read(self) -> tuple[Facet, ...]:
        """Every facet."""
        (answer,) = self.ask([{name: _most_frequent(field) for name, field in FACETS.items()}])
        chosen = {name: _chosen(name, answer[name]["buckets"]) for name in FACETS}
        # A question of its own each: together they would be more buckets than an engine gives.
        asked = [self._counted(name, values) for name, values in chosen.items() if values]
        counted = (
            {name: buckets for found in self.ask(asked) for name, buckets in found.items()} if asked else {}
        )
        return tuple(self._facet(name, values, counted) for name, values in chosen.items())

    @property
    def _exact(self) -> bool:
        return self.articles <= MOST_EXACT

    def _counted(self, name: str, values: list[str]) -> Aggregations:
        among = {"field": FACETS[name], "size": len(values), "include": values}
        outlets = {"terms": {"field": self.outlet, "size": MOST_OUTLETS}}
        different = {"outlets": outlets, "stories": self._stories()}
        return {name: {"terms": among, "aggs": different}}

    def _facet(self, name: str, values: list[str], counted: Mapping[str, Any]) -> Facet:
        if not values:
            return Facet(name, (), exact=True)
        found = {bucket["key"]: self._value(bucket) for bucket in counted[name]["buckets"]}
        return Facet(name, tuple(found[value] for value in values), self._exact)

    def _stories(self) -> Aggregations:
        if not self._exact:
            return {"cardinality": {"field": self.story}}
        return {"terms": {"field": self.story, "size": MOST_EXACT}}

    def _value(self, bucket: Mapping[str, Any]) -> FacetValue:
        stories = len(bucket["stories"]["buckets"]) if self._exact else round(bucket["stories"]["value"])
        return FacetValue(bucket["key"], int(bucket["doc_count"]), len(bucket["outlets"]["buckets"]), stories)


def _most_frequent(field: str) -> Aggregations:
    return {"terms": {"field": field, "size": _LOOKED_AT}}


def _chosen(name: str, buckets: list[Mapping[str, Any]]) -> list[str]:
    """The values to show: months from the newest on, the others by frequency and then by name."""
    if name == "month":
        return sorted((bucket["key"] for bucket in buckets), reverse=True)[:MOST_MONTHS]
    ranked = sorted(buckets, key=lambda bucket: (-bucket["doc_count"], bucket["key"]))
    return [bucket["key"] for bucket in ranked[:MOST_VALUES]]
