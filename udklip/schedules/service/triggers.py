"""When a job is planned: plain values, and the moments they mean.

Hours are Copenhagen's; the settings refuse those between 02:00 and 03:00, which are there twice or not at all.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from udklip.core.settings import Weekday
from udklip.core.times import COPENHAGEN, aware

DAYS_LOOKED_AT = 60
"""No job rests for longer: past the longest row of days off, and a week on either side."""

Days = Callable[[date], bool]


def every_day(_: date) -> bool:
    """Any day will do."""
    return True


@dataclass(frozen=True, slots=True)
class Every:
    """So many minutes after it last began."""

    minutes: int

    @property
    def interval(self) -> timedelta:
        """The same as a span of time."""
        return timedelta(minutes=self.minutes)

    def __str__(self) -> str:
        return f"every {self.minutes} min" if self.minutes != 1 else "every minute"


@dataclass(frozen=True, slots=True)
class Daily:
    """At `hours` of each of the `days`."""

    hours: tuple[time, ...]
    days: Days = every_day

    def __str__(self) -> str:
        hours = ", ".join(f"{hour:%H:%M}" for hour in sorted(self.hours))
        return f"{hours} daily" if self.days is every_day else f"{hours} on working days"


@dataclass(frozen=True, slots=True)
class Weekly:
    """At `hour` of one day of each week."""

    weekday: Weekday
    hour: time

    def __str__(self) -> str:
        return f"{self.hour:%H:%M} on {self.weekday.capitalize()}s"


Trigger = Every | Daily | Weekly


def latest(trigger: Daily | Weekly, now: datetime) -> datetime | None:
    """The newest moment that `trigger` means, not later than `now`; None where there is none far back."""
    return next((moment for moment in _backwards(trigger, now) if moment <= now), None)


def following(trigger: Daily | Weekly, now: datetime) -> datetime | None:
    """The first moment that `trigger` means, later than `now`."""
    return next((moment for moment in _forwards(trigger, now) if moment > now), None)


def _backwards(trigger: Daily | Weekly, now: datetime) -> Iterator[datetime]:
    today = now.astimezone(COPENHAGEN).date()
    for back in range(DAYS_LOOKED_AT):
        yield from reversed(_moments(trigger, today - timedelta(days=back)))


def _forwards(trigger: Daily | Weekly, now: datetime) -> Iterator[datetime]:
    today = now.astimezone(COPENHAGEN).date()
    for ahead in range(DAYS_LOOKED_AT):
        yield from _moments(trigger, today + timedelta(days=ahead))


def _moments(trigger: Daily | Weekly, day: date) -> list[datetime]:
    """When `trigger` comes on `day`, in order and in UTC."""
    hours: tuple[time, ...] = ()
    if isinstance(trigger, Daily):
        hours = trigger.hours if trigger.days(day) else ()
    elif day.isoweekday() == trigger.weekday.iso:
        hours = (trigger.hour,)
    return sorted(aware(datetime.combine(day, hour)) for hour in hours)
