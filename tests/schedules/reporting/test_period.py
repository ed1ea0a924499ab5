"""The days of a report: they adjoin, hold each day once, and know ISO weeks and the change of the clocks."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udklip.schedules.reporting import words
from udklip.schedules.reporting.period import (
    Period,
    PeriodKind,
    days_between,
    month_of,
    read_month,
    read_quarter,
    read_week,
    week_of,
)

DAY = timedelta(days=1)
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
PERIODS = st.one_of(
    DAYS.map(week_of),
    DAYS.map(month_of),
    st.builds(lambda day: read_quarter(f"{day.year}-Q{day.month // 4 + 1}"), DAYS),
    st.builds(lambda day, more: days_between(day, day + more * DAY), DAYS, st.integers(0, 400)),
)


@given(PERIODS)
def test_its_parts_adjoin_and_hold_each_day_once(period: Period) -> None:
    days = [day for part in period.slices for day in part.days]
    assert days == [period.first + count * DAY for count in range(len(days))]
    assert days[-1] == period.last
    assert all(len({day.isocalendar()[:2] for day in part.days}) == 1 for part in period.slices)


@given(PERIODS)
def test_the_period_before_adjoins_and_is_of_the_same_sort(period: Period) -> None:
    before = period.before
    assert before.last + DAY == period.first
    assert before.kind is period.kind
    assert before.end == period.start
    if period.kind in (PeriodKind.WEEK, PeriodKind.DAYS):
        assert before.last - before.first == period.last - period.first
    else:
        assert before.first.day == 1


@given(PERIODS)
def test_its_id_leads_back_to_it(period: Period) -> None:
    read = {PeriodKind.WEEK: read_week, PeriodKind.MONTH: read_month, PeriodKind.QUARTER: read_quarter}
    if period.kind in read:
        assert read[period.kind](period.id) == period


def test_week_53_ends_the_year_2020_and_the_next_is_of_2021() -> None:
    week = read_week("2020-W53")
    assert (week.first, week.last) == (date(2020, 12, 28), date(2021, 1, 3))
    assert week_of(week.last + DAY).id == "2021-W01"
    assert read_week("2021-W01").before == week
    assert words.title(week) == "Rapport, uge 53, 2020"
    assert words.span(week.first, week.last) == "28. december 2020 – 3. januar 2021"


@pytest.mark.parametrize("text", ["2021-W53", "2020-W54", "uge 48", "2020-11"])
def test_a_week_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_week(text)


@pytest.mark.parametrize(
    ("week", "hours"), [("2020-W43", 7 * 24 + 1), ("2020-W44", 7 * 24), ("2021-W12", 7 * 24 - 1)]
)
def test_a_week_in_which_the_clocks_change_is_an_hour_longer_or_shorter(week: str, hours: int) -> None:
    period = read_week(week)
    assert (period.end - period.start) / timedelta(hours=1) == hours
    assert period.before.end == period.start


def test_its_days_are_copenhagens() -> None:
    november = read_month("2020-11")
    assert november.start == datetime(2020, 10, 31, 23, tzinfo=UTC)
    assert november.end == datetime(2020, 11, 30, 23, tzinfo=UTC)
    assert read_month("2021-02").before.before.last == date(2020, 12, 31)


def test_a_week_is_shown_by_day_a_month_by_week_and_weeks_are_cut_at_its_edges() -> None:
    november = read_month("2020-11")
    names = [words.slice_name(november, part) for part in november.slices]
    assert names == [
        "uge 44 (1. nov.)",
        "uge 45 (2.–8. nov.)",
        "uge 46 (9.–15. nov.)",
        "uge 47 (16.–22. nov.)",
        "uge 48 (23.–29. nov.)",
        "uge 49 (30. nov.)",
    ]
    assert words.slice_label(november, november.slices[0]) == "uge 44\n1 dag"
    week = read_week("2020-W48")
    assert [words.slice_label(week, part) for part in week.slices][:2] == ["ma. 23.", "ti. 24."]
    assert words.slice_name(week, week.slices[-1]) == "søndag 29. nov."


@pytest.mark.parametrize(
    ("period", "name"),
    [
        (read_month("2020-11"), "november 2020"),
        (read_quarter("2020-Q4"), "4. kvartal 2020"),
        (read_week("2021-W05"), "uge 5, 2021"),
        (days_between(date(2020, 11, 2), date(2020, 11, 8)), "2.–8. november 2020"),
        (days_between(date(2020, 11, 30), date(2020, 12, 6)), "30. november – 6. december 2020"),
        (days_between(date(2020, 11, 30), date(2020, 11, 30)), "30. november 2020"),
    ],
)
def test_it_is_called_what_people_call_it(period: Period, name: str) -> None:
    assert words.period_name(period) == name
