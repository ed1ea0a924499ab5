"""Brings visits into the index: how each run's visit to each source went, for the operations dashboard."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Protocol

from udklip.core.ledger import Book, Ledger, Tally, VisitRow, VisitState
from udklip.core.ledger.visits import together
from udklip.core.outcomes import Outcome
from udklip.indexer.visits import SourceVisit
from udklip.schedules.summary import of_files

RUNS_AT_ONCE = 50


class TakesVisits(Protocol):
    """An index, or a version in the making."""

    def write_visits(self, visits: Sequence[SourceVisit]) -> None:
        """See `Index.write_visits`."""
        ...


def send_visits(ledger: Ledger, index: TakesVisits, key: str, last: int) -> None:
    """Send the visits of every run up to `last` that the index called `key` does not hold for good.

    One run goes on at a time, so that those before `last` are over; `last` itself is sent again next time.

    Raises:
        IndexUnavailable: what was not sent still waits.
    """
    while True:
        with ledger.reading() as book:
            runs = book.runs.up_to(last, after=book.indexing.visits_in(key), limit=RUNS_AT_ONCE)
            visits = [visit for number, began in runs for visit in visits_of(book, number, began)]
        if visits:
            index.write_visits(visits)
        over = [number for number, _ in runs if number < last]
        if over:
            with ledger.writing() as book:
                book.indexing.visits_are_in(key, over[-1])
        if len(runs) < RUNS_AT_ONCE:
            return


def visits_of(book: Book, run: int, began: datetime) -> list[SourceVisit]:
    """A row for each source that `run` visited or met addresses of, by name."""
    rows: defaultdict[str, list[VisitRow]] = defaultdict(list)
    for row in book.visits.of_run(run):
        rows[row.source].append(row)
    tallies, ends = book.runs.tallies(run), book.runs.outcomes(run)
    return [
        _visit(run, source, rows[source], tallies.get(source, Tally()), ends.get(source, Counter()), began)
        for source in sorted(rows.keys() | tallies.keys())
    ]


def _visit(
    run: int,
    source: str,
    rows: Sequence[VisitRow],
    tally: Tally,
    ends: Mapping[Outcome, int],
    began: datetime,
) -> SourceVisit:
    ill = (row.reason or row.outcome for row in rows if row.state is not VisitState.COMPLETE)
    return SourceVisit(
        run=run,
        source=source,
        at=min((row.at for row in rows), default=began),
        state=together([row.state for row in rows]) if rows else of_files(tally),
        ways=len(rows),
        outcome=tuple(sorted({str(row.outcome) for row in rows})),
        reason=next(ill, None),
        outcomes={str(outcome): number for outcome, number in sorted(ends.items())},
        **asdict(tally),
    )
