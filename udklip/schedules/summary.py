"""What a run came to, by source; the sums balance."""

import time
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
    ledger: Ledger,
    settings: Settings,
    run: int,
    messages: Sequence[str],
    indexed: int,
    not_due: Sequence[str],
    began: float,
) -> Summary:
    """The summary of `run`, read from the ledger; `began` is the monotonic time of its start."""
    with ledger.reading() as book:
        tallies = book.runs.tallies(run)
        states = book.visits.states(run)
        failures = [Failure(*failure) for failure in book.runs.failures(run)]
    names = [source.name for source in settings.sources if source.enabled]
    if INBOX in tallies or settings.inbox_folder.is_dir():
        names.append(INBOX)
    names += [name for name in tallies if name not in names]
    sources = {name: _source(name, tallies.get(name, Tally()), states, not_due) for name in names}
    seconds = round(time.monotonic() - began, 2)
    return Summary(run, settings.index.engine, sources, tuple(failures), tuple(messages), indexed, seconds)


def _source(name: str, tally: Tally, states: dict[str, VisitState], not_due: Sequence[str]) -> SourceSummary:
    if name in not_due:
        return SourceSummary(VisitState.NOT_DUE, tally)
    if name in states:
        return SourceSummary(states[name], tally)
    return SourceSummary(_of_files(tally) if name == INBOX or tally.found else VisitState.FAILED, tally)


def _of_files(tally: Tally) -> VisitState:
    """The inbox's state: every file could be read, some, or none."""
    if not tally.failed:
        return VisitState.COMPLETE
    return VisitState.FAILED if tally.failed == tally.found else VisitState.PARTIAL
