"""How a source stands: its state, its rhythm, what its ways miss, and what people say it missed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from udklip.core.ledger import Book, Met, Report, Verdict, VisitRow, VisitState, Warned
from udklip.core.ledger.visits import together
from udklip.core.outcomes import Outcome
from udklip.core.source import Source
from udklip.crawler.discovery.recapture import Recapture, recapture
from udklip.crawler.discovery.rhythm import silent_after, usual_gap
from udklip.schedules.sources.due import asked_every

COMPARED_FOR = timedelta(days=30)
REMEMBERED = 400
PAGES_TURNED_AWAY = 0.9
FEWEST_PAGES = 5

_CLOSED = frozenset(
    (
        Outcome.FORBIDDEN,
        Outcome.FOREIGN_HOST,
        Outcome.PRIVATE_ADDRESS,
        Outcome.RIGHTS_RESERVED,
        Outcome.ROBOTS,
    )
)


class SourceState(StrEnum):
    """How a source stands after its last visit.

    `complete`, `partial` and `failed` are those of the visit; `blocked`: it will not let us in; `silent`: it answers,
    and has had nothing new for longer than is like it; `not_due`: it was complete, and the last run left it alone.
    """

    COMPLETE = "complete"
    PARTIAL = "partial"
    FAILED = "failed"
    BLOCKED = "blocked"
    SILENT = "silent"
    NOT_DUE = "not_due"
    NEVER_VISITED = "never_visited"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Recall:
    """Of what people saw elsewhere: how much was here, and how much was not."""

    found: int = 0
    missed: int = 0

    @property
    def share(self) -> float | None:
        """The share that was here; None where nobody told of anything."""
        return self.found / (self.found + self.missed) if self.found + self.missed else None


@dataclass(frozen=True, slots=True)
class Standing:
    """One source. `silent_after` is how long it may be silent, `every` how often it is asked now."""

    source: Source
    state: SourceState
    reason: str | None
    visits: Sequence[VisitRow]
    visited: datetime | None
    complete: datetime | None
    last: Met | None
    usual: timedelta | None
    silent_after: timedelta | None
    every: timedelta
    due: datetime | None
    recapture: Recapture
    recall: Recall
    warnings: Sequence[Warned]


def standing(book: Book, source: Source) -> Standing:
    """How `source` stands, from what the ledger holds."""
    visits = book.visits.newest_of(source.name)
    visited = max((visit.at for visit in visits), default=None)
    newest = book.sources.newest(source.name, REMEMBERED)
    times = [met.when for met in newest]
    last = max(newest, key=lambda met: met.when, default=None)
    every = asked_every(book, source, visited) if visited else source.rhythm
    left_until = book.sources.left_alone(source.name)
    state, reason = _state(source, visits, newest, left_until)
    return Standing(
        source=source,
        state=state,
        reason=reason,
        visits=visits,
        visited=visited,
        complete=book.visits.last_complete(source.name),
        last=last,
        usual=usual_gap(times),
        silent_after=silent_after(times),
        every=every,
        due=visited + every if visited else None,
        recapture=_recaptured(book, source, visited),
        recall=recall_of([report for report in book.sources.reports() if report.source == source.name]),
        warnings=book.sources.standing_warnings(source.name),
    )


def recall_of(reports: Sequence[Report]) -> Recall:
    """The measured recall over `reports`; what was still on its way counts for neither."""
    verdicts = Counter(report.verdict for report in reports)
    return Recall(verdicts[Verdict.FOUND], verdicts[Verdict.MISSED])


def silence(newest: Sequence[Met], visited: datetime) -> str | None:
    """In what way a source was unlike itself at its last visit, if nothing was new for too long; else None."""
    times = [met.when for met in newest]
    allowed, usual = silent_after(times), usual_gap(times)
    if allowed is None or usual is None or visited - max(times) <= allowed:
        return None
    return f"nothing new for {spoken(visited - max(times))}, and usually something every {spoken(usual)}"


def spoken(span: timedelta) -> str:
    """A span of time in the largest unit that says it well."""
    minutes = span.total_seconds() / 60
    if minutes < 90:
        return f"{minutes:.0f} min"
    return f"{minutes / 60:.0f} h" if minutes < 48 * 60 else f"{minutes / 1440:.0f} days"


def _state(
    source: Source, visits: Sequence[VisitRow], newest: Sequence[Met], left_until: datetime | None
) -> tuple[SourceState, str | None]:
    if not source.enabled or not visits:
        return (SourceState.NEVER_VISITED if source.enabled else SourceState.OFF), None
    if why := _blocked(visits, newest):
        return SourceState.BLOCKED, why
    state = together([visit.state for visit in visits])
    if state is VisitState.FAILED:
        return SourceState.FAILED, _reason(visits)
    if silent := silence(newest, max(visit.at for visit in visits)):
        return SourceState.SILENT, silent
    if state is VisitState.PARTIAL:
        return SourceState.PARTIAL, _reason(visits)
    return (SourceState.NOT_DUE if left_until else SourceState.COMPLETE), None


def _blocked(visits: Sequence[VisitRow], newest: Sequence[Met]) -> str | None:
    """Why nothing can be had of the source, where it or robots.txt shuts us out."""
    if all(visit.outcome in _CLOSED for visit in visits):
        return _reason(visits)
    ended = [met.outcome for met in newest[: 10 * FEWEST_PAGES] if met.outcome]
    closed = Counter(outcome for outcome in ended if outcome in _CLOSED)
    if len(ended) < FEWEST_PAGES or closed.total() < PAGES_TURNED_AWAY * len(ended):
        return None
    return f"{closed.total()} of its last {len(ended)} pages were refused ({', '.join(closed)})"


def _reason(visits: Sequence[VisitRow]) -> str | None:
    """The first visit's that was not complete."""
    ill = (visit for visit in visits if visit.state is not VisitState.COMPLETE)
    return next((f"{visit.url}: {visit.reason or visit.outcome}" for visit in ill), None)


def _recaptured(book: Book, source: Source, visited: datetime | None) -> Recapture:
    ways = list(source.ways_in())
    first = book.visits.first_good(source.name)
    all_watched = max(first[way] for way in ways) if all(way in first for way in ways) else None
    met = book.sources.met(source.name, visited - COMPARED_FOR) if visited else []
    return recapture(met, ways, all_watched)
