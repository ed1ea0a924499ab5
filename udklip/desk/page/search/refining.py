"""Facets as the page shows them: each value with its counts and the address of the search narrowed to it."""

import calendar
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from babel.dates import format_date

from udklip.core import danish
from udklip.core.reading import Kind
from udklip.core.source import SourceType
from udklip.indexer.facets import Facet, FacetValue

SHOWN = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """One value: what it is called, the query that asks for it alone, its counts, and where the link leads.

    Of many articles outlets and stories are not counted.
    """

    label: str
    query: str
    articles: int
    outlets: int | None
    stories: int | None
    link: str


@dataclass(frozen=True, slots=True)
class Refinement:
    """One facet under its Danish name; `first` are shown, `more` are folded."""

    heading: str
    first: tuple[Choice, ...]
    more: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class _Way:
    heading: str
    label: Callable[[str], str]
    query: Callable[[str], str]


def refinements(facets: Sequence[Facet], query: str, fields: Mapping[str, str]) -> tuple[Refinement, ...]:
    """The facets of `query` that have something to choose between; `fields` are the other parameters."""
    return tuple(
        _refinement(facet, _WAYS[facet.name], query, fields)
        for facet in facets
        if facet.name in _WAYS and facet.values
    )


def narrowed(query: str, by: str) -> str:
    """`query` and `by` together."""
    if not query or query == "*":
        return by
    return f"({query}) {by}" if " " in query and not query.startswith("(") else f"{query} {by}"


def _refinement(facet: Facet, way: _Way, query: str, fields: Mapping[str, str]) -> Refinement:
    choices = tuple(_choice(value, way, query, fields) for value in facet.values)
    return Refinement(way.heading, choices[:SHOWN], choices[SHOWN:])


def _choice(value: FacetValue, way: _Way, query: str, fields: Mapping[str, str]) -> Choice:
    asked = narrowed(query, way.query(value.value))
    kept = {name: each for name, each in fields.items() if each}
    link = "/soeg?" + urlencode({"q": asked, **kept})
    return Choice(way.label(value.value), asked, value.articles, value.outlets, value.stories, link)


def _quoted(field: str) -> Callable[[str], str]:
    return lambda value: f'{field}:"{value.replace(chr(34), "")}"'


def _month(value: str) -> str:
    year, month = map(int, value.split("-"))
    return format_date(date(year, month, 1), "MMMM y", locale="da")


def _days_of(value: str) -> str:
    year, month = map(int, value.split("-"))
    return f"dato:[{value}-01 TIL {value}-{calendar.monthrange(year, month)[1]}]"


_WAYS: Mapping[str, _Way] = {
    "source": _Way("Medie", danish.outlet, _quoted("kilde")),
    "source_type": _Way(
        "Medietype", lambda value: danish.SOURCE_TYPES[SourceType(value)], lambda value: f"medietype:{value}"
    ),
    "kind": _Way("Type", lambda value: danish.kind(Kind(value)), lambda value: f"type:{value}"),
    "organisation": _Way("Organisation", str, _quoted("organisationsnavn")),
    "person": _Way("Person", str, _quoted("personnavn")),
    "month": _Way("Måned", _month, _days_of),
}
