"""How the sources stand, kept for a moment: it takes a second to work out for sixty, and changes with a run."""

import time
from dataclasses import dataclass

from udklip.core.ledger import Book
from udklip.core.source import Source
from udklip.schedules.sources.standing import Standing, standing

KEPT_SECONDS = 60


@dataclass(frozen=True, slots=True)
class _Kept:
    state: tuple[int, int, int]
    until: float
    standings: list[Standing]


class Standings:
    """The standing of each source. Safe to ask from several threads."""

    def __init__(self) -> None:
        self._kept: _Kept | None = None

    def of(self, sources: tuple[Source, ...], book: Book) -> list[Standing]:
        """How `sources` stand, as it was when one was last visited, or at most a minute ago."""
        state, kept = book.sources.state(), self._kept
        if kept is None or kept.state != state or kept.until < time.monotonic():
            every = [standing(book, source) for source in sources]
            kept = self._kept = _Kept(state, time.monotonic() + KEPT_SECONDS, every)
        return kept.standings
