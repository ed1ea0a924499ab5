"""What people do with an item: stars, "ikke relevant", tags, notes. Each can be taken back and stands in the audit."""

from collections.abc import Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from udklip.core.ledger import Book
from udklip.core.ledger.people.values import AuditRow, MarkKind
from udklip.core.links import own_path
from udklip.desk.access.logging_in import Person
from udklip.desk.page.gate import Form, person_of
from udklip.desk.page.office import office_of

LONGEST_NOTE = 4_000
LONGEST_TAG = 60

Change = Callable[[Book, str, Person, Form, Request], AuditRow | None]


def changing(change: Change) -> Callable[[Request, Form], Response]:
    """The view that carries `change` out on the item of the address, and goes back to where it came from."""

    def view(request: Request, form: Form) -> Response:
        office, person = office_of(request), person_of(request)
        if person is None:
            raise HTTPException(401)
        with office.ledger.writing() as book:
            item = book.items.get(request.path_params["id"])
            if item is None:
                raise HTTPException(404)
            if row := change(book, item.id, person, form, request):
                book.decisions.note_change(row)
        return RedirectResponse(own_path(form.get("tilbage", "")) or f"/omtale/{item.id}", status_code=303)

    return view


def star(book: Book, item: str, person: Person, form: Form, request: Request) -> AuditRow | None:
    """Set or take one's own star."""
    return _mark(book, item, person, MarkKind.STAR, off="fra" in form, request=request)


def not_relevant(book: Book, item: str, person: Person, form: Form, request: Request) -> AuditRow | None:
    """Say for the team that an item is not relevant, or take it back."""
    return _mark(book, item, person, MarkKind.NOT_RELEVANT, off="fra" in form, request=request)


def tag(book: Book, item: str, person: Person, form: Form, request: Request) -> AuditRow | None:
    """Tag an item, or take a tag off."""
    now = office_of(request).clock()
    name = " ".join(form.get("tag", "").split())[:LONGEST_TAG]
    if not name:
        return None
    if "fra" in form:
        book.decisions.take_tag(item, name)
        return AuditRow(now, person.name, "tag_off", item, name)
    book.decisions.set_tag(item, name, person.name, now)
    return AuditRow(now, person.name, "tag", item, name)


def note(book: Book, item: str, person: Person, form: Form, request: Request) -> AuditRow | None:
    """Write a note, or take one's own back."""
    now = office_of(request).clock()
    if number := form.get("fra", ""):
        taken = (
            number.isascii() and number.isdigit() and book.decisions.take_note(int(number[:9]), person.name)
        )
        return AuditRow(now, person.name, "note_off", item) if taken else None
    words = form.get("note", "").strip()[:LONGEST_NOTE]
    if not words:
        return None
    book.decisions.write(item, person.name, words, now)
    return AuditRow(now, person.name, "note", item)


def _mark(book: Book, item: str, person: Person, kind: MarkKind, *, off: bool, request: Request) -> AuditRow:
    now = office_of(request).clock()
    if off:
        book.decisions.take_mark(item, kind, person.name)
        return AuditRow(now, person.name, f"{kind}_off", item)
    book.decisions.set_mark(item, kind, person.name, now)
    return AuditRow(now, person.name, kind, item)
