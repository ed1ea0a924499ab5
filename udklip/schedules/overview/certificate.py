"""The coverage certificate: in what state every source was at the end of a window, from its visits."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from udklip.core.ledger import Tally, VisitRow, VisitState
from udklip.core.ledger.visits import together
from udklip.core.settings import INBOX
from udklip.core.source import Source
from udklip.schedules.overview.values import Certificate, SourceLine
from udklip.schedules.overview.window import Window


@dataclass(frozen=True, slots=True)
class Visited:
    """What the ledger knows of a window: visits, sums, when each source was last visited, and whether anything ran."""

    visits: Sequence[VisitRow]
    tallies: Mapping[str, Tally]
    last: Mapping[str, datetime | None]
    ran: bool


def certify(sources: Sequence[Source], window: Window, visited: Visited, *, with_inbox: bool) -> Certificate:
    """The certificate of `window` over the enabled sources, the inbox where there is one, and whatever was counted."""
    tallies = visited.tallies
    lines = {
        source.name: SourceLine(_state(source, window, visited), tallies.get(source.name, Tally()))
        for source in sources
        if source.enabled
    }
    if with_inbox or INBOX in tallies:
        tally = tallies.get(INBOX, Tally())
        lines[INBOX] = SourceLine(_state_of_files(tally, ran=visited.ran), tally)
    for name in sorted(tallies.keys() - lines.keys()):
        states = _states(name, visited.visits)
        lines[name] = SourceLine(together(states) if states else VisitState.NOT_DUE, tallies[name])
    return Certificate(lines)


def _state(source: Source, window: Window, visited: Visited) -> VisitState:
    """By its visits; without one, whether it had to be asked."""
    if states := _states(source.name, visited.visits):
        return together(states)
    last = visited.last.get(source.name)
    not_due = last is not None and last + source.least_often > window.upto
    return VisitState.NOT_DUE if not_due else VisitState.FAILED


def _states(name: str, visits: Sequence[VisitRow]) -> list[VisitState]:
    """The state of each way: its last visit's, but what a feed lost in between is lost (partial stays partial)."""
    ways: defaultdict[str, list[VisitState]] = defaultdict(list)
    for visit in visits:
        if visit.source == name:
            ways[visit.url].append(visit.state)
    return [VisitState.PARTIAL if VisitState.PARTIAL in states else states[-1] for states in ways.values()]


def _state_of_files(tally: Tally, *, ran: bool) -> VisitState:
    if not ran or (tally.found and tally.failed == tally.found):
        return VisitState.FAILED
    return VisitState.PARTIAL if tally.failed else VisitState.COMPLETE
