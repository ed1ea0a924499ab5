"""Søg: one box, the hits with their labels and the sentence that matches; and the same as JSON."""

from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from udklip.core.errors import QueryError
from udklip.desk.page.asked import LIMIT, Fault, WrongAsking, fault_of, options_of
from udklip.desk.page.office import Office, office_of
from udklip.desk.page.rendering import answer
from udklip.desk.searching import count, open_for_reading, search
from udklip.indexer.grammar.slips import slip
from udklip.indexer.index import Counts, SearchOptions

MOST_ON_A_PAGE = 200
EXAMPLES = {
    "velfærdsteknologi": "ordet i alle dets former",
    '"life science"': "ordene lige efter hinanden",
    "klynge OG robot": "begge ord",
    'titel:klynge ELLER organisation:"Welfare Tech"': "i titlen, eller en organisation, der er nævnt",
    "type:press_release": "kun pressemeddelelser",
    "klynge IKKE type:sponsored": "uden det annoncørbetalte",
    "bevil*": "alt, der begynder sådan",
}


def search_page(request: Request) -> Response:
    """`/soeg`: the box, and what it finds."""
    query = request.query_params.get("q", "").strip()
    fields = {name: request.query_params.get(name, "") for name in ("from", "to", "sort", "all_copies")}
    values: dict[str, Any] = {"query": query, "fields": fields, "examples": EXAMPLES}
    if not query:
        return answer(request, "search.html.j2", **values | {"fault": None, "rows": None})
    try:
        options = options_of(request.query_params)
        rows, counts = _find(office_of(request), query, options)
    except (QueryError, WrongAsking) as error:
        fault = _fault(error)
        return answer(request, "search.html.j2", 400, **values | {"fault": fault, "rows": None})
    more = _more(query, fields, options, len(rows))
    found = {"fault": None, "rows": rows, "counts": counts, "more": more, "slip": slip(query)}
    return answer(request, "search.html.j2", **values | found)


def search_json(request: Request) -> Response:
    """`/soeg.json`: as `udklip search --json`, in one array; a fault is one object with the key `error`."""
    query = request.query_params.get("q", "").strip()
    office = office_of(request)
    try:
        options = options_of(request.query_params)
        with open_for_reading(office.settings) as index:
            return JSONResponse(search(query, options, index, office.ledger))
    except (QueryError, WrongAsking) as error:
        return JSONResponse(_fault(error).as_object(), status_code=400)


def _find(office: Office, query: str, options: SearchOptions) -> tuple[list[dict[str, Any]], Counts]:
    with open_for_reading(office.settings) as index:
        return search(query, options, index, office.ledger), count(query, options, index, office.ledger)


def _fault(error: QueryError | WrongAsking) -> Fault:
    return error.fault if isinstance(error, WrongAsking) else fault_of(error)


def _more(query: str, fields: dict[str, str], options: SearchOptions, shown: int) -> str | None:
    """The address of a longer list, where there may be one."""
    if shown < options.limit or options.limit >= MOST_ON_A_PAGE:
        return None
    chosen = {name: value for name, value in fields.items() if value}
    return "/soeg?" + urlencode({"q": query, **chosen, "limit": options.limit + 2 * LIMIT})
