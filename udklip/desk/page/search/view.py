"""Søg: one box, the hits with their labels and the sentence that matches; and the same as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from udklip.core.errors import QueryError
from udklip.core.ledger.people.values import MarkKind
from udklip.desk.page.gate import person_of
from udklip.desk.page.office import office_of
from udklip.desk.page.rendering import answer
from udklip.desk.page.search.asked import LIMIT, Fault, WrongAsking, fault_of, options_of
from udklip.desk.page.search.refining import Refinement, refinements
from udklip.desk.searching import search, survey
from udklip.indexer.grammar.slips import slip
from udklip.indexer.index import SearchOptions, Summary
from udklip.indexer.query import parse
from udklip.indexer.tree import Node

MOST_ON_A_PAGE = 200
EXAMPLES = {
    "velfærdsteknologi": "ordet i alle dets former",
    '"life science"': "ordene lige efter hinanden",
    "klynge OG robot": "begge ord",
    'titel:klynge ELLER organisation:"Welfare Tech"': "i titlen, eller en organisation, der er nævnt",
    "type:pressemeddelelse": "kun pressemeddelelser",
    "klynge IKKE type:sponsoreret": "uden det annoncørbetalte",
    "bevil*": "alt, der begynder sådan",
}


@dataclass(frozen=True, slots=True)
class Results:
    """What the page shows of a search: hits, how much there is, what it is made of, and the marks on the hits.

    `asked` is what was searched for: its words are marked.
    """

    rows: list[dict[str, Any]]
    summary: Summary
    refinements: tuple[Refinement, ...]
    marks: Mapping[str, frozenset[MarkKind]]
    asked: Node


def search_page(request: Request) -> Response:
    """`/soeg`: the box, and what it finds."""
    query = request.query_params.get("q", "").strip()
    fields = {name: request.query_params.get(name, "") for name in ("from", "to", "sort", "all_copies")}
    values: dict[str, Any] = {
        "query": query,
        "fields": fields,
        "examples": EXAMPLES,
        "address": _address(request),
        "asked_again": request.url.query,
    }
    if not query:
        return answer(request, "search.html.j2", **values | {"fault": None, "found": None})
    try:
        options = options_of(request.query_params)
        found = _find(request, query, options, fields)
    except (QueryError, WrongAsking) as error:
        fault = _fault(error)
        return answer(request, "search.html.j2", 400, **values | {"fault": fault, "found": None})
    more = _more(query, fields, options, len(found.rows))
    return answer(
        request,
        "search.html.j2",
        **values | {"fault": None, "found": found, "more": more, "slip": slip(query)},
    )


def search_json(request: Request) -> Response:
    """`/soeg.json`: as `udklip search --json`, in one array; a fault is one object with the key `error`."""
    query = request.query_params.get("q", "").strip()
    office = office_of(request)
    try:
        options = options_of(request.query_params)
        return JSONResponse(search(query, options, office.index, office.ledger))
    except (QueryError, WrongAsking) as error:
        return JSONResponse(_fault(error).as_object(), status_code=400)


def _find(request: Request, query: str, options: SearchOptions, fields: Mapping[str, str]) -> Results:
    office, person = office_of(request), person_of(request)
    rows, summary = survey(query, options, office.index, office.ledger)
    with office.ledger.reading() as book:
        marks = book.decisions.marks([row["id"] for row in rows], person.name if person else "")
    return Results(rows, summary, refinements(summary.facets, query, fields), marks, parse(query))


def _address(request: Request) -> str:
    """Where a form on the page comes back to."""
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def _fault(error: QueryError | WrongAsking) -> Fault:
    return error.fault if isinstance(error, WrongAsking) else fault_of(error)


def _more(query: str, fields: dict[str, str], options: SearchOptions, shown: int) -> str | None:
    """The address of a longer list, where there may be one."""
    if shown < options.limit or options.limit >= MOST_ON_A_PAGE:
        return None
    chosen = {name: value for name, value in fields.items() if value}
    return "/soeg?" + urlencode({"q": query, **chosen, "limit": options.limit + 2 * LIMIT})
