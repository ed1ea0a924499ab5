"""What looks wrong about a visit that answered."""

from datetime import UTC, datetime, timedelta

import pytest

from udklip.crawler.discovery.expectations import ONE_DATE, SHRUNK, doubts

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SPREAD = [NOW - timedelta(hours=hour) for hour in range(20)]


@pytest.mark.parametrize(
    ("found", "usual", "doubted"),
    [(4, [20, 22, 19], True), (5, [20, 22, 19], False), (0, [4, 4], False), (1, [], False), (2, [10], True)],
)
def test_a_listing_that_loses_four_fifths_of_its_candidates(
    found: int, usual: list[int], doubted: bool
) -> None:
    seen = doubts("listing", found, usual, [None] * found)
    assert [(doubt.kind, doubt.may_have_lost) for doubt in seen] == ([(SHRUNK, True)] if doubted else [])
    assert doubts("feed", found, usual, []) == [], "a feed is as long as it is"


@pytest.mark.parametrize(
    ("dates", "doubted"),
    [
        ([NOW] * 18 + SPREAD[1:3], True),
        ([NOW] * 8 + SPREAD[1:3], False),
        (SPREAD, False),
        ([NOW] * 4, False),
        ([None] * 20, False),
        ([NOW + timedelta(seconds=second) for second in range(10)], True),
    ],
    ids=["nine in ten", "eight in ten", "spread", "few", "none", "within a minute"],
)
def test_a_feed_where_nine_in_ten_items_bear_one_date(dates: list[datetime | None], doubted: bool) -> None:
    seen = doubts("feed", len(dates), [], dates)
    assert [doubt.kind for doubt in seen] == ([ONE_DATE] if doubted else [])
