"""Planned moments, and what is due: through clock changes, leap day, New Year and Easter, and after any downtime."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udklip.core.ledger.duty.values import JobOutcome, JobRun, JobStanding
from udklip.core.settings import Weekday
from udklip.core.times import COPENHAGEN
from udklip.schedules.overview.working_days import is_working_day
from udklip.schedules.service.planning import due, next_moment
from udklip.schedules.service.triggers import Daily, Every, Trigger, Weekly, following, latest

SEVEN = Daily((time(7),))
HOURS = st.times(min_value=time(3), max_value=time(23, 59)).map(
    lambda hour: hour.replace(second=0, microsecond=0)
)
EASTER_2027 = {date(2027, 3, 25), date(2027, 3, 26), date(2027, 3, 29)}
WORKING = Daily((time(7),), lambda day: is_working_day(day) and day not in EASTER_2027)
MOMENTS = st.datetimes(datetime(2023, 12, 1), datetime(2028, 4, 1), timezones=st.just(UTC))  # noqa: DTZ001


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN).astimezone(UTC)


def chain(trigger: Daily | Weekly, after: datetime, count: int) -> list[datetime]:
    """The next so many moments, each found from the one before."""
    moments = []
    for _ in range(count):
        moment = following(trigger, after)
        assert moment is not None
        moments.append(moment)
        after = moment
    return moments


def run(job: str, planned: datetime, at: datetime, outcome: JobOutcome = JobOutcome.DONE) -> JobRun:
    return JobRun(1, job, planned, at, "somebody", at, outcome)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("spring", "2027-03-26T12:00"),
        ("autumn", "2026-10-23T12:00"),
        ("leap day", "2028-02-27T12:00"),
        ("New Year", "2026-12-30T12:00"),
    ],
)
def test_every_day_has_its_hour_once(name: str, first: str) -> None:
    there = [moment.astimezone(COPENHAGEN) for moment in chain(SEVEN, local(first), 5)]
    assert [moment.time() for moment in there] == [time(7)] * 5, name
    assert {(b.date() - a.date()).days for a, b in pairwise(there)} == {1}


def test_the_nights_of_the_clock_changes_are_an_hour_shorter_and_longer() -> None:
    spring = chain(SEVEN, local("2027-03-27T06:00"), 2)
    autumn = chain(SEVEN, local("2026-10-24T06:00"), 2)
    assert [b - a for a, b in (spring, autumn)] == [timedelta(hours=23), timedelta(hours=25)]


def test_the_day_after_easter_is_the_next_working_day() -> None:
    wednesday, tuesday = chain(WORKING, local("2027-03-24T06:00"), 2)
    assert (wednesday, tuesday) == (local("2027-03-24T07:00"), local("2027-03-30T07:00"))
    assert latest(WORKING, local("2027-03-29T12:00")) == wednesday


def test_a_week_has_its_day_once() -> None:
    mondays = chain(Weekly(Weekday.MONDAY, time(8)), local("2026-12-20T12:00"), 3)
    assert mondays == [local(f"{day}T08:00") for day in ("2026-12-21", "2026-12-28", "2027-01-04")]


def test_several_hours_a_day_come_in_order() -> None:
    twice = Daily((time(15, 30), time(7)))
    assert chain(twice, local("2026-12-01T06:00"), 3) == [
        local(moment) for moment in ("2026-12-01T07:00", "2026-12-01T15:30", "2026-12-02T07:00")
    ]
    assert str(twice) == "07:00, 15:30 daily"


def test_days_off_without_an_end_have_no_next_moment() -> None:
    never = Daily((time(7),), lambda _day: False)
    now = local("2026-12-01T12:00")
    assert (following(never, now), latest(never, now), due(never, JobStanding("x", now), now)) == (
        None,
        None,
        None,
    )


@given(HOURS, st.sampled_from(list(Weekday)), MOMENTS, st.booleans())
def test_latest_and_following_adjoin(hour: time, weekday: Weekday, now: datetime, weekly: bool) -> None:
    trigger = Weekly(weekday, hour) if weekly else Daily((hour,))
    before, after = latest(trigger, now), following(trigger, now)
    assert before
    assert after
    assert before <= now < after
    assert following(trigger, before) == after
    assert latest(trigger, after - timedelta(microseconds=1)) == before


TRIGGERS: st.SearchStrategy[Trigger] = st.one_of(
    st.integers(1, 3000).map(Every),
    st.builds(Daily, st.lists(HOURS, min_size=1, max_size=3, unique=True).map(tuple)),
    st.just(WORKING),
    st.builds(Weekly, st.sampled_from(list(Weekday)), HOURS),
)


@given(TRIGGERS, MOMENTS, st.lists(st.integers(1, 4 * 24 * 60), min_size=1, max_size=40))
def test_whenever_the_service_is_there_each_missed_job_is_done_exactly_once(
    trigger: Trigger, start: datetime, minutes: Sequence[int]
) -> None:
    standing, done, now = JobStanding("x", known=start), [], start
    for gap in minutes:
        now += timedelta(minutes=gap)
        if moment := due(trigger, standing, now):
            assert moment <= now
            done.append(moment)
            last = run("x", moment, now)
            standing = replace(standing, last=last, covered=moment, ended=now)
        assert due(trigger, standing, now) is None, "what was done is not done again"
        upcoming = next_moment(trigger, standing, now)
        assert upcoming is not None
        assert upcoming > now
    assert done == sorted(set(done))
    if not isinstance(trigger, Every):
        newest = latest(trigger, now)
        assert newest is not None
        assert newest < start or done[-1] == newest, "nothing that was missed is left"


def test_what_was_planned_before_a_job_was_known_is_not_caught_up() -> None:
    standing = JobStanding("x", known=local("2026-12-01T12:00"))
    assert due(SEVEN, standing, local("2026-12-01T23:00")) is None
    assert due(SEVEN, standing, local("2026-12-02T07:00")) == local("2026-12-02T07:00")


def test_a_week_away_is_one_run_and_not_seven() -> None:
    standing = JobStanding("x", known=local("2026-11-01T12:00"), covered=local("2026-12-01T07:00"))
    assert due(SEVEN, standing, local("2026-12-08T09:12")) == local("2026-12-08T07:00")


def test_a_run_that_was_asked_for_earlier_in_the_day_does_not_take_the_place_of_the_planned_one() -> None:
    asked = JobStanding("x", known=local("2026-11-01T12:00"), covered=local("2026-12-01T06:50"))
    assert due(SEVEN, asked, local("2026-12-01T07:00")) == local("2026-12-01T07:00")


@pytest.mark.parametrize(
    ("outcomes", "rest"),
    [
        ([JobOutcome.FAILED], 5),
        ([JobOutcome.FAILED] * 2, 15),
        ([JobOutcome.FAILED] * 3, 45),
        ([JobOutcome.FAILED] * 9, 60),
        ([JobOutcome.STOPPED], 0),
        ([JobOutcome.STOPPED] * 2, 5),
        ([JobOutcome.FAILED, JobOutcome.STOPPED], 15),
    ],
)
def test_a_planned_run_that_did_not_end_well_is_tried_again_after_a_rest(
    outcomes: list[JobOutcome], rest: int
) -> None:
    planned = local("2026-12-01T07:00")
    tries = tuple(run("x", planned, planned, outcome) for outcome in outcomes)
    standing = JobStanding("x", known=local("2026-11-01T12:00"), last=tries[0], unfinished=tries)
    again = planned + timedelta(minutes=rest)
    assert due(SEVEN, standing, again) == planned
    assert next_moment(SEVEN, standing, planned) == again
    if rest:
        assert due(SEVEN, standing, again - timedelta(seconds=1)) is None
    assert due(SEVEN, standing, planned + timedelta(days=1)) == planned + timedelta(days=1)
