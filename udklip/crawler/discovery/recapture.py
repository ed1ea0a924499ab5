"""What each way into a source alone would have missed, and at the least what all of them missed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from udklip.core.ledger import Met

ENOUGH_LATER = 10
LEAST_SHARED = 0.1


@dataclass(frozen=True, slots=True)
class Yield:
    """Of the addresses compared: how many a way named, and how many others named and it did not."""

    found: int
    missed: int


@dataclass(frozen=True, slots=True)
class Recapture:
    """The ways of a source compared over `compared` addresses that each of them could have named.

    `missed_at_least` is a lower bound on what none of them named; None where nothing can be said, for the
    reason in `why_not`.
    """

    compared: int
    by_way: dict[str, Yield]
    missed_at_least: int | None
    why_not: str | None


def recapture(met: Sequence[Met], ways: Sequence[str], all_watched_since: datetime | None) -> Recapture:
    """Compare the `ways` of a source over what they named.

    Args:
        met: what the source's ways named lately.
        ways: the ways of its block.
        all_watched_since: when the last of the ways was first visited. What came after it is compared where there
            is enough; else all that is dated within every way's reach, so that a sitemap of a month does not make
            a feed of a day look bad.
    """
    later = [one for one in met if all_watched_since and one.found_at > all_watched_since]
    compared = later if len(later) >= ENOUGH_LATER else _within_reach(met, ways)
    named = {way: {one.url for one in compared if way in one.ways} for way in ways}
    by_way = {way: Yield(len(urls), len(compared) - len(urls)) for way, urls in named.items()}
    if why_not := _why_no_bound(list(filter(None, named.values()))):
        return Recapture(len(compared), by_way, None, why_not)
    return Recapture(len(compared), by_way, missed_at_least([one.ways for one in compared]), None)


def missed_at_least(captures: Sequence[frozenset[str]]) -> int:
    """A lower bound on how many were named by no way, from the ways that named each of the others.

    Chao's bound f1^2 / (2 f2) (Chao, Biometrics 43, 1987) takes the ways to be equally good, and where one of them
    names far less than another it is far too high. So the pairs of different ways alone are counted, as in its
    form for unequal occasions, bias-corrected: (f1^2 - sum of z_i^2) / (2 (f2 + 1)), z_i being what way i alone
    named (Chao, Biometrics 45, 1989). With two ways it is Chapman's estimate. Articles that are easy to find for one
    way are easy for the others, which makes it too low, never too high; ways that share out the articles between
    them do the opposite, and no bound is given for them.
    """
    alone = Counter(way for ways in captures if len(ways) == 1 for way in ways)
    twice = sum(len(ways) == 2 for ways in captures)
    pairs = sum(one * other for one, other in combinations(alone.values(), 2))
    return pairs // (twice + 1)


def _why_no_bound(named: Sequence[set[str]]) -> str | None:
    if len(named) < 2:
        return "one way alone cannot tell what it misses"
    for one, other in combinations(named, 2):
        if len(one & other) >= LEAST_SHARED * min(len(one), len(other)):
            return None
    return "its ways hardly name the same addresses, so they cannot vouch for each other"


def _within_reach(met: Sequence[Met], ways: Sequence[str]) -> list[Met]:
    """Those that are not older than what every way still named; a way without dates sets no limit."""
    reaches = [reach for way in ways if (reach := _reach([one for one in met if way in one.ways]))]
    limit = max(reaches, default=None)
    return [one for one in met if limit is None or one.listed_at is None or one.listed_at >= limit]


def _reach(met: Sequence[Met]) -> datetime | None:
    """The oldest date a way named, one in twenty left aside: front pages keep an old favourite."""
    dates = sorted(one.listed_at for one in met if one.listed_at)
    return dates[len(dates) // 20] if dates else None
