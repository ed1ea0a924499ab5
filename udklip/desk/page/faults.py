"""What a visitor is told when something is wrong: in plain Danish, what does not work and what still does."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from udklip.core.errors import IndexUnavailable, UdklipError
from udklip.desk.output import say
from udklip.desk.page.rendering import answer
from udklip.desk.page.search.asked import Fault

NOT_FOUND = Fault(
    "not_found", "Siden findes ikke. Måske er adressen skrevet forkert, eller omtalen er slettet."
)
NOT_ALLOWED = Fault("not_allowed", "Det kan adressen ikke bruges til.")
NOT_YOURS = Fault(
    "forbidden", "Det må du ikke med din rolle. Spørg den, der passer Udklip, hvis du skal kunne det."
)
STALE = Fault("stale", "Siden var for gammel til at sende. Gå tilbage, hent den igen, og prøv en gang til.")
TOO_LONG = Fault("too_long", "Det var for langt.")
NOT_KNOWN = Fault("not_logged_in", "Du er ikke logget ind.")
NO_INDEX = Fault(
    "index_unavailable", "Søgningen svarer ikke lige nu. I dag, de enkelte omtaler og Kilder virker stadig."
)
BROKEN = Fault(
    "failed", "Noget gik galt på serveren. Prøv igen om lidt, eller sig det til den, der passer Udklip."
)


async def on_http(request: Request, error: Exception) -> Response:
    """An address that leads nowhere."""
    if not isinstance(error, HTTPException):
        return _told(request, BROKEN, 500)
    if error.status_code == 403 and error.detail == "csrf":
        return _told(request, STALE, 403)
    return _told(request, _BY_STATUS.get(error.status_code, NOT_ALLOWED), error.status_code)


async def on_known(request: Request, error: Exception) -> Response:
    """A part that does not answer; the operator reads which on standard error."""
    say(f"udklip: {request.url.path}: {error}")
    if isinstance(error, IndexUnavailable):
        return _told(request, NO_INDEX, 503)
    return _told(request, BROKEN, 500)


async def on_unknown(request: Request, _: Exception) -> Response:
    """A fault of ours; what it was stands on standard error."""
    return _told(request, BROKEN, 500)


def _told(request: Request, fault: Fault, status: int) -> Response:
    if request.url.path.endswith(".json"):
        return JSONResponse(fault.as_object(), status_code=status)
    return answer(request, "fault.html.j2", status, fault=fault)


_BY_STATUS = {401: NOT_KNOWN, 403: NOT_YOURS, 404: NOT_FOUND, 413: TOO_LONG}
HANDLERS = {HTTPException: on_http, UdklipError: on_known, Exception: on_unknown}
