"""Days named by how far they are from today: i-går, sidste-uge, seneste-30-dage."""

import re
from datetime import date, timedelta

Period = tuple[date, date]
"""The first day, and the first day after."""

#: The names as they are best typed, for proposals.
NAMES = (
    *("i-dag", "i-går", "i-forgårs", "denne-uge", "sidste-uge", "seneste-uge", "denne-måned", "sidste-måned"),
    *("seneste-måned", "dette-år", "sidste-år", "seneste-år", "seneste-7-dage", "seneste-30-dage"),
)

_DAYS = {
    "i dag": 0,
    "idag": 0,
    "today": 0,
    "i går": 1,
    "igår": 1,
    "yesterday": 1,
    "i forgårs": 2,
    "forgårs": 2,
}
_UNITS = {
    **dict.fromkeys(("uge", "week"), "week"),
    **dict.fromkeys(("måned", "maaned", "month"), "month"),
    **dict.fromkeys(("år", "aar", "year"), "year"),
}
_THIS = ("denne", "dette", "i", "this")
_LAST = ("sidste", "forrige", "last")
_RECENT_DAYS = {"week": 7, "month": 30, "year": 365}
_LAST_DAYS = re.compile(r"(?:(?:de )?(?:seneste|sidste)|last) (\d{1,4}) (?:dage?|døgn|days?)")


def relative_period(typed: str, today: date) -> Period | None:
    """What `typed` covers when it is asked on `today`, a day in Copenhagen; None where it names no such days.

    A week begins on Monday. "sidste uge" is the whole week before this one, "seneste uge" the seven days up to today.
    """
    name = re.sub(r"[\s_-]+", " ", typed.strip().lower())
    if name in _DAYS:
        first = today - timedelta(days=_DAYS[name])
        return first, first + timedelta(days=1)
    if match := _LAST_DAYS.fullmatch(name):
        return _up_to(today, int(match[1]))
    if name == "i fjor":
        return _year(today.year - 1)
    which, _, unit = name.partition(" ")
    return _of_unit(which, _UNITS[unit], today) if unit in _UNITS else None


def _of_unit(which: str, unit: str, today: date) -> Period | None:
    if which == "seneste":
        return _up_to(today, _RECENT_DAYS[unit])
    if which in _THIS:
        return _whole(unit, today)
    if which in _LAST:
        return _whole(unit, _whole(unit, today)[0] - timedelta(days=1))
    return None


def _whole(unit: str, day: date) -> Period:
    """The week, month or year that `day` lies in."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=7)
    if unit == "month":
        first = day.replace(day=1)
        return first, (first + timedelta(days=31)).replace(day=1)
    return _year(day.year)


def _year(year: int) -> Period:
    return date(year, 1, 1), date(year + 1, 1, 1)


def _up_to(today: date, days: int) -> Period:
    after = today + timedelta(days=1)
    return after - timedelta(days=days), after
