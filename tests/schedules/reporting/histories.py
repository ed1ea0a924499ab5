"""Made-up histories of sources: visited every day at six, in the state that a test says."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from schedules.collected import visit
from schedules.reporting.made_up import noon

from udklip.core.ledger import VisitState
from udklip.schedules.reporting.coverage import SourceHistory, Watch
from udklip.schedules.reporting.period import Period

LONG_AGO = date(2019, 1, 1)
DAY = timedelta(days=1)

StateOf = Callable[[date], VisitState | None]


def complete(_: date) -> VisitState | None:
    """What a source without any fault is on every day."""
    return VisitState.COMPLETE


def history(
    period: Period,
    name: str,
    states: StateOf = complete,
    *,
    first: date = LONG_AGO,
    watched: bool = True,
    last: date | None = None,
    news: Sequence[datetime] = (),
) -> SourceHistory:
    """A source that was visited from `first` on, on the days that have a state; `last` where it ended."""
    days = [day for part in period.slices for day in part.days if day >= first]
    visits = [visit(name, noon(day, 6), state) for day in days if (state := states(day))]
    before = noon(period.first - DAY, 6) if first < period.first else None
    ended = noon(last, 6) if last else period.end
    return SourceHistory(name, DAY if watched else None, noon(first, 6), ended, before, visits, news)


def watch(period: Period, *sources: SourceHistory, since: date = LONG_AGO, upto: date | None = None) -> Watch:
    """A watch that went on past the end of the period, unless said otherwise."""
    return Watch(noon(since, 6), noon(upto or period.last + DAY, 7), sources)
