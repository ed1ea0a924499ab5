"""A ledger filled by hand: items that became ready, visits, and runs, each at its time."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from udklip import __version__
from udklip.core.item import PressItem
from udklip.core.ledger import Find, Ledger, StepRow, VisitRow, VisitState
from udklip.core.outcomes import Outcome, Step

READY = (Step.GROUPED, Outcome.READY)


def collect(
    ledger: Ledger,
    at: datetime,
    items: Sequence[PressItem] = (),
    visits: Iterable[VisitRow] = (),
    met: Sequence[Find] = (),
) -> list[PressItem]:
    """One run at `at`: it visited `visits`, met `met` again, and made coverage of `items`; gives them as kept."""
    with ledger.writing() as book:
        run = book.runs.begin(at)
        finds = [Find(item.url, item.source, "feed") for item in items]
        book.addresses.find(run, [*finds, *met], at)
        kept = [book.items.add(item) for item in items]
        for item in kept:
            row = StepRow(item.url, *READY, None, at, __version__)
            book.addresses.settle(row, None, item.id)
            book.addresses.steps(run, [row])
        for visit in visits:
            book.visits.add(run, visit)
        book.runs.end(run, at)
    return kept


def alone(item: PressItem) -> PressItem:
    """The item as it comes to the ledger: no story yet."""
    return replace(item, story="")


def visit(source: str, at: datetime, state: VisitState = VisitState.COMPLETE, way: str = "feed") -> VisitRow:
    """One visit to one way of a source."""
    outcome = Outcome.UNREACHABLE if state is VisitState.FAILED else Outcome.OK
    return VisitRow(source, way, f"https://{source.lower()}.example/{way}", at, state, outcome)
