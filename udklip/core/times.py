"""Times are aware, kept in UTC and shown in Copenhagen."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The time now, in UTC."""
    return datetime.now(UTC)


def fixed_clock(moment: datetime) -> Clock:
    """A clock that always says `moment`, which must be aware."""
    return lambda: aware(moment)


def aware(moment: datetime) -> datetime:
    """`moment` in UTC; a naive time is taken to be Copenhagen's, where the press we read lives."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=COPENHAGEN)).astimezone(UTC)


def shown(moment: datetime | None) -> str | None:
    """ISO 8601 with Copenhagen's offset, to the second; null stays null."""
    return moment.astimezone(COPENHAGEN).isoformat(timespec="seconds") if moment else None


def start_of_day(day: date) -> datetime:
    """Midnight in Copenhagen at the start of `day`, in UTC."""
    return aware(datetime.combine(day, time.min))
