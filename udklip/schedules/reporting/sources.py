"""What the numbers rest on: how well each source was collected, and which sources came and went."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from udklip.core.item import PressItem
from udklip.core.ledger import VisitRow, VisitState
from udklip.core.ledger.visits import together
from udklip.core.times import start_of_day
from udklip.crawler.discovery.rhythm import silent_after
from udklip.schedules.reporting.coverage import SourceHistory, Watch
from udklip.schedules.reporting.period import Period, Slice, day_of
from udklip.schedules.reporting.values import Basis, Change, SourceDays, SourceLine, SourceNews

_DAY = timedelta(days=1)
_ORDER = tuple(SourceNews)


def basis_of(watch: Watch, period: Period) -> Basis:
    """The days of every source that is watched."""
    days = {each.name: _days(each, watch, period) for each in watch.sources if each.least_often is not None}
    return Basis({name: each for name, each in days.items() if each != SourceDays()}, watch.since, watch.upto)


def source_lines(
    watch: Watch, period: Period, items: Sequence[PressItem], before: Sequence[PressItem] | None
) -> tuple[SourceLine, ...]:
    """The sources that came or went in `period`: added ones first, then those removed, failing and silent."""
    now = Counter(item.source for item in items)
    earlier = None if before is None else Counter(item.source for item in before)
    lines = [
        SourceLine(each.name, *news, Change(now[each.name], None if earlier is None else earlier[each.name]))
        for each in watch.sources
        if (news := _news(each, watch, period))
    ]
    return tuple(sorted(lines, key=lambda line: (_ORDER.index(line.news), line.name)))


def _news(each: SourceHistory, watch: Watch, period: Period) -> tuple[SourceNews, date | None] | None:
    if each.least_often is None:
        # It counts as gone a day after it was asked last, so that one period and no other tells of it.
        gone = each.last and day_of(each.last + _DAY)
        return (
            (SourceNews.REMOVED, day_of(each.last)) if gone and each.last and _within(gone, period) else None
        )
    if failing := _failing_since(each, watch, period):
        return SourceNews.FAILING, failing
    if silent := _silent_since(each):
        return SourceNews.SILENT, silent
    if each.first and _within(day_of(each.first), period) and _came_later(each.first, watch):
        return SourceNews.ADDED, day_of(each.first)
    return None


def _came_later(first: datetime, watch: Watch) -> bool:
    """Whether it was not there when the watch began, for then every source was new."""
    return watch.since is not None and day_of(first) > day_of(watch.since)


def _failing_since(each: SourceHistory, watch: Watch, period: Period) -> date | None:
    """The first of the days of failure that the period ends with."""
    since = None
    for day, state in reversed(list(_states(each, watch, period))):
        if state is not VisitState.FAILED:
            break
        since = day
    return since


def _silent_since(each: SourceHistory) -> date | None:
    """The day of its newest item, if that is longer ago than is like it."""
    allowed = silent_after(list(each.news))
    if allowed is None or not each.visits:
        return None
    newest = max(each.news)
    return day_of(newest) if each.visits[-1].at - newest > allowed else None


def _days(each: SourceHistory, watch: Watch, period: Period) -> SourceDays:
    states = Counter(state for _, state in _states(each, watch, period))
    return SourceDays(states[VisitState.COMPLETE], states[VisitState.PARTIAL], states[VisitState.FAILED])


def _states(each: SourceHistory, watch: Watch, period: Period) -> Iterator[tuple[date, VisitState]]:
    """Its state on every day that it was visited or should have been, until the newest run."""
    if watch.since is None or watch.upto is None or each.least_often is None:
        return
    begun, by_day = day_of(each.first or watch.since), _by_day(each.visits)
    last = each.last_before
    for day in Slice(max(period.first, begun), min(period.last, day_of(watch.upto))).days:
        if visits := by_day.get(day):
            last = visits[-1].at
            yield day, _state(visits)
        elif (last or start_of_day(begun)) + each.least_often < min(start_of_day(day + _DAY), watch.upto):
            yield day, VisitState.FAILED


def _state(visits: Sequence[VisitRow]) -> VisitState:
    """That of its ways' last visits of a day; what a feed lost in between is lost (partial stays partial)."""
    ways: defaultdict[str, list[VisitState]] = defaultdict(list)
    for visit in visits:
        ways[visit.url].append(visit.state)
    return together(
        [VisitState.PARTIAL if VisitState.PARTIAL in states else states[-1] for states in ways.values()]
    )


def _by_day(visits: Sequence[VisitRow]) -> dict[date, list[VisitRow]]:
    by_day: defaultdict[date, list[VisitRow]] = defaultdict(list)
    for visit in visits:
        by_day[day_of(visit.at)].append(visit)
    return dict(by_day)


def _within(day: date, period: Period) -> bool:
    return period.first <= day <= period.last
