"""A ledger of visits and finds as a crawl would have left them, written by hand: no clock has to be waited for."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from udklip.core.ledger import Find, Ledger, StepRow, VisitRow, VisitState
from udklip.core.outcomes import Outcome, Step
from udklip.core.source import Source
from udklip.schedules.sources.standing import Standing, standing

MONDAY = datetime.fromisoformat("2026-11-02T08:00+01:00")
SITE = "https://avisen.example"
FEED, FRONT = f"{SITE}/feed", f"{SITE}/"
AVISEN = Source.model_validate(
    {
        "name": "Avisen",
        "hosts": ["avisen.example"],
        "feeds": [FEED],
        "listings": [{"url": FRONT, "pattern": "/nyt/"}],
    }
)
WAYS = {"feed": FEED, "listing": FRONT}


@dataclass(frozen=True)
class Watched:
    """The source's ledger."""

    store: Path

    @contextmanager
    def ledger(self) -> Iterator[Ledger]:
        """Open it."""
        ledger = Ledger.open(self.store)
        try:
            yield ledger
        finally:
            ledger.close()

    def visit(
        self,
        at: datetime,
        named: dict[str, Sequence[int]],
        outcome: Outcome = Outcome.OK,
        ended: Outcome | None = None,
        source: Source = AVISEN,
    ) -> None:
        """One run in which each way named so many articles; those that are new end as `ended`."""
        state = VisitState.COMPLETE if outcome in (Outcome.OK, Outcome.UNCHANGED) else VisitState.FAILED
        with self.ledger() as ledger, ledger.writing() as book:
            run = book.runs.begin(at)
            for way, numbers in named.items():
                finds = [Find(f"{SITE}/nyt/{n}", source.name, way, WAYS[way], f"Sag {n}") for n in numbers]
                new, _ = book.addresses.find(run, finds, at)
                row = VisitRow(source.name, way, WAYS[way], at, state, outcome, len(finds), len(new))
                book.visits.add(run, row)
                for find in new if ended else ():
                    assert ended
                    book.addresses.finish(run, StepRow(find.url, Step.GROUPED, ended, None, at, "1"))
            book.runs.end(run, at)

    def hourly(self, hours: int, *, then_silent: int = 0, **more: Outcome) -> datetime:
        """An article an hour, named by the feed, then none; gives the time of the last visit."""
        for hour in range(hours + then_silent):
            newest = min(hour, hours - 1)
            self.visit(
                MONDAY + timedelta(hours=hour), {"feed": range(max(0, newest - 9), newest + 1)}, **more
            )
        return MONDAY + timedelta(hours=hours + then_silent - 1)

    def standing(self, source: Source = AVISEN) -> Standing:
        """How the source stands."""
        with self.ledger() as ledger, ledger.reading() as book:
            return standing(book, source)
