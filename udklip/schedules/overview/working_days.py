"""Which days are working days: when overviews go out, and from when to when they reach."""

from collections.abc import Callable
from datetime import date
from functools import cache

from holidays import country_holidays

WorkingDays = Callable[[date], bool]

# No public holidays, but offices are closed: Constitution Day, Christmas Eve and New Year's Eve. The first of May is
# a working day here: most offices are open for half of it.
_OFFICES_CLOSED = frozenset({(6, 5), (12, 24), (12, 31)})


def is_working_day(day: date) -> bool:
    """Whether the press team is at work: no Saturday, Sunday, Danish public holiday or day that offices are closed."""
    closed = (day.month, day.day) in _OFFICES_CLOSED
    return day.isoweekday() <= 5 and not closed and day not in _public_holidays(day.year)


@cache
def _public_holidays(year: int) -> frozenset[date]:
    # Asked for by the year: Great Prayer Day was one until 2023.
    return frozenset(country_holidays("DK", years=year))
