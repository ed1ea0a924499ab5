"""What a visitor is told when something is wrong: in plain Danish, what does not work and what still does."""

import errno

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from udklip.core.errors import (
    ExportFailed,
    IndexUnavailable,
    LedgerBusy,
    LedgerError,
    LedgerUnwritable,
    UdklipError,
)
from udklip.desk.output import say
from udklip.desk.page.rendering import answer
from udklip.desk.page.search.asked import Fault

FILES = (".json", ".csv", ".xlsx", ".docx", ".rss", ".xml", ".pdf")
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
BUSY = Fault(
    "busy",
    "Det blev ikke gemt: Udklip skriver noget andet lige nu. Vent lidt, og prøv igen. Du kan læse og søge imens.",
)
UNWRITABLE = Fault(
    "not_saved",
    "Det blev ikke gemt: der er ikke plads på disken, eller Udklip må ikke skrive på den. "
    "Du kan stadig læse og søge. Sig det til den, der passer Udklip.",
)
NO_LEDGER = Fault(
    "ledger_unavailable",
    "Udklip kan ikke læse sine data lige nu, og derfor kan siderne ikke vises og intet gemmes. "
    "Sig det til den, der passer Udklip. Overblik, der allerede er sendt, kan stadig læses i mailen.",
)
NO_FILE = Fault(
    "no_file",
    "Filen kunne ikke laves; måske er der ikke plads på disken. Siderne virker stadig. "
    "Sig det til den, der passer Udklip.",
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
    fault = next((fault for kind, fault in _BY_ERROR if isinstance(error, kind)), BROKEN)
    return _told(request, fault, 500 if fault is BROKEN else 503)


async def on_disk(request: Request, error: Exception) -> Response:
    """A file that could not be written."""
    full = isinstance(error, OSError) and error.errno in _NO_ROOM
    say(f"udklip: {request.url.path}: {error}")
    return _told(request, NO_FILE, 503) if full else _told(request, BROKEN, 500)


async def on_unknown(request: Request, _: Exception) -> Response:
    """A fault of ours; what it was stands on standard error."""
    return _told(request, BROKEN, 500)


def _told(request: Request, fault: Fault, status: int) -> Response:
    if request.url.path.endswith(FILES):
        return JSONResponse(fault.as_object(), status_code=status)
    # What somebody wrote is not lost: it can be sent once more.
    sent = getattr(request.state, "sent", {}) if fault in _MAY_PASS else {}
    return answer(request, "fault.html.j2", status, fault=fault, sent=sent)


_BY_STATUS = {401: NOT_KNOWN, 403: NOT_YOURS, 404: NOT_FOUND, 413: TOO_LONG}
_BY_ERROR = (
    (IndexUnavailable, NO_INDEX),
    (LedgerBusy, BUSY),
    (LedgerUnwritable, UNWRITABLE),
    (LedgerError, NO_LEDGER),
    (ExportFailed, NO_FILE),
)
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG, errno.EACCES}
_MAY_PASS = (BUSY, UNWRITABLE, NO_LEDGER)
HANDLERS = {HTTPException: on_http, UdklipError: on_known, OSError: on_disk, Exception: on_unknown}
