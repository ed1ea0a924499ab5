"""When a watch may tell: a pure function, held to what it promises, also on the days that the clocks change."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udklip.core.ledger.watching.values import Watch
from udklip.core.quiet_hours import QuietHours
from udklip.core.times import COPENHAGEN, aware
from udklip.schedules.watching.pace import earliest

TICK = timedelta(minutes=1)
HOURS = [hour for hour in range(24) if hour != 2]
WALL = st.builds(time, st.sampled_from(HOURS), st.sampled_from([0, 15, 30, 59]))
QUIET = st.none() | st.tuples(WALL, WALL).filter(lambda pair: pair[0] != pair[1]).map(
    lambda pair: QuietHours(*pair)
)
COOL_DOWN = st.integers(0, 40).map(lambda quarters: timedelta(minutes=15 * quarters))
AROUND = st.sampled_from(
    [
        datetime(2020, 10, 24, 12, tzinfo=UTC),
        datetime(2021, 3, 27, 12, tzinfo=UTC),
        datetime(2024, 2, 28, 12, tzinfo=UTC),
        datetime(2020, 12, 31, 12, tzinfo=UTC),
    ]
)
HITS = st.lists(st.integers(0, 36 * 60 - 1), max_size=30)


def watch(cool_down: timedelta, quiet: QuietHours | None, told: datetime | None = None) -> Watch:
    return Watch("w", "klynge", datetime(2020, 1, 1, tzinfo=UTC), cool_down=cool_down, quiet=quiet, told=told)


@given(
    quiet=QUIET, cool_down=COOL_DOWN, start=AROUND, minutes=st.integers(0, 36 * 60), ago=st.integers(0, 900)
)
def test_it_is_the_first_moment_that_is_allowed(
    quiet: QuietHours | None, cool_down: timedelta, start: datetime, minutes: int, ago: int
) -> None:
    now = start + timedelta(minutes=minutes)
    told = now - timedelta(minutes=ago)
    chosen = earliest(watch(cool_down, quiet, told), now)

    def allowed(moment: datetime) -> bool:
        return moment >= told + cool_down and not (quiet and quiet.hold(moment))

    assert allowed(chosen)
    before = range(int((chosen - now).total_seconds() // 60))
    assert not any(allowed(now + timedelta(minutes=each)) for each in before)


@given(quiet=QUIET, cool_down=COOL_DOWN, start=AROUND, hits=HITS)
def test_every_hit_is_told_once_as_soon_as_it_may_be(
    quiet: QuietHours | None, cool_down: timedelta, start: datetime, hits: list[int]
) -> None:
    letters = told_by_ticks(
        start, hits, lambda told, now: earliest(watch(cool_down, quiet, told), now) <= now
    )
    assert sorted(hit for _, gathered in letters for hit in gathered) == sorted(hits)
    moments = [moment for moment, _ in letters]
    assert all(later - earlier >= cool_down for earlier, later in pairwise(moments))
    assert not any(quiet and quiet.hold(moment) for moment in moments)
    assert all(gathered for _, gathered in letters)


def told_by_ticks(
    start: datetime, hits: list[int], may: Callable[[datetime | None, datetime], bool]
) -> list[tuple[datetime, list[int]]]:
    """The letters of four days of ticks, with the hits in each."""
    letters: list[tuple[datetime, list[int]]] = []
    waiting: list[int] = []
    for tick in range(4 * 24 * 60):
        now = start + tick * TICK
        waiting += [tick] * hits.count(tick)
        if waiting and may(letters[-1][0] if letters else None, now):
            letters.append((now, waiting))
            waiting = []
    return letters


@pytest.mark.parametrize(
    ("day", "hours"),
    [("2020-10-25", 10.5), ("2021-03-28", 8.5), ("2020-11-24", 9.5)],
    ids=["back", "forth", "plain"],
)
def test_a_night_is_as_long_as_the_clock_on_the_wall_says(day: str, hours: float) -> None:
    nine = aware(datetime.fromisoformat(f"{day}T21:00")) - timedelta(days=1)
    nine = aware(nine.astimezone(COPENHAGEN).replace(hour=21, tzinfo=None))
    quiet = QuietHours.read("21:00-06:30")
    assert (earliest(watch(timedelta(), quiet), nine) - nine) == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("21-6", "write them as"),
        ("25:00-06:00", "no time of day"),
        ("07:00-07:00", "two different times"),
        ("22:00-02:30", "the clocks change"),
        ("", "write them as"),
    ],
)
def test_quiet_hours_that_are_none_are_refused_with_the_reason(written: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        QuietHours.read(written)


@pytest.mark.parametrize("written", ["21:00-06:30", "21.00 – 06.30", " 21:00-6:30 "])
def test_quiet_hours_are_read_as_people_write_them(written: str) -> None:
    assert str(QuietHours.read(written)) == "21:00-06:30"
