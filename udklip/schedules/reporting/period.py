"""The days a report covers, in Copenhagen, and the parts they are shown by."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from udklip.core.times import COPENHAGEN, start_of_day

#: Up to so many days are shown day by day, more of them week by week.
MOST_DAYS_SHOWN = 14
_DAY = timedelta(days=1)
_WEEK = re.compile(r"(\d{4})-?[Ww](\d{1,2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_QUARTER = re.compile(r"(\d{4})-?[QqKk]([1-4])")


class PeriodKind(StrEnum):
    """What sort of period it is; the one before is of the same sort."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of a period: one day, or the days of one ISO week that are in it. `last` is included."""

    first: date
    last: date

    @property
    def days(self) -> list[date]:
        """Every day of it."""
        return [self.first + _DAY * count for count in range((self.last - self.first).days + 1)]


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included."""

    kind: PeriodKind
    first: date
    last: date

    @property
    def id(self) -> str:
        """A short name that sorts: 2020-W48, 2020-11, 2020-Q4 or 2020-11-02_2020-11-08."""
        match self.kind:
            case PeriodKind.WEEK:
                return f"{self.first:%G-W%V}"
            case PeriodKind.MONTH:
                return f"{self.first:%Y-%m}"
            case PeriodKind.QUARTER:
                return f"{self.first.year}-Q{(self.first.month + 2) // 3}"
        return f"{self.first.isoformat()}_{self.last.isoformat()}"

    @property
    def start(self) -> datetime:
        """Its first moment, in UTC."""
        return start_of_day(self.first)

    @property
    def end(self) -> datetime:
        """The first moment after it, in UTC."""
        return start_of_day(self.last + _DAY)

    @property
    def before(self) -> "Period":
        """The period of the same sort that it adjoins."""
        last = self.first - _DAY
        match self.kind:
            case PeriodKind.MONTH:
                return Period(self.kind, last.replace(day=1), last)
            case PeriodKind.QUARTER:
                return Period(self.kind, last.replace(month=last.month - 2, day=1), last)
        return Period(self.kind, last - (self.last - self.first), last)

    @property
    def by_day(self) -> bool:
        """Whether it is shown day by day, and not week by week."""
        return (self.last - self.first).days < MOST_DAYS_SHOWN

    @property
    def slices(self) -> tuple[Slice, ...]:
        """Its parts in order; they adjoin and hold each of its days once."""
        return tuple(self._slices())

    def _slices(self) -> Iterator[Slice]:
        first = self.first
        while first <= self.last:
            sunday = first + _DAY * (7 - first.isoweekday())
            last = first if self.by_day else min(sunday, self.last)
            yield Slice(first, last)
            first = last + _DAY


def day_of(moment: datetime) -> date:
    """The day of `moment` in Copenhagen."""
    return moment.astimezone(COPENHAGEN).date()


def week_of(day: date) -> Period:
    """The ISO week that holds `day`."""
    monday = day - _DAY * (day.isoweekday() - 1)
    return Period(PeriodKind.WEEK, monday, monday + _DAY * 6)


def month_of(day: date) -> Period:
    """The month that holds `day`."""
    return Period(PeriodKind.MONTH, day.replace(day=1), _last_of_month(day.year, day.month))


def days_between(first: date, last: date) -> Period:
    """Any days.

    Raises:
        ValueError: `last` is before `first`.
    """
    if last < first:
        raise ValueError(f"{last} is before {first}")
    return Period(PeriodKind.DAYS, first, last)


def read_week(text: str) -> Period:
    """The week written as 2020-W48.

    Raises:
        ValueError: there is no such week.
    """
    match = _matched(_WEEK, text)
    return week_of(date.fromisocalendar(int(match[1]), int(match[2]), 1))


def read_month(text: str) -> Period:
    """The month written as 2020-11.

    Raises:
        ValueError: there is no such month.
    """
    match = _matched(_MONTH, text)
    return month_of(date(int(match[1]), int(match[2]), 1))


def read_quarter(text: str) -> Period:
    """The quarter written as 2020-Q4.

    Raises:
        ValueError: there is no such quarter.
    """
    match = _matched(_QUARTER, text)
    year, last = int(match[1]), int(match[2]) * 3
    return Period(PeriodKind.QUARTER, date(year, last - 2, 1), _last_of_month(year, last))


def _matched(pattern: re.Pattern[str], text: str) -> re.Match[str]:
    if match := pattern.fullmatch(text.strip()):
        return match
    raise ValueError(text)


def _last_of_month(year: int, month: int) -> date:
    return (date(year, month, 28) + _DAY * 4).replace(day=1) - _DAY
