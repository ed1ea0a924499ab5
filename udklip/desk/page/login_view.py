"""Log ind og ud."""

from datetime import timedelta

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from udklip.core import danish
from udklip.core.links import own_path
from udklip.desk.access.logging_in import NotLoggedIn, log_in, log_out
from udklip.desk.page.gate import (
    COOKIE,
    Form,
    check_word,
    client_of,
    is_encrypted,
    open_form,
    person_of,
    read_form,
)
from udklip.desk.page.office import office_of
from udklip.desk.page.rendering import answer

WRONG = "Navn eller adgangskode passer ikke."


def login_page(request: Request) -> Response:
    """`/log-ind`: the form; `til` is where somebody wanted to go."""
    there = own_path(request.query_params.get("til", "")) or "/"
    if person_of(request):
        return RedirectResponse(there, status_code=303)
    return answer(request, "login.html.j2", there=there, fault=None, name="", csrf=open_form())


async def login(request: Request) -> Response:
    """The form, sent."""
    form = await read_form(request)
    return await run_in_threadpool(_log_in, request, form)


def logout(request: Request, _: Form) -> Response:
    """End one's session."""
    office, token = office_of(request), request.cookies.get(COOKIE)
    person = person_of(request)
    if token and person:
        log_out(office.ledger, token, person.name, office.clock())
    gone = RedirectResponse("/log-ind", status_code=303)
    gone.delete_cookie(COOKIE, httponly=True, samesite="lax")
    return gone


def _log_in(request: Request, form: Form) -> Response:
    check_word(form, open_form())
    office = office_of(request)
    name, there = form.get("name", "").strip(), own_path(form.get("til", "")) or "/"
    lasts = timedelta(hours=office.settings.desk.session_hours)
    try:
        token = log_in(
            office.ledger, name, form.get("password", ""), client_of(request), office.clock(), lasts
        )
    except NotLoggedIn as error:
        status = 429 if error.until else 401
        return answer(
            request, "login.html.j2", status, there=there, fault=_told(error), name=name, csrf=open_form()
        )
    inside = RedirectResponse(there, status_code=303)
    inside.set_cookie(
        COOKIE,
        token,
        max_age=int(lasts.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=is_encrypted(request),
    )
    return inside


def _told(error: NotLoggedIn) -> str:
    if error.until is None:
        return WRONG
    return f"Der har været for mange forsøg. Prøv igen {danish.moment(error.until)}."
