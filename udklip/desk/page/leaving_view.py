"""Afmeld: leaving a group by the link in its mails. The link is the proof: no login, no cookie, no script.

Looking changes nothing, because mail scanners follow links. A mail program's own button posts here too (RFC 8058).
"""

from starlette.requests import Request
from starlette.responses import Response

from udklip.core.ledger import Leaving as Left
from udklip.core.ledger import Member
from udklip.core.settings import Secrets
from udklip.desk.page.office import Office, office_of
from udklip.desk.page.rendering import answer
from udklip.schedules.mailing.leaving import PATH, Leaving


def leaving_page(request: Request) -> Response:
    """Ask whether they want to."""
    member = _member(request, office_of(request))
    return _unknown(request) if member is None else _answer(request, member)


def leave(request: Request) -> Response:
    """They want to; twice is no fault."""
    return _done(request, wants=False)


def rejoin(request: Request) -> Response:
    """They do not want to after all."""
    return _done(request, wants=True)


def _done(request: Request, *, wants: bool) -> Response:
    office = office_of(request)
    member = _member(request, office)
    if member is None:
        return _unknown(request)
    with office.ledger.writing() as book:
        if wants:
            book.recipients.rejoin(member.group, member.address, Left.UNSUBSCRIBED)
        else:
            book.recipients.leave(member.group, member.address, office.clock())
        now = book.recipients.member(member.group, member.address)
    return _answer(request, now or member, done=True)


def _member(request: Request, office: Office) -> Member | None:
    leaving = Leaving.of(office.settings, Secrets.load())
    with office.ledger.reading() as book:
        return leaving.member(request.path_params["token"], book)


def _answer(request: Request, member: Member, *, done: bool = False) -> Response:
    link = f"{PATH}/{request.path_params['token']}"
    return answer(request, "leaving.html.j2", member=member, link=link, done=done)


def _unknown(request: Request) -> Response:
    return answer(request, "leaving.html.j2", 404, member=None, link=None, done=False)
