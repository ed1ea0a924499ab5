"""Dates as Danish pages print them and as machines write them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime

from udklip.core.times import COPENHAGEN, aware

LATEST = timedelta(days=1)
"""How far beyond `now` a date may lie: clocks and zones are off, publication is not in the future."""

_MONTHS = (
    "januar jan january",
    "februar feb febr february",
    "marts mar mrt march",
    "april apr",
    "maj may",
    "juni jun june",
    "juli jul july",
    "august aug",
    "september sep sept",
    "oktober okt october oct",
    "november nov",
    "december dec",
)
_MONTH_NUMBER = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_MONTH = "|".join(sorted(_MONTH_NUMBER, key=len, reverse=True))
_WEEKDAYS = ("man", "tir", "ons", "tor", "fre", "lør", "søn")
_COUNTS = {word: n for n, word in enumerate("nul et to tre fire fem seks syv otte ni ti".split())} | {"en": 1}
_UNITS = {"s": "seconds", "m": "minutes", "t": "hours", "d": "days", "u": "weeks"}

_PUBLISHED = re.compile(
    r"(?:publiceret|offentliggjort|udgivet|bragt|oprettet|dato|published)\b[\s:.|-]*", re.I
)
_ISO = re.compile(
    r"(?<!\d)(\d{4})-?(\d\d)-?(\d\d)(?:T|\s+)(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?"
    r"\s?(Z|UTC|GMT|[+-]\d\d:?\d\d)?(?![\d:])",
    re.I,
)
_RFC = re.compile(r"\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d")
_YEAR_FIRST = re.compile(r"(?<!\d)(?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})(?!\d)")
_COMPACT = re.compile(r"^\s*(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)\s*$")
_NAMED = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})\.?\s*(?P<name>{_MONTH})\b\.?,?"
    r"(?:\s*['’]?(?P<year>\d{4}|\d{2}(?![\d.:])))?",
    re.I,
)
_MONTH_FIRST = re.compile(
    rf"(?<![a-zæøå])(?P<name>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b", re.I
)
_NUMBERED = re.compile(
    r"(?<![\d.:/-])(?P<day>\d{1,2})\s?[./-]\s?(?P<month>\d{1,2})(?:\s?[./-]\s?|\s+(?=\d{4}))"
    r"(?P<year>\d{4}|\d{2})(?!\d)"
)
_DAY_MONTH = re.compile(r"(?<![\d.:/-])(?P<day>\d{1,2})/(?P<month>\d{1,2})(?!\d|/)")
_CLOCK = re.compile(r"(?:kl\.?|klokken)\s*(\d{1,2})(?:[.:](\d\d))?(?!\d)", re.I)
_BARE_CLOCK = re.compile(r"(?<![\d.:/-])(\d{1,2})[.:]([0-5]\d)(?:[.:][0-5]\d)?(?![\d/-])")
_AGO = re.compile(
    r"(?:\bfor\s+(?:ca\.?|cirka|omkring|under)?\s*|^\s*)(\d{1,3}|" + "|".join(_COUNTS) + r")\s*"
    r"(s(?:ek(?:und(?:er)?)?)?|m(?:in(?:ut(?:ter)?)?)?|t(?:im(?:e|er)?)?|d(?:ag|age|øgn)?|u(?:ge|ger)?)"
    r"\b\.?(?:\s+siden)?",
    re.I,
)
_DAYS_BACK = (
    (re.compile(r"\bi\s?forgårs\b", re.I), 2),
    (re.compile(r"\bi\s?(?:går|aftes)\b", re.I), 1),
    (re.compile(r"\bi\s?(?:dag|morges|formiddags|eftermiddag|aften)\b", re.I), 0),
)
_JUST_NOW = re.compile(r"\b(?:lige|netop) nu\b|\bfor (?:lidt|et øjeblik) siden\b", re.I)
_WEEKDAY = re.compile(
    r"(?:^|\bi\s|\bsidste\s)\s*(mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag)s?\b", re.I
)


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
    label = _PUBLISHED.search(text)
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
    return any(pattern.search(text) for pattern in (_ISO, _YEAR_FIRST, _NAMED, _MONTH_FIRST, _NUMBERED))


def _iso(text: str, _: datetime) -> Stamp | None:
    found = _ISO.search(text)
    if not found:
        return None
    year, month, day, hour, minute = map(int, found.groups()[:5])
    moment = datetime(year, month, day, hour, minute, int(found[6] or 0))  # noqa: DTZ001 the zone follows
    zone = (found[7] or "").upper()
    if zone:
        offset = "+00:00" if zone in {"Z", "UTC", "GMT"} else zone
        moment = datetime.fromisoformat(moment.isoformat() + offset)
    # Midnight is what systems write when they know the day alone.
    return Stamp(aware(moment), exact=(moment.hour, moment.minute, moment.second) != (0, 0, 0))


def _rfc(text: str, _: datetime) -> Stamp | None:
    return Stamp(aware(parsedate_to_datetime(text)), exact=True) if _RFC.search(text) else None


def _printed(text: str, now: datetime) -> Stamp | None:
    for pattern in (_YEAR_FIRST, _COMPACT, _NAMED, _MONTH_FIRST, _NUMBERED, _DAY_MONTH):
        found = pattern.search(text)
        day = _day(found.groupdict(), now) if found else None
        if found and day:
            return _on(day, text[: found.start()] + " " + text[found.end() :])
    return None


def _day(parts: dict[str, str | None], now: datetime) -> date | None:
    name = parts.get("name")
    month = _MONTH_NUMBER[name.lower()] if name else int(parts["month"] or 0)
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
    if _JUST_NOW.search(text):
        return Stamp(now.astimezone(UTC), exact=True)
    ago = _AGO.search(text)
    if ago:
        return _before(ago[1].lower(), _UNITS[ago[2][0].lower()], now)
    today = now.astimezone(COPENHAGEN).date()
    for pattern, days in _DAYS_BACK:
        if pattern.search(text):
            return _on(today - timedelta(days=days), text)
    weekday = _WEEKDAY.search(text)
    if weekday:
        back = (today.weekday() - _WEEKDAYS.index(weekday[1][:3].lower())) % 7
        return _on(today - timedelta(days=back), text)
    return None


def _before(count: str, unit: str, now: datetime) -> Stamp:
    number = _COUNTS[count] if count in _COUNTS else int(count)
    when = now.astimezone(UTC) - timedelta(**{unit: number})
    if unit in {"days", "weeks"}:
        return Stamp(_midnight(when.astimezone(COPENHAGEN).date()), exact=False)
    return Stamp(when.replace(second=0, microsecond=0), exact=True)


def _on(day: date, rest: str) -> Stamp:
    """`day` at the time of day that the rest of the string gives, if any."""
    found = _CLOCK.search(rest) or _BARE_CLOCK.search(rest)
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
    if hour > 23 or minute > 59:
        return Stamp(_midnight(day), exact=False)
    return Stamp(aware(datetime.combine(day, time(hour, minute))), exact=True)


def _midnight(day: date) -> datetime:
    return aware(datetime.combine(day, time.min))


_WAYS: tuple[Callable[[str, datetime], Stamp | None], ...] = (_iso, _rfc, _printed, _relative)
