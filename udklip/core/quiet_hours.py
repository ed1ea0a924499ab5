"""Hours of the day in which nobody is to be disturbed: Copenhagen's, on the clock on the wall."""

import re
from dataclasses import dataclass
from datetime import datetime, time
from typing import Self

from udklip.core.times import COPENHAGEN

_WRITTEN = re.compile(r"\s*(\d{1,2})[:.](\d{2})\s*[-–]\s*(\d{1,2})[:.](\d{2})\s*")


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `begin` until `end`, which is outside; over midnight where `end` is the earlier of the two.

    Neither lies in the hour that the clocks change in, which is there twice or not at all.
    """

    begin: time
    end: time

    @classmethod
    def read(cls, written: str) -> Self:
        """Read "21:00-06:30".

        Raises:
            ValueError: it is not of that form, or has no length.
        """
        match = _WRITTEN.fullmatch(written)
        if not match:
            raise ValueError('write them as "21:00-06:30"')
        one, two, three, four = map(int, match.groups())
        try:
            hours = cls(time(one, two), time(three, four))
        except ValueError as error:
            raise ValueError(f"{written.strip()} is no time of day; write them as 21:00-06:30") from error
        if 2 in (one, three):
            raise ValueError("between 02:00 and 03:00 the clocks change: choose another hour")
        if hours.begin == hours.end:
            raise ValueError("they end when they begin: choose two different times")
        return hours

    def hold(self, moment: datetime) -> bool:
        """Whether the clock on the wall is within them at `moment`; an hour that comes twice is quiet twice."""
        now = moment.astimezone(COPENHAGEN).time()
        if self.begin < self.end:
            return self.begin <= now < self.end
        return now >= self.begin or now < self.end

    def __str__(self) -> str:
        return f"{self.begin:%H:%M}-{self.end:%H:%M}"
