"""Which reports are due: the week's on its day, the month's on the first working day of the next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from udklip.core.settings import Schedule
from udklip.core.times import COPENHAGEN, aware
from udklip.schedules.overview.working_days import WorkingDays
from udklip.schedules.reporting.period import Period, month_of, week_of
from udklip.schedules.reporting.values import report_id

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """A period whose report is to go out, and when it was to."""

    period: Period
    at: datetime

    @property
    def letter(self) -> str:
        """The id of its letter, given once."""
        return report_id(self.period)


def due_reports(now: datetime, schedule: Schedule, is_working_day: WorkingDays) -> Iterator[Due]:
    """The newest week's and the newest month's report whose hour has come; elder ones are no news any longer."""
    today = now.astimezone(COPENHAGEN).date()
    for moments in (_weekly(today, schedule), _monthly(today, schedule, is_working_day)):
        yield next(due for due in moments if due.at <= now)


def _weekly(today: date, schedule: Schedule) -> Iterator[Due]:
    day = today - _DAY * ((today.isoweekday() - schedule.report_day.iso) % 7)
    while True:
        yield Due(week_of(day - _DAY * 7), _at(day, schedule))
        day -= _DAY * 7


def _monthly(today: date, schedule: Schedule, is_working_day: WorkingDays) -> Iterator[Due]:
    month = month_of(today)
    while True:
        day = next(day for part in month.slices for day in part.days if is_working_day(day))
        yield Due(month.before, _at(day, schedule))
        month = month.before


def _at(day: date, schedule: Schedule) -> datetime:
    return aware(datetime.combine(day, schedule.report))
