"""How often a source publishes, when its silence is unlike it, and how soon it is asked again."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from udklip.core.ledger import VisitRow, VisitState
from udklip.core.outcomes import Outcome
from udklip.core.source import Source
from udklip.crawler.discovery.rhythm import interval, silent_after, usual_gap

MONDAY = datetime(2026, 11, 2, 6, tzinfo=UTC)
FEED = "https://avisen.example/feed"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def source(**fields: object) -> Source:
    """A source with one feed, asked every two hours until more is known."""
    return Source.model_validate(
        {"name": "Avisen", "hosts": ["avisen.example"], "feeds": [FEED], "rhythm": "2 h", **fields}
    )


def every(gap: timedelta, count: int) -> list[datetime]:
    """Times with the same gap between them."""
    return [MONDAY + gap * number for number in range(count)]


def office_hours(weeks: int) -> list[datetime]:
    """An item an hour from 8 to 16 on weekdays."""
    days = [MONDAY + DAY * day for day in range(7 * weeks) if day % 7 < 5]
    return [day + HOUR * (2 + hour) for day in days for hour in range(8)]


def test_the_usual_gap_is_the_median() -> None:
    assert usual_gap([*every(HOUR, 5), MONDAY + 30 * HOUR]) == HOUR
    assert usual_gap(every(HOUR, 3)) is None
    assert usual_gap([MONDAY] * 50) is None, "a visit that finds fifty undated at once knows no rhythm"


@pytest.mark.parametrize(
    ("times", "too_long", "not_yet"),
    [
        (every(HOUR, 300), 3 * HOUR, HOUR),
        (every(7 * DAY, 10), 15 * DAY, 8 * DAY),
        (office_hours(4), 4 * DAY, 2.6 * DAY),
        (every(HOUR, 8), 25 * HOUR, 23 * HOUR),
    ],
    ids=["hourly", "weekly", "office hours", "known since today"],
)
def test_silence_is_judged_against_the_sources_own_rhythm(
    times: Sequence[datetime], too_long: timedelta, not_yet: timedelta
) -> None:
    allowed = silent_after(times)
    assert allowed is not None
    assert not_yet < allowed < too_long


def visited(gap: timedelta, found: int, fresh: int, count: int = 5, **fields: object) -> list[VisitRow]:
    """Visits with the same outcome every time."""
    row = {
        "source": "Avisen",
        "way": "feed",
        "url": FEED,
        "state": VisitState.COMPLETE,
        "outcome": Outcome.OK,
    }
    return [
        VisitRow(**{**row, "at": MONDAY + gap * number, "found": found, "fresh": fresh, **fields})  # type: ignore[arg-type]
        for number in range(count)
    ]


@pytest.mark.parametrize("per_day", [60, 120, 200])
def test_a_source_is_asked_so_that_a_third_to_two_thirds_of_its_feed_is_known(per_day: int) -> None:
    visits, size = visited(HOUR, 20, 20, count=1), 20
    shares = []
    for _ in range(30):
        wait = interval(source(rhythm_min="10 min"), visits)
        new = min(size, round(per_day * wait / DAY))
        shares.append(1 - new / size)
        visits += [*visited(wait, size, new, count=1, at=visits[-1].at + wait)]
    assert all(1 / 3 <= share <= 2 / 3 for share in shares[5:])


def test_the_bounds_of_the_block_hold() -> None:
    quiet, busy = visited(2 * HOUR, 20, 0), visited(2 * HOUR, 20, 20)
    assert interval(source(), quiet) == 8 * HOUR
    assert interval(source(), busy) == HOUR
    assert interval(source(rhythm_min="90 min", rhythm_max="3 h"), quiet) == 3 * HOUR
    assert interval(source(rhythm_min="90 min", rhythm_max="3 h"), busy) == 1.5 * HOUR
    assert interval(source(rhythm="1 d"), quiet) == DAY


def test_the_way_that_needs_it_soonest_decides() -> None:
    whole_site = visited(2 * HOUR, 5000, 10, way="sitemap", url="https://avisen.example/sitemap.xml")
    assert interval(source(), whole_site + visited(2 * HOUR, 20, 20)) == HOUR


@pytest.mark.parametrize(
    "visits", [[], visited(HOUR, 20, 20, count=1), visited(HOUR, 0, 0, state=VisitState.FAILED)]
)
def test_until_more_is_known_the_blocks_rhythm_holds(visits: list[VisitRow]) -> None:
    assert interval(source(), visits) == 2 * HOUR


def test_unchanged_visits_say_that_nothing_came_and_not_that_the_feed_is_empty() -> None:
    unchanged = visited(HOUR, 0, 0, outcome=Outcome.UNCHANGED)
    assert interval(source(), [*visited(HOUR, 20, 20, count=1), *unchanged[1:]]) == 8 * HOUR
