"""The stretch of time an overview covers. Windows adjoin: nothing falls between two of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from udklip.core.times import aware

SENDING_HOUR = time(7)
MOST_DAYS_OFF = 30

WorkingDays = Callable[[date], bool]


@dataclass(frozen=True, slots=True)
class Window:
    """From `after`, not included, to `upto`, included; both in UTC."""

    after: datetime
    upto: datetime


def is_weekday(day: date) -> bool:
    """Monday to Friday: working days as long as no calendar of public holidays is given."""
    return day.isoweekday() <= 5


def sending_moment(day: date) -> datetime:
    """When the overview of `day` goes out: 07:00 in Copenhagen, in UTC."""
    return aware(datetime.combine(day, SENDING_HOUR))


def window_of(day: date, is_working_day: WorkingDays = is_weekday) -> Window:
    """What the overview of `day` covers: everything since that of the last working day before it."""
    earlier = (day - timedelta(days=back) for back in range(1, MOST_DAYS_OFF))
    last = next(filter(is_working_day, earlier), day - timedelta(days=MOST_DAYS_OFF))
    return Window(sending_moment(last), sending_moment(day))
