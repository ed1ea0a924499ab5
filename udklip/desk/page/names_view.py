"""The pages of an organisation and of a person: how much, where, with whom, and what they said.

Journalists get no such page: whose name stands above texts is no person of the coverage, unless the register has them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
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
from udklip.desk.page.office import Office, office_of
from udklip.desk.page.rendering import answer
from udklip.desk.page.search.files import file_of
from udklip.desk.page.search.refining import Refinement, refinements
from udklip.desk.searching import search, survey
from udklip.indexer.facets import Facet
from udklip.indexer.index import SearchOptions, Sort, Summary
from udklip.nlp.register import load_register

NEWEST = 15
MOST_QUOTES = 8


@dataclass(frozen=True, slots=True)
class Named:
    """A name that may have a page: the query that it is, and whether quotations are gathered."""

    name: str
    kind: str
    query: str
    quotes: bool


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
    return _page(request, _organisation(request))


def organisation_file(request: Request) -> Response:
    """`/organisation/NAME.xlsx` and its likes: everything that is found of it."""
    return _file(request, _organisation(request))


def person_page(request: Request) -> Response:
    """`/person/NAME`; quotations are gathered of people of the register only."""
    return _page(request, _person(request))


def person_file(request: Request) -> Response:
    """`/person/NAME.xlsx` and its likes: everything that is found of them."""
    return _file(request, _person(request))


def _organisation(request: Request) -> Named:
    name = _name(request)
    return Named(name, "organisation", f'organisationsnavn:"{name}"', quotes=True)


def _person(request: Request) -> Named:
    name = _name(request)
    known = name in _people_of_the_register(office_of(request).settings.register_path)
    if not known and _is_found(request, f'forfatter:"{name}"'):
        raise HTTPException(404)
    return Named(name, "person", f'personnavn:"{name}"', quotes=known)


def _page(request: Request, named: Named) -> Response:
    coverage = _coverage(office_of(request), named)
    if not coverage.rows:
        raise HTTPException(404)
    return answer(
        request, "name.html.j2", name=named.name, kind=named.kind, coverage=coverage, asked=named.query
    )


def _file(request: Request, named: Named) -> Response:
    if not _is_found(request, named.query):
        raise HTTPException(404)
    return file_of(request, named.query)


def _coverage(office: Office, named: Named) -> Coverage:
    query, newest = named.query, SearchOptions(limit=NEWEST, sort=Sort.DATE)
    rows, summary = survey(query, newest, office.index, office.ledger)
    with office.ledger.reading() as book:
        items = book.items.many([row["id"] for row in rows]).values()
    said = tuple(_said(items, named.name, named.kind))[:MOST_QUOTES] if named.quotes else ()
    made_of = refinements(_of_others(summary.facets, named), query, {})
    return Coverage(summary, rows, made_of, drawn(summary.facets), said)


def _of_others(facets: Iterable[Facet], named: Named) -> list[Facet]:
    """With whom a name is named: not with itself."""
    return [
        replace(facet, values=tuple(value for value in facet.values if value.value != named.name))
        if facet.name == named.kind
        else facet
        for facet in facets
    ]


def _said(items: Iterable[PressItem], name: str, kind: str) -> Iterable[Said]:
    """Quotations stand in the text: only where all of it may be shown."""
    for item in sorted(items, key=lambda item: item.when, reverse=True):
        if item.rights is not Rights.FULL:
            continue
        for quote in item.analysis.quotes:
            if (quote.speaker if kind == "person" else quote.organisation) == name:
                yield Said(quote, item)


def _is_found(request: Request, query: str) -> bool:
    office = office_of(request)
    return bool(search(query, SearchOptions(limit=1), office.index, office.ledger))


def _name(request: Request) -> str:
    name = str(request.path_params["name"]).replace('"', "").strip()
    if not name or not name.isprintable():
        raise HTTPException(404)
    return mask_contacts(name)


@lru_cache(maxsize=4)
def _people_of_the_register(path: Path | None) -> frozenset[str]:
    return frozenset(person.name for person in load_register(path).people)
