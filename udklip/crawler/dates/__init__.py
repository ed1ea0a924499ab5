"""Dates as Danish pages print them and as machines write them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime

from udklip.core.times import COPENHAGEN, aware
from udklip.crawler.dates import forms

LATEST = timedelta(days=1)
"""How far beyond `now` a date may lie: clocks and zones are off, publication is not in the future."""

_DAYS = (forms.ISO, forms.YEAR_FIRST, forms.NAMED, forms.MONTH_FIRST, forms.NUMBERED)
_LINE = 80


@dataclass(frozen=True, slots=True)
class Stamp:
    """A moment in UTC; `exact` where the string gave a time of day and not only a day."""

    when: datetime
    exact: bool


def parse_danish(text: str, now: datetime) -> datetime | None:
    """The moment that `text` prints, in UTC; null where it has none or one in the future.

    `now` (aware) is what "i går" and a date without year are counted from. A time without zone is
    Copenhagen's; a day without time is its midnight there.
    """
    found = parse_stamp(text, now)
    return found.when if found else None


def parse_stamp(text: str, now: datetime) -> Stamp | None:
    """As `parse_danish`, and whether the time of day was given."""
    text = text.translate(forms.PLAIN)
    label = forms.PUBLISHED.search(text)
    text = (text[label.end() :] if label else text).strip()
    for way in _WAYS:
        try:
            found = way(text, now)
        except (ValueError, OverflowError):
            continue
        if found:
            return found if datetime(1900, 1, 1, tzinfo=UTC) < found.when <= now + LATEST else None
    return None


def bears_day(text: str) -> bool:
    """Whether a day is written in `text`, as machines or people write it."""
    return any(pattern.search(text) for pattern in _DAYS)


def is_date_line(line: str) -> bool:
    """Whether `line` gives a day, a time of day perhaps, and says nothing more."""
    if len(line) > _LINE:
        return False
    rest = line.translate(forms.PLAIN)
    for pattern in (*_DAYS, forms.CLOCK, forms.BARE_CLOCK):
        rest = pattern.sub(" ", rest)
    rest = forms.BESIDES.sub(" ", rest)
    return not any(map(str.isalnum, rest)) and bears_day(line)


def _iso(text: str, _: datetime) -> Stamp | None:
    found = forms.ISO.search(text)
    if not found:
        return None
    year, month, day, hour, minute = map(int, found.groups()[:5])
    moment = datetime(year, month, day, hour, minute, int(found[6] or 0))  # noqa: DTZ001 the zone follows
    zone = (found[7] or "").upper()
    if zone:
        offset = "+00:00" if zone in {"Z", "UTC", "GMT"} else f"{zone}:00" if len(zone) == 3 else zone
        moment = datetime.fromisoformat(moment.isoformat() + offset)
    # Midnight is what systems write when they know the day alone.
    return Stamp(aware(moment), exact=(moment.hour, moment.minute, moment.second) != (0, 0, 0))


def _epoch(text: str, _: datetime) -> Stamp | None:
    """Seconds, or thousandths of them, since 1970."""
    found = forms.EPOCH.match(text)
    return Stamp(datetime.fromtimestamp(int(found[1]), UTC), exact=True) if found else None


def _rfc(text: str, _: datetime) -> Stamp | None:
    return Stamp(aware(parsedate_to_datetime(text)), exact=True) if forms.RFC.search(text) else None


def _printed(text: str, now: datetime) -> Stamp | None:
    for pattern in (
        forms.YEAR_FIRST,
        forms.COMPACT,
        forms.NAMED,
        forms.MONTH_FIRST,
        forms.NUMBERED,
        forms.DAY_MONTH,
    ):
        found = pattern.search(text)
        if found is None or forms.RANGE.search(text[: found.start()]):
            continue
        day = _day(found.groupdict(), now)
        if day:
            return _on(day, text[: found.start()] + " " + text[found.end() :])
    return None


def _day(parts: dict[str, str | None], now: datetime) -> date | None:
    name = parts.get("name")
    month = forms.MONTH_NUMBER[name.lower()] if name else int(parts["month"] or 0)
    day, year = int(parts["day"] or 0), parts.get("year")
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    if year:
        return date(_century(int(year), now), month, day)
    return _last_time(month, day, now)


def _century(year: int, now: datetime) -> int:
    if year > 99:
        return year
    return 2000 + year if year <= now.year % 100 + 1 else 1900 + year


def _last_time(month: int, day: int, now: datetime) -> date | None:
    """The latest such day that is not in the future; eight years reach back to a 29 February."""
    latest = (now + LATEST).astimezone(COPENHAGEN).date()
    for year in range(latest.year, latest.year - 8, -1):
        try:
            candidate = date(year, month, day)
        except ValueError:
            continue
        if candidate <= latest:
            return candidate
    return None


def _relative(text: str, now: datetime) -> Stamp | None:
    if forms.JUST_NOW.search(text):
        return Stamp(now.astimezone(UTC), exact=True)
    if forms.QUARTER.search(text):
        return _before("15", "minutes", now)
    ago = forms.AGO.search(text)
    if ago:
        return _before(ago[1].lower(), forms.UNIT_OF[ago[2].lower()], now)
    today = now.astimezone(COPENHAGEN).date()
    for pattern, days in forms.DAYS_BACK:
        if pattern.search(text):
            return _on(today - timedelta(days=days), text)
    weekday = forms.WEEKDAY.search(text)
    if weekday:
        back = (today.weekday() - forms.WEEKDAYS.index(weekday[1][:3].lower())) % 7
        return _on(today - timedelta(days=back), text)
    return None


def _before(count: str, unit: str, now: datetime) -> Stamp:
    number = forms.COUNTS[count] if count in forms.COUNTS else float(count)
    when = now.astimezone(UTC) - timedelta(**{unit: number})
    if unit in {"days", "weeks"}:
        return Stamp(_midnight(when.astimezone(COPENHAGEN).date()), exact=False)
    return Stamp(when.replace(second=0, microsecond=0), exact=True)


def _on(day: date, rest: str) -> Stamp:
    """`day` at the time of day that the rest of the string gives, if any."""
    found = forms.CLOCK.search(rest) or forms.BARE_CLOCK.search(rest)
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
    if found and found.re is forms.BARE_CLOCK and found[3]:
        hour = hour % 12 + (12 if found[3].lower() == "p" else 0)
    if hour > 23 or minute > 59:
        return Stamp(_midnight(day), exact=False)
    return Stamp(aware(datetime.combine(day, time(hour, minute))), exact=True)


def _midnight(day: date) -> datetime:
    return aware(datetime.combine(day, time.min))


_WAYS: tuple[Callable[[str, datetime], Stamp | None], ...] = (_iso, _epoch, _rfc, _printed, _relative)
