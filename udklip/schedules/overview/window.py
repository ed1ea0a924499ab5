"""The stretch of time an overview covers. Windows adjoin: nothing falls between two of them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from udklip.core.times import aware
from udklip.schedules.overview.working_days import WorkingDays, is_working_day

SENDING_HOUR = time(7)
MOST_DAYS_OFF = 30


@dataclass(frozen=True, slots=True)
class Window:
    """From `after`, not included, to `upto`, included; both in UTC."""

    after: datetime
    upto: datetime


def sending_moment(day: date, hour: time = SENDING_HOUR) -> datetime:
    """When the overview of `day` goes out: 07:00 in Copenhagen unless another hour is given, in UTC."""
    return aware(datetime.combine(day, hour))


def window_of(day: date, comes_out: WorkingDays = is_working_day, hour: time = SENDING_HOUR) -> Window:
    """What the overview of `day` covers: everything since that of the last day before it that had one."""
    return Window(sending_moment(day_before(day, comes_out), hour), sending_moment(day, hour))


def day_before(day: date, comes_out: WorkingDays = is_working_day) -> date:
    """The last day before `day` on which an overview comes out."""
    earlier = (day - timedelta(days=back) for back in range(1, MOST_DAYS_OFF))
    return next(filter(comes_out, earlier), day - timedelta(days=MOST_DAYS_OFF))
