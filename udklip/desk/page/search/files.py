"""What a search finds as a file: `.xlsx`, `.csv`, `.docx`, `.rss`."""

import tempfile
from pathlib import Path

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response

from udklip.core.errors import QueryError
from udklip.core.rights import Audience
from udklip.desk.export.order import Order
from udklip.desk.page.gate import address_of
from udklip.desk.page.office import office_of
from udklip.desk.page.search.asked import WrongAsking, fault_of, options_of

KINDS = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".rss": "application/rss+xml",
}
SHOWN_IN_PLACE = frozenset({".rss"})


def search_file(request: Request) -> Response:
    """`/soeg.xlsx` and its likes."""
    return file_of(request, request.query_params.get("q", "").strip())


def file_of(request: Request, query: str) -> Response:
    """The file that the address ends in, of everything that `query` finds."""
    # Half a second of libraries that no page needs.
    from udklip.desk.export.exporting import export  # noqa: PLC0415

    # Not of `request.url`, which ends at a question mark in a name.
    ending = Path(request.scope["path"]).suffix
    office = office_of(request)
    with tempfile.NamedTemporaryFile(suffix=ending, prefix="udklip-", delete=False) as made:
        path = Path(made.name)
    try:
        options = options_of(request.query_params)
        order = Order(query, options, path, Audience.STAFF, desk=address_of(request))
        export(order, office.index, office.ledger)
    except (QueryError, WrongAsking) as error:
        path.unlink(missing_ok=True)
        fault = error.fault if isinstance(error, WrongAsking) else fault_of(error)
        return JSONResponse(fault.as_object(), status_code=400)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    name = None if ending in SHOWN_IN_PLACE else f"omtale{ending}"
    gone = BackgroundTask(path.unlink, missing_ok=True)
    return FileResponse(path, media_type=KINDS[ending], filename=name, background=gone)
