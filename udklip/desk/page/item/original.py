"""The bytes as they came, for those who may: handed over as a file, never shown, for they are a stranger's."""

from mimetypes import guess_extension

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from udklip.core.errors import ArchiveError
from udklip.core.ledger.people.values import AuditRow
from udklip.crawler import archive
from udklip.desk.page.gate import person_of
from udklip.desk.page.office import office_of


def original(request: Request) -> Response:
    """`/omtale/ID/original`."""
    office, person = office_of(request), person_of(request)
    identity = request.path_params["id"]
    with office.ledger.reading() as book:
        record = book.addresses.record_of(identity)
    if record is None or person is None:
        raise HTTPException(404)
    try:
        archived = archive.load(office.settings.store_folder / "archive", record)
    except ArchiveError as error:
        raise HTTPException(404) from error
    with office.ledger.writing() as book:
        book.decisions.note_change(AuditRow(office.clock(), person.name, "original", identity))
    kind = archived.headers.get("content-type", "").split(";")[0].strip().lower()
    name = f"udklip-{identity}{guess_extension(kind) or '.bin'}"
    return Response(
        archived.body,
        media_type="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
