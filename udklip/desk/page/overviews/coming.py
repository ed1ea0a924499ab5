"""The next overview as it stands: read, edited and looked at as the mail it will be."""

import base64
from dataclasses import dataclass
from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from udklip.core.errors import SettingsError
from udklip.core.ledger import Edit
from udklip.core.letter import Letter, LetterKind
from udklip.core.rights import Audience
from udklip.desk.editing import Asked, Overtaken, carry_out, listed
from udklip.desk.page.gate import Form, person_of
from udklip.desk.page.guard import FRAMED
from udklip.desk.page.office import Office, office_of
from udklip.desk.page.overviews.archive import sent_overviews
from udklip.desk.page.rendering import answer
from udklip.desk.page.search.asked import Fault
from udklip.schedules.overview.editions import Edition, editions_of, main_edition
from udklip.schedules.overview.from_ledger import overview_of
from udklip.schedules.overview.rendering.letter import to_letter
from udklip.schedules.overview.values import Overview

TOO_LATE = Fault(
    "too_late", "Overblikket er sendt, eller historien er ikke i det mere. Her er det, som det ser ud nu."
)


@dataclass(frozen=True, slots=True)
class Coming:
    """An overview that is still to go out; `version` is what an edit says it has seen."""

    edition: Edition
    day: date
    overview: Overview
    edits: tuple[Edit, ...]
    version: int


def overviews_page(request: Request) -> Response:
    """`/overblik`: the next one, and those that were sent."""
    return _page(request, None)


def edit(request: Request, form: Form) -> Response:
    """Leave a story out, move it up, comment on it, or take the last edit back."""
    office, person = office_of(request), person_of(request)
    coming = _edition(office, form.get("edition", ""))
    day, now = _day(form.get("dag", "")), office.clock()
    asked, seen = _asked(form), form.get("version", "")
    if day is None or asked is None or not (seen.isascii() and seen.isdigit()):
        raise HTTPException(400)
    who = person.name if person else ""
    try:
        carry_out(office.ledger, office.settings, coming, day, asked, who, now, seen=int(seen[:9]))
    except Overtaken:
        return _page(request, _overtaken(office, coming, day), 409)
    except SettingsError:
        return _page(request, TOO_LATE, 409)
    return RedirectResponse(f"/overblik?udgave={coming.id}{_place(form)}", status_code=303)


def preview(request: Request) -> Response:
    """`/overblik/naeste.html`: the mail as it would go out now."""
    office = office_of(request)
    edition = _edition(office, request.query_params.get("udgave", ""))
    audience = Audience.MEMBERS if request.query_params.get("til") == Audience.MEMBERS else Audience.STAFF
    day = edition.next_due(office.clock())
    overview = overview_of(day, office.settings, office.ledger, edition=edition, audience=audience)
    return framed(to_letter(overview))


def sent(request: Request) -> Response:
    """`/overblik/sendt/ID.html`: a letter as it went out."""
    with office_of(request).ledger.reading() as book:
        letter = book.outbox.letter(request.path_params["id"])
    if letter is None or letter.kind is not LetterKind.OVERVIEW or not letter.html:
        raise HTTPException(404)
    return framed(letter)


def framed(letter: Letter) -> Response:
    """A letter to stand in a frame, its pictures inside it."""
    page = letter.html
    for picture in letter.pictures:
        inside = f"data:image/png;base64,{base64.b64encode(picture.png).decode()}"
        page = page.replace(f"cid:{picture.name}", inside)
    return HTMLResponse(page, headers=FRAMED)


def _page(request: Request, fault: Fault | None, status: int = 200) -> Response:
    office = office_of(request)
    edition = _edition(office, request.query_params.get("udgave", ""))
    return answer(
        request,
        "overviews.html.j2",
        status,
        coming=_coming(office, edition),
        editions=list(editions_of(office.settings)),
        posted=sent_overviews(office),
        fault=fault,
    )


def _coming(office: Office, edition: Edition) -> Coming:
    day = edition.next_due(office.clock())
    state = listed(office.ledger, office.settings, edition, day)
    return Coming(edition, day, state.overview, state.edits, state.version)


def _overtaken(office: Office, edition: Edition, day: date) -> Fault:
    state = listed(office.ledger, office.settings, edition, day)
    who = state.edits[-1].who if state.edits else None
    told = f"{who or 'En anden'} har ændret overblikket, siden du hentede siden. Din ændring er ikke gemt."
    return Fault("overtaken", f"{told} Her er det, som det ser ud nu.")


def _edition(office: Office, name: str) -> Edition:
    there = {edition.id: edition for edition in editions_of(office.settings)}
    return there.get(name, main_edition(office.settings))


def _asked(form: Form) -> Asked | None:
    story = form.get("historie", "")
    match form.get("goer"):
        case "udelad" if story:
            return Asked(leave_out=story)
        case "flyt" if story:
            return Asked(move_up=story)
        case "kommentar" if story and form.get("ord", "").strip():
            return Asked(comment=(story, form["ord"]))
        case "fortryd":
            return Asked(undo=True)
    return None


def _place(form: Form) -> str:
    """Where on the page one goes on: whoever goes through the list is not sent back to its top."""
    story = form.get("hen", "")
    return f"#h{story}" if story.isascii() and story.isalnum() else ""


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
