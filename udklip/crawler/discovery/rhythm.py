"""How often a source publishes, when its silence is longer than usual, and how soon it is to be asked again."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from udklip.core.ledger import VisitRow, VisitState
from udklip.core.outcomes import Outcome
from udklip.core.source import Source

FEWEST_GAPS = 3
WEEK = timedelta(days=7)
DAY = timedelta(days=1)
SHARE_NEW = 0.5
"""The middle of the aim: a third to two thirds of what a visit finds is known."""


def usual_gap(times: Iterable[datetime]) -> timedelta | None:
    """The median time between two items of a source; None where too few are known."""
    gaps = _gaps(times)
    return (
        timedelta(seconds=median(gap.total_seconds() for gap in gaps)) if len(gaps) >= FEWEST_GAPS else None
    )


def silent_after(times: Sequence[datetime]) -> timedelta | None:
    """How long a source may be silent before that is unlike it; None where too little is known of it.

    Twice its usual gap, and a fifth more than the longest, of which one in four weeks may have been an outage: nights
    and week-ends are part of a rhythm. Of a source known for less than a week they are not known yet, so that a day is
    allowed for.
    """
    usual = usual_gap(times)
    if usual is None:
        return None
    gaps = _gaps(times)
    known_for = max(times) - min(times)
    longest = gaps[-1 - min(known_for // (4 * WEEK), len(gaps) - 1)]
    return max(2 * usual, longest * 1.2, DAY if known_for < WEEK else timedelta(0))


def interval(source: Source, visits: Sequence[VisitRow]) -> timedelta:
    """How long after a visit `source` is to be asked again, by its `visits` of late, within the bounds of its block.

    Each way is to have half of its entries exchanged between two visits; the one that needs it soonest decides. A
    way that failed says nothing, and until two visits of a way are known the block's rhythm holds.
    """
    by_address: defaultdict[str, list[VisitRow]] = defaultdict(list)
    for visit in visits:
        if visit.state is not VisitState.FAILED:
            by_address[visit.url].append(visit)
    wanted = [needed for rows in by_address.values() if (needed := _needed(rows))]
    if not wanted:
        return source.rhythm
    return min(max(min(wanted), source.most_often), source.least_often)


def _needed(visits: Sequence[VisitRow]) -> timedelta | None:
    """How long half of a way's entries take to be new; None where it is not known."""
    elapsed = visits[-1].at - visits[0].at
    sizes = [visit.found for visit in visits if visit.outcome is not Outcome.UNCHANGED]
    if len(visits) < 2 or not sizes or elapsed <= timedelta(0):
        return None
    new = sum(visit.fresh for visit in visits[1:])
    return min(elapsed * SHARE_NEW * median(sizes) / new, WEEK) if new else WEEK


def _gaps(times: Iterable[datetime]) -> list[timedelta]:
    """The times between items, shortest first; what came out within one minute came out at once."""
    moments = sorted({moment.replace(second=0, microsecond=0) for moment in times})
    return sorted(later - earlier for earlier, later in pairwise(moments))
