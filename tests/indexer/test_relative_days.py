"""Days named by how far they are from today, in a query."""

from datetime import date

import pytest

from udklip.core.times import start_of_day
from udklip.indexer.query import parse
from udklip.indexer.tree import Between

TUESDAY = date(2020, 11, 24)


@pytest.mark.parametrize(
    ("typed", "first", "after"),
    [
        ("i-dag", date(2020, 11, 24), date(2020, 11, 25)),
        ("today", date(2020, 11, 24), date(2020, 11, 25)),
        ('"i går"', date(2020, 11, 23), date(2020, 11, 24)),
        ("igår", date(2020, 11, 23), date(2020, 11, 24)),
        ("i-forgårs", date(2020, 11, 22), date(2020, 11, 23)),
        ("denne-uge", date(2020, 11, 23), date(2020, 11, 30)),
        ("sidste-uge", date(2020, 11, 16), date(2020, 11, 23)),
        ("forrige-uge", date(2020, 11, 16), date(2020, 11, 23)),
        ("last-week", date(2020, 11, 16), date(2020, 11, 23)),
        ("seneste-uge", date(2020, 11, 18), date(2020, 11, 25)),
        ("denne-måned", date(2020, 11, 1), date(2020, 12, 1)),
        ("sidste_måned", date(2020, 10, 1), date(2020, 11, 1)),
        ("i-år", date(2020, 1, 1), date(2021, 1, 1)),
        ("sidste-år", date(2019, 1, 1), date(2020, 1, 1)),
        ("i-fjor", date(2019, 1, 1), date(2020, 1, 1)),
        ("seneste-30-dage", date(2020, 10, 26), date(2020, 11, 25)),
        ("last-3-days", date(2020, 11, 22), date(2020, 11, 25)),
    ],
)
def test_days_are_counted_from_today(typed: str, first: date, after: date) -> None:
    expected = Between("published", start_of_day(first), start_of_day(after), high_included=False)
    assert parse(f"dato:{typed}", TUESDAY) == expected


def test_they_stand_in_ranges_and_comparisons() -> None:
    since = parse("dato:>=sidste-uge", TUESDAY)
    assert since == Between("published", start_of_day(date(2020, 11, 16)), None)
    assert parse("dato:[sidste-måned TIL i-går]", TUESDAY) == Between(
        "published",
        start_of_day(date(2020, 10, 1)),
        start_of_day(TUESDAY),
        high_included=False,
    )


def test_the_first_of_january_has_a_last_month_and_week() -> None:
    new_year = date(2021, 1, 1)
    assert parse("dato:sidste-måned", new_year) == parse("dato:2020-12", new_year)
    assert parse("dato:sidste-uge", new_year) == parse("dato:[2020-12-21 TIL 2020-12-27]", new_year)
