"""Editions: sequences of overviews whose windows adjoin. Groups with the same days, hour and watches share one."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import blake2b

from udklip.core.errors import SettingsError
from udklip.core.settings import Group, Rhythm, Settings, Weekday
from udklip.core.times import COPENHAGEN
from udklip.schedules.overview.window import (
    MOST_DAYS_OFF,
    SENDING_HOUR,
    Window,
    day_before,
    sending_moment,
    window_of,
)
from udklip.schedules.overview.working_days import is_working_day

MAIN = "overblik"
_FRIDAY = 5


@dataclass(frozen=True, slots=True)
class Edition:
    """One sequence of overviews. Without `weekday` it comes out on working days; with `watches` it holds their hits.

    The id of the main one says nothing of its hour, so that another hour in the settings tells nothing twice.
    """

    id: str = MAIN
    hour: time = SENDING_HOUR
    weekday: Weekday | None = None
    watches: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What its readers know it by."""
        return "Ugeoverblik" if self.weekday else "Overblik"

    def comes_out_on(self, day: date) -> bool:
        """Whether there is an overview for `day`; a weekly one that meets a holiday comes on the next working day."""
        if self.weekday is None:
            return is_working_day(day)
        if day.isoweekday() == self.weekday.iso:
            return self.weekday.iso > _FRIDAY or is_working_day(day)
        return self.weekday.iso <= _FRIDAY and is_working_day(day) and self._was_put_off_to(day)

    def moment(self, day: date) -> datetime:
        """When the overview for `day` goes out, in UTC."""
        return sending_moment(day, self.hour)

    def window_of(self, day: date) -> Window:
        """What the overview for `day` covers when every one before it was made in time."""
        return window_of(day, self.comes_out_on, self.hour)

    def day_before(self, day: date) -> date:
        """The day of the overview before that of `day`."""
        return day_before(day, self.comes_out_on)

    def last_due(self, now: datetime) -> date:
        """The last day whose overview should have gone out by `now`."""
        today = now.astimezone(COPENHAGEN).date()
        due = self.comes_out_on(today) and self.moment(today) <= now
        return today if due else self.day_before(today)

    def next_due(self, now: datetime) -> date:
        """The first day whose overview is still to go out at `now`."""
        today = now.astimezone(COPENHAGEN).date()
        coming = (today + timedelta(days=ahead) for ahead in range(MOST_DAYS_OFF))
        return next(day for day in coming if self.comes_out_on(day) and self.moment(day) > now)

    def _was_put_off_to(self, day: date) -> bool:
        earlier = day - timedelta(days=1)
        while not is_working_day(earlier):
            if self.weekday and earlier.isoweekday() == self.weekday.iso:
                return True
            earlier -= timedelta(days=1)
        return False


def main_edition(settings: Settings) -> Edition:
    """The daily overview of everything, which is there whether or not anybody gets it."""
    return Edition(hour=settings.schedule.overview)


def edition_of(group: Group, settings: Settings) -> Edition | None:
    """The edition that `group` gets; None where it is told at once."""
    if group.rhythm is Rhythm.AT_ONCE:
        return None
    weekday = group.weekday if group.rhythm is Rhythm.WEEKLY else None
    hour = group.hour or settings.schedule.overview
    watches = tuple(sorted(set(group.watches)))
    if weekday is None and not watches and hour == settings.schedule.overview:
        return main_edition(settings)
    return Edition(_name(hour, weekday, watches), hour, weekday, watches)


def editions_of(settings: Settings) -> dict[Edition, list[Group]]:
    """Every edition with the groups that get it, the main one first."""
    editions: dict[Edition, list[Group]] = {main_edition(settings): []}
    for group in settings.groups:
        if edition := edition_of(group, settings):
            editions.setdefault(edition, []).append(group)
    return editions


def edition_named(group: str | None, settings: Settings) -> Edition:
    """The edition of the group with this name, or the main one.

    Raises:
        SettingsError: there is no such group, or it gets no overview.
    """
    if group is None:
        return main_edition(settings)
    block = settings.group(group)
    if block is None:
        names = ", ".join(each.name for each in settings.groups) or "there are none"
        raise SettingsError(f"--group: no group is called {group!r} in the settings ({names})")
    if not (edition := edition_of(block, settings)):
        raise SettingsError(f"--group: {group!r} is told at once and gets no overview")
    return edition


def _name(hour: time, weekday: Weekday | None, watches: tuple[str, ...]) -> str:
    parts = [f"ugeoverblik-{weekday}" if weekday else MAIN, f"{hour:%H%M}"]
    if watches:
        parts.append(blake2b("\n".join(watches).encode(), digest_size=4).hexdigest())
    return "-".join(parts)
