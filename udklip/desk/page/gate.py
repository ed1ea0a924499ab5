"""Who is let in, and that what is posted came from our own page.

Without accounts the page is for whoever sits at this machine. With accounts one logs in; or a reverse proxy that the
settings trust says who somebody is.
"""

import hmac
import ipaddress
import secrets
from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import parse_qsl, quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from udklip.core.ledger.people.values import Role
from udklip.desk.access.logging_in import Person, csrf_of, person_with
from udklip.desk.page.lanes import Lane, lanes_of
from udklip.desk.page.office import office_of
from udklip.desk.page.search.asked import Fault

COOKIE = "udklip"
MOST_POSTED = 256 * 1024
LOCAL = "denne maskine"
NOT_LOGGED_IN = Fault("not_logged_in", "Du er ikke logget ind.")
#: Proves forms of those who have no session of their own; a restart of the page makes old forms stale.
_OURS = secrets.token_urlsafe(32)

View = Callable[[Request], Response]
Form = Mapping[str, str]
PostedView = Callable[[Request, Form], Response]
AnsweringView = Callable[[Request], Awaitable[Response]]


def admitted(view: View, lane: Lane, least: Role = Role.READER) -> AnsweringView:
    """`view` for people who may at least do what `least` may; others are asked to log in."""

    async def answered(request: Request) -> Response:
        return await lanes_of(request).run(lane, checked, request)

    def checked(request: Request) -> Response:
        person = person_of(request)
        if person is None:
            return _to_login(request)
        _require(person, least)
        return view(request)

    return answered


def posted(view: PostedView, least: Role = Role.EDITOR) -> AnsweringView:
    """`view` of a form that one of our pages sent, for people who may at least do what `least` may."""

    async def answered(request: Request) -> Response:
        form = await read_form(request)
        # Where it cannot be kept, the fault's page offers to send it again.
        request.state.sent = form
        return await lanes_of(request).run(Lane.WRITING, checked, request, form)

    def checked(request: Request, form: Form) -> Response:
        person = person_of(request)
        if person is None:
            return _to_login(request)
        _require(person, least)
        check_word(form, person.csrf)
        return view(request, form)

    return answered


def check_word(form: Form, word: str) -> None:
    """Refuse a form that does not hold the word of our own page."""
    if not hmac.compare_digest(form.get("csrf", "").encode(), word.encode()):
        raise HTTPException(403, "csrf")


async def read_form(request: Request) -> Form:
    """The fields of a posted form; refuses other sites', and what is too long."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise HTTPException(403, "csrf")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_POSTED:
            raise HTTPException(413)
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=500))


def person_of(request: Request) -> Person | None:
    """Who asks; looked up once for a request."""
    if not hasattr(request.state, "person"):
        request.state.person = _person(request)
    person: Person | None = request.state.person
    return person


def open_form() -> str:
    """The word in the form by which people log in."""
    return csrf_of(_OURS)


def client_of(request: Request) -> str:
    """Where a request comes from; a trusted proxy says it in X-Forwarded-For."""
    direct = request.client.host if request.client else ""
    if not _is_trusted(request):
        return direct
    return request.headers.get("x-forwarded-for", direct).rsplit(",", 1)[-1].strip()


def is_encrypted(request: Request) -> bool:
    """Whether the browser's line is encrypted, by our own scheme or a trusted proxy's word."""
    told = request.headers.get("x-forwarded-proto") if _is_trusted(request) else None
    return (told or request.url.scheme) == "https"


def address_of(request: Request, path: str = "") -> str:
    """`path` of our page as it is written outside of it."""
    scheme = "https" if is_encrypted(request) else "http"
    return f"{scheme}://{request.url.netloc}{path}"


def _person(request: Request) -> Person | None:
    office = office_of(request)
    header = office.settings.desk.trusted_header
    if header:
        return _told_by_proxy(request, header)
    with office.ledger.reading() as book:
        anybody = book.accounts.any()
    if not anybody:
        return Person(LOCAL, Role.ADMINISTRATOR, csrf_of(_OURS)) if _is_here(request) else None
    token = request.cookies.get(COOKIE)
    return person_with(office.ledger, token, office.clock()) if token else None


def _told_by_proxy(request: Request, header: str) -> Person | None:
    name = request.headers.get(header, "").strip()
    if not name or not name.isprintable() or not _is_trusted(request):
        return None
    with office_of(request).ledger.reading() as book:
        account = book.accounts.get(name)
    if account and account.closed:
        return None
    return Person(name, account.role if account else Role.READER, csrf_of(_OURS + name))


def _is_trusted(request: Request) -> bool:
    direct = request.client.host if request.client else ""
    desk = office_of(request).settings.desk
    return desk.trusted_header is not None and direct in desk.trusted_proxies


def _is_here(request: Request) -> bool:
    try:
        return ipaddress.ip_address(request.client.host if request.client else "").is_loopback
    except ValueError:
        return False


def _require(person: Person, least: Role) -> None:
    if not person.role.covers(least):
        raise HTTPException(403)


def _to_login(request: Request) -> Response:
    if request.url.path.endswith((".json", ".csv", ".xlsx", ".rss")) or request.method != "GET":
        return JSONResponse(NOT_LOGGED_IN.as_object(), status_code=401)
    if office_of(request).settings.desk.trusted_header:
        raise HTTPException(401)
    there = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"/log-ind?til={quote(there, safe='')}", status_code=303)
