"""What a run says of its sources beyond its sums: what looked wrong, and who is silent."""

from collections.abc import Sequence

from udklip.core.ledger import Book, VisitRow, VisitState
from udklip.core.source import Source
from udklip.schedules.sources.standing import REMEMBERED, silence


def noticed(book: Book, sources: Sequence[Source], run: int) -> list[str]:
    """A line for each warning of `run`, and for each source it visited that is silent for longer than is like it."""
    warned = [f"warning: {one.source}: {one.url}: {one.text}" for one in book.sources.warnings(run)]
    visits = [visit for visit in book.visits.of_run(run) if visit.state is not VisitState.FAILED]
    return warned + [line for source in sources if (line := _silent(book, source, visits))]


def _silent(book: Book, source: Source, visits: Sequence[VisitRow]) -> str | None:
    visited = max((visit.at for visit in visits if visit.source == source.name), default=None)
    if visited is None:
        return None
    said = silence(book.sources.newest(source.name, REMEMBERED), visited)
    return f"warning: {source.name} is silent: {said}" if said else None
