"""A host is asked at its pace, and not at all while it rests. No clock runs here: times are given."""

from datetime import UTC, datetime, timedelta

import pytest

from udklip.crawler.politeness.pace import SHORT_REST, Pace
from udklip.crawler.politeness.retry_after import MOST_REST, rest_until

NOW = 1_000_000.0
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


def test_turns_stand_a_delay_apart_whoever_takes_them() -> None:
    pace = Pace(own=1.0, patience=900)
    assert [pace.turn(NOW) for _ in range(3)] == [0.0, 1.0, 2.0]
    assert pace.turn(NOW + 10) == 0.0


def test_the_longer_of_our_delay_and_theirs_holds() -> None:
    assert [Pace(own=1, patience=900, asked=asked).delay for asked in (0.0, 0.5, 4.0)] == [1, 1, 4.0]


def test_a_delay_that_would_make_a_run_too_long_ends_it_for_the_host() -> None:
    pace = Pace(own=1.0, patience=60, asked=30.0)
    assert [pace.turn(NOW) for _ in range(4)] == [0.0, 30.0, 60.0, None]


def test_our_own_delay_never_ends_a_run() -> None:
    pace = Pace(own=30.0, patience=60)
    assert [pace.turn(NOW) for _ in range(4)] == [0.0, 30.0, 60.0, 90.0]


def test_a_short_rest_is_waited_for_and_a_long_one_is_refused() -> None:
    pace = Pace(own=0.0, patience=900)
    pace.rest(NOW + SHORT_REST, "429")
    assert (pace.refusal(NOW), pace.turn(NOW)) == (None, SHORT_REST)
    pace.rest(NOW + 7200, "the server answered 429")
    assert pace.refusal(NOW) == "the server answered 429: it rests for 2:00:00 more"
    assert pace.refusal(NOW + 7200) is None


def test_a_shorter_rest_does_not_end_a_longer_one() -> None:
    pace = Pace(own=0.0, patience=900)
    pace.rest(NOW + 7200, "long")
    pace.rest(NOW + 1, "short")
    assert "long" in (pace.refusal(NOW) or "")


@pytest.mark.parametrize(
    ("value", "until"),
    [
        ("120", NOON + timedelta(seconds=120)),
        (" 0 ", NOON),
        ("Wed, 04 Mar 2026 13:00:00 GMT", NOON + timedelta(hours=1)),
        ("Wed, 04 Mar 2026 11:00:00 GMT", NOON),
        ("99999999999999999999", NOON + MOST_REST),
        ("Wed, 04 Mar 2126 13:00:00 GMT", NOON + MOST_REST),
        ("-5", None),
        ("snart", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str | None, until: datetime | None) -> None:
    assert rest_until(value, NOON) == until
