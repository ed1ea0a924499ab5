"""What a query's items are made of: the most frequent sources, names, kinds and months among them."""

from collections.abc import Mapping
from dataclasses import dataclass

#: Facet → the field it counts, in the order they are shown.
FACETS: Mapping[str, str] = {
    "source": "source",
    "source_type": "source_type",
    "kind": "kind",
    "organisation": "organisations",
    "person": "people",
    "month": "month",
}


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value, and how many articles, different outlets and different stories have it; None was not counted."""

    value: str
    articles: int
    outlets: int | None
    stories: int | None


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet with its most frequent values, or its newest months; `exact` is of stories."""

    name: str
    values: tuple[FacetValue, ...]
    exact: bool
