"""What a run came to, by source; the sums balance."""

from collections.abc import Sequence
from dataclasses import dataclass

from udklip.core.ledger import Ledger, Tally, VisitState
from udklip.core.outcomes import Outcome
from udklip.core.settings import INBOX, Engine, Settings


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """A source's state and what its addresses came to; found is new + known + off topic + refused + failed."""

    state: VisitState
    tally: Tally
    fetched: int = 0


@dataclass(frozen=True, slots=True)
class Failure:
    """An address, file or way that failed, with its outcome and the reason."""

    url: str
    outcome: Outcome
    reason: str | None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did. `indexed` counts items written into the index."""

    run: int
    engine: Engine
    sources: dict[str, SourceSummary]
    failures: tuple[Failure, ...]
    messages: tuple[str, ...]
    indexed: int
    seconds: float

    @property
    def nothing_could_be_read(self) -> bool:
        """Whether there were sources, and every one of them failed."""
        states = [source.state for source in self.sources.values() if source.state is not VisitState.NOT_DUE]
        return bool(states) and all(state is VisitState.FAILED for state in states)


def summarise(
    ledger: Ledger, settings: Settings, run: int, not_due: Sequence[str]
) -> dict[str, SourceSummary]:
    """What every enabled source, and the inbox, came to in `run`, read from the ledger."""
    with ledger.reading() as book:
        tallies = book.runs.tallies(run)
        states = book.visits.states(run)
        fetched = book.runs.fetched(run)
    names = [source.name for source in settings.sources if source.enabled]
    if INBOX in tallies or settings.inbox_folder.is_dir():
        names.append(INBOX)
    names += [name for name in tallies if name not in names]
    summaries = {}
    for name in names:
        tally = tallies.get(name, Tally())
        summaries[name] = SourceSummary(_state(name, tally, states, not_due), tally, fetched.get(name, 0))
    return summaries


def failures_of(ledger: Ledger, run: int) -> tuple[Failure, ...]:
    """Everything that failed in `run`."""
    with ledger.reading() as book:
        return tuple(Failure(*failure) for failure in book.runs.failures(run))


def _state(name: str, tally: Tally, states: dict[str, VisitState], not_due: Sequence[str]) -> VisitState:
    if name in not_due:
        return VisitState.NOT_DUE
    if name in states:
        return states[name]
    return of_files(tally) if name == INBOX or tally.found else VisitState.FAILED


def of_files(tally: Tally) -> VisitState:
    """The inbox's state: every file could be read, some, or none."""
    if not tally.failed:
        return VisitState.COMPLETE
    return VisitState.FAILED if tally.failed == tally.found else VisitState.PARTIAL
