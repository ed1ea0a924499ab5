"""Addresses that hold a date: `https://avisen.example/sitemap/{yyyy}-{mm}-{dd}` is another one each day."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

_PLACE = re.compile(r"\{([^{}]*)\}")
_FORMS = {"yyyy": "%Y", "yy": "%y", "mm": "%m", "dd": "%d"}


@dataclass(frozen=True, slots=True)
class InTime:
    """What a dated address is for a while: `upto` is the last day that it stands for."""

    url: str
    upto: date


def is_dated(address: str) -> bool:
    """Whether `address` has places for a date."""
    return _PLACE.search(address) is not None


def check_places(address: str) -> str:
    """`address`, if its places are those of a date.

    Raises:
        ValueError: it has another one, or a lone brace.
    """
    unknown = [name for name in _PLACE.findall(address) if name not in _FORMS]
    if unknown or re.search(r"[{}]", _PLACE.sub("", address)):
        raise ValueError(
            "a date in an address is written with {yyyy}, {mm} and {dd}, as in /sitemap/{yyyy}-{mm}-{dd}"
        )
    return address


def in_time(address: str, first: date, last: date) -> Sequence[InTime]:
    """What `address` was and is from `first` to `last`, both included, newest first; itself where it has no date."""
    if not is_dated(address):
        return [InTime(address, last)]
    days = (last - timedelta(days=back) for back in range((last - first).days + 1))
    found: dict[str, InTime] = {}
    for day in days:
        url = _on(day, address)
        found.setdefault(url, InTime(url, day))
    return list(found.values())


def is_one_of(url: str, address: str) -> bool:
    """Whether `url` is what the dated `address` was on some day."""
    parts = _PLACE.split(address)
    pattern = "".join(re.escape(part) if place % 2 == 0 else r"\d+" for place, part in enumerate(parts))
    return re.fullmatch(pattern, url) is not None


def _on(day: date, address: str) -> str:
    return _PLACE.sub(lambda place: day.strftime(_FORMS[place[1]]), address)
