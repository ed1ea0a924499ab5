"""What a visitor is told when something is wrong: in plain Danish, what does not work and what still does."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from udklip.core.errors import IndexUnavailable, UdklipError
from udklip.desk.output import say
from udklip.desk.page.asked import Fault
from udklip.desk.page.rendering import answer

NOT_FOUND = Fault(
    "not_found", "Siden findes ikke. Måske er adressen skrevet forkert, eller omtalen er slettet."
)
NOT_ALLOWED = Fault("not_allowed", "Det kan adressen ikke bruges til.")
NO_INDEX = Fault(
    "index_unavailable", "Søgningen svarer ikke lige nu. I dag, de enkelte omtaler og Kilder virker stadig."
)
BROKEN = Fault(
    "failed", "Noget gik galt på serveren. Prøv igen om lidt, eller sig det til den, der passer Udklip."
)


async def on_http(request: Request, error: Exception) -> Response:
    """An address that leads nowhere."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    return _told(request, NOT_FOUND if status == 404 else NOT_ALLOWED, status)


async def on_known(request: Request, error: Exception) -> Response:
    """A part that does not answer; the operator reads which on standard error."""
    say(f"udklip: {request.url.path}: {error}")
    if isinstance(error, IndexUnavailable):
        return _told(request, NO_INDEX, 503)
    return _told(request, BROKEN, 500)


def _told(request: Request, fault: Fault, status: int) -> Response:
    if request.url.path.endswith(".json"):
        return JSONResponse(fault.as_object(), status_code=status)
    return answer(request, "fault.html.j2", status, fault=fault)


HANDLERS = {HTTPException: on_http, UdklipError: on_known}
