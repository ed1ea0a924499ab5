"""What the ways of a source missed: by each other, and at the least by all of them."""

import random
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest

from udklip.core.ledger import Met
from udklip.crawler.discovery.recapture import missed_at_least, recapture

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
BOTH = ("feed", "sitemap")


def met(number: int, *ways: str, hours_old: int | None = None, found: datetime = NOON) -> Met:
    """An address that `ways` named."""
    listed = None if hours_old is None else NOON - timedelta(hours=hours_old)
    return Met(f"https://avisen.example/{number}", None, listed, found, None, frozenset(ways))


def captures(*counts: tuple[int, Iterable[str]]) -> list[frozenset[str]]:
    """So many addresses named by just these ways."""
    return [frozenset(ways) for count, ways in counts for _ in range(count)]


def test_each_way_is_told_what_it_alone_would_have_missed() -> None:
    named = [met(1, "feed"), met(2, *BOTH), met(3, *BOTH), met(4, "sitemap"), met(5, "sitemap")]
    compared = recapture(named, BOTH, None)
    assert {way: (one.found, one.missed) for way, one in compared.by_way.items()} == {
        "feed": (3, 2),
        "sitemap": (4, 1),
    }
    assert compared.missed_at_least == 0


@pytest.mark.parametrize(
    ("named", "bound"),
    [
        (captures((20, ["feed"]), (20, ["sitemap"]), (19, BOTH)), 20),
        (captures((100, ["sitemap"]), (10, BOTH)), 0),
        (captures((10, ["a"]), (10, ["b"]), (10, ["c"]), (4, "ab"), (5, "bc"), (7, "abc")), 30),
        ([], 0),
    ],
    ids=["as many missed as each", "a way within the other", "three ways", "nothing"],
)
def test_the_bound_on_what_all_missed(named: list[frozenset[str]], bound: int) -> None:
    assert missed_at_least(named) == bound


@pytest.mark.parametrize("chances", [(0.8, 0.7), (0.9, 0.3), (0.6, 0.5, 0.2)], ids=str)
def test_the_bound_is_near_the_truth_and_seldom_above_it(chances: tuple[float, ...]) -> None:
    luck = random.Random(1987)
    ratios = []
    for _ in range(60):
        # Every second article is harder to find for every way, as in life.
        drawn = [
            frozenset(
                way for way, chance in zip("abc", chances, strict=False) if luck.random() < chance * ease
            )
            for ease in [1.0, 0.7] * 400
        ]
        truth = sum(not ways for ways in drawn)
        ratios.append(missed_at_least([ways for ways in drawn if ways]) / truth)
    assert 0.6 < sum(ratios) / len(ratios) <= 1.0


def test_ways_that_share_the_articles_out_between_them_cannot_vouch_for_each_other() -> None:
    named = [met(number, "feed" if number < 50 else "sitemap") for number in range(100)]
    compared = recapture([*named, met(100, *BOTH)], BOTH, None)
    assert compared.missed_at_least is None
    assert "hardly name the same" in (compared.why_not or "")


def test_one_way_alone_tells_nothing_of_what_it_misses() -> None:
    compared = recapture([met(1, "feed")], ["feed"], None)
    assert (compared.missed_at_least, compared.by_way["feed"].missed) == (None, 0)
    assert "one way" in (compared.why_not or "")


def test_a_sitemap_of_a_month_does_not_make_a_feed_of_a_day_look_bad() -> None:
    fresh = [met(number, *BOTH, hours_old=number) for number in range(10)]
    old = [met(number, "sitemap", hours_old=number) for number in range(30, 700)]
    compared = recapture(fresh + old, BOTH, None)
    assert (compared.compared, compared.by_way["feed"].missed) == (10, 0)


def test_what_came_while_every_way_was_watched_is_compared_where_there_is_enough() -> None:
    first = [met(number, "feed") for number in range(50)]
    later = [met(number, *BOTH, found=NOON + timedelta(days=1)) for number in range(100, 112)]
    assert recapture(first + later, BOTH, NOON).compared == 12
    assert recapture(first + later[:5], BOTH, NOON).compared == 55
