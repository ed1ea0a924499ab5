"""Working days, and the days on which editions come out."""

from datetime import date, time, timedelta

import pytest

from udklip.core.settings import Weekday
from udklip.schedules.overview.editions import Edition
from udklip.schedules.overview.working_days import is_working_day


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2024-01-01", False),  # New Year
        ("2024-03-28", False),  # Maundy Thursday
        ("2024-03-29", False),  # Good Friday
        ("2024-04-01", False),  # Easter Monday
        ("2023-05-05", False),  # Great Prayer Day, the last one
        ("2024-04-26", True),  # what would have been one
        ("2024-05-01", True),  # the first of May
        ("2024-05-09", False),  # Ascension
        ("2024-05-20", False),  # Whit Monday
        ("2024-06-05", False),  # Constitution Day
        ("2024-12-24", False),
        ("2024-12-26", False),
        ("2024-12-27", True),
        ("2024-12-31", False),
        ("2024-02-29", True),
        ("2020-11-28", False),  # a Saturday
    ],
)
def test_the_danish_calendar(day: str, works: bool) -> None:
    assert is_working_day(date.fromisoformat(day)) is works


@pytest.mark.parametrize(
    ("weekday", "start", "comes_out"),
    [
        (Weekday.MONDAY, "2024-03-25", ["2024-03-25", "2024-04-02", "2024-04-08"]),
        (Weekday.FRIDAY, "2024-03-22", ["2024-03-22", "2024-04-02", "2024-04-05"]),
        (Weekday.SUNDAY, "2024-03-24", ["2024-03-24", "2024-03-31", "2024-04-07"]),
    ],
)
def test_a_weekly_edition_that_meets_a_holiday_comes_on_the_next_working_day(
    weekday: Weekday, start: str, comes_out: list[str]
) -> None:
    edition = Edition("uge", time(8), weekday)
    days = [date.fromisoformat(start) + timedelta(days=ahead) for ahead in range(16)]
    assert [day.isoformat() for day in days if edition.comes_out_on(day)] == comes_out


def test_the_next_one_due_is_today_until_its_hour() -> None:
    edition = Edition()
    wednesday = date(2024, 3, 27)
    assert edition.next_due(edition.moment(wednesday) - timedelta(seconds=1)) == wednesday
    assert edition.next_due(edition.moment(wednesday)) == date(2024, 4, 2)
    assert edition.last_due(edition.moment(wednesday)) == wednesday
