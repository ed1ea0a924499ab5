"""What a visit that answered is expected to look like; what does not is a warning, kept and shown."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from udklip.core.times import shown

SHRUNK = "shrunk"
ONE_DATE = "one_date"

FEWEST_CANDIDATES = 5
FEWEST_DATED = 5
KEPT = 0.2
SAME = 0.9


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that looks wrong: one word for it, and what was seen."""

    kind: str
    text: str
    may_have_lost: bool


def doubts(way: str, candidates: int, usual: Sequence[int], dates: Sequence[datetime | None]) -> list[Doubt]:
    """What looks wrong about a visit.

    Args:
        way: feed, sitemap or listing.
        candidates: how many entries were found.
        usual: how many were found by visits before.
        dates: those of the entries.
    """
    seen = (_shrunk(candidates, usual) if way == "listing" else None, _one_date(dates))
    return [doubt for doubt in seen if doubt]


def _shrunk(candidates: int, usual: Sequence[int]) -> Doubt | None:
    normal = median(usual) if usual else 0
    if normal < FEWEST_CANDIDATES or candidates > KEPT * normal:
        return None
    text = f"{candidates} links match where {normal:.0f} are usual: has the page or its addresses changed?"
    return Doubt(SHRUNK, text, may_have_lost=True)


def _one_date(dates: Sequence[datetime | None]) -> Doubt | None:
    known = Counter(date.replace(second=0, microsecond=0) for date in dates if date)
    date, count = max(known.items(), key=lambda item: item[1], default=(None, 0))
    if known.total() < FEWEST_DATED or count < SAME * known.total():
        return None
    text = f"{count} of {known.total()} entries bear one date, {shown(date)}: it is hardly when they came out"
    return Doubt(ONE_DATE, text, may_have_lost=False)
