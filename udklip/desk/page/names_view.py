"""The pages of an organisation and of a person: how much, where, with whom, and what they said.

Journalists get no such page: whose name stands above texts is no person of the coverage, unless the register has them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from udklip.core.analysis import Quote
from udklip.core.item import PressItem
from udklip.core.rights import mask_contacts
from udklip.core.source import Rights
from udklip.desk.page.months import Drawn, drawn
from udklip.desk.page.office import office_of
from udklip.desk.page.rendering import answer
from udklip.desk.page.search.refining import Refinement, refinements
from udklip.desk.searching import count, survey
from udklip.indexer.index import SearchOptions, Sort, Summary
from udklip.nlp.register import load_register

NEWEST = 15
MOST_QUOTES = 8


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation with the item it stands in."""

    quote: Quote
    item: PressItem


@dataclass(frozen=True, slots=True)
class Coverage:
    """What there is of a name."""

    summary: Summary
    rows: list[dict[str, Any]]
    made_of: tuple[Refinement, ...]
    chart: Drawn | None
    quotes: tuple[Said, ...]


def organisation_page(request: Request) -> Response:
    """`/organisation/NAME`."""
    name = _name(request)
    return _page(request, name, f'organisationsnavn:"{name}"', "organisation", quotes=True)


def person_page(request: Request) -> Response:
    """`/person/NAME`; quotations are gathered of people of the register only."""
    name = _name(request)
    known = name in _people_of_the_register(office_of(request).settings.register_path)
    if not known and _writes(request, name):
        raise HTTPException(404)
    return _page(request, name, f'personnavn:"{name}"', "person", quotes=known)


def _page(request: Request, name: str, query: str, kind: str, *, quotes: bool) -> Response:
    coverage = _coverage(request, query, name, kind, quotes=quotes)
    if not coverage.summary.counts.articles:
        raise HTTPException(404)
    return answer(request, "name.html.j2", name=name, kind=kind, coverage=coverage, asked=query)


def _coverage(request: Request, query: str, name: str, kind: str, *, quotes: bool) -> Coverage:
    office = office_of(request)
    newest = SearchOptions(limit=NEWEST, sort=Sort.DATE)
    rows, summary = survey(query, newest, office.index, office.ledger)
    with office.ledger.reading() as book:
        items = book.items.many([row["id"] for row in rows]).values()
    said = tuple(_said(items, name, kind))[:MOST_QUOTES] if quotes else ()
    return Coverage(summary, rows, refinements(summary.facets, query, {}), drawn(summary.facets), said)


def _said(items: Iterable[PressItem], name: str, kind: str) -> Iterable[Said]:
    """Quotations stand in the text: only where all of it may be shown."""
    for item in sorted(items, key=lambda item: item.when, reverse=True):
        if item.rights is not Rights.FULL:
            continue
        for quote in item.analysis.quotes:
            if (quote.speaker if kind == "person" else quote.organisation) == name:
                yield Said(quote, item)


def _writes(request: Request, name: str) -> bool:
    office = office_of(request)
    query = f'forfatter:"{name}"'
    return count(query, SearchOptions(), office.index, office.ledger).articles > 0


def _name(request: Request) -> str:
    name = str(request.path_params["name"]).replace('"', "").strip()
    if not name or not name.isprintable():
        raise HTTPException(404)
    return mask_contacts(name)


@lru_cache(maxsize=4)
def _people_of_the_register(path: Path | None) -> frozenset[str]:
    return frozenset(person.name for person in load_register(path).people)
