"""Kilder: every source with its last visit, those that need attention first."""

from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from udklip.core.ledger import Book, VisitRow, VisitState
from udklip.core.ledger.visits import together
from udklip.core.source import Source
from udklip.desk.page.office import office_of
from udklip.desk.page.rendering import answer

_ATTENTION = (VisitState.FAILED, VisitState.PARTIAL, None, VisitState.COMPLETE)


@dataclass(frozen=True, slots=True)
class Visited:
    """A source with the state of its last visit; None where it was never visited."""

    source: Source
    state: VisitState | None
    at: datetime | None
    complete_at: datetime | None


def sources_page(request: Request) -> Response:
    """`/kilder`."""
    office = office_of(request)
    with office.ledger.reading() as book:
        newest = book.visits.newest()
        sources = [_visited(source, newest.get(source.name, []), book) for source in office.settings.sources]
    enabled = [visited for visited in sources if visited.source.enabled]
    enabled.sort(key=lambda visited: (_ATTENTION.index(visited.state), visited.source.name.casefold()))
    off = [visited.source for visited in sources if not visited.source.enabled]
    return answer(request, "sources.html.j2", sources=enabled, off=off)


def _visited(source: Source, visits: list[VisitRow], book: Book) -> Visited:
    if not visits:
        return Visited(source, None, None, None)
    state = together([visit.state for visit in visits])
    at = max(visit.at for visit in visits)
    complete = at if state is VisitState.COMPLETE else book.visits.last_complete(source.name)
    return Visited(source, state, at, complete)
