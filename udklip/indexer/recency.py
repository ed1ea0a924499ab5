"""Newer above older, gently: between hits that fit about as well, the one of this week comes first."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from udklip.indexer.tree import Between

#: Days of age up to which a hit's score gets `STEP` more: three of them for this week's, none after a year.
AGES = (7, 30, 365)
STEP = 0.4


def recent(now: datetime) -> Sequence[Between]:
    """What is no older than each of `AGES` at `now`, by whole hours: within one, an engine finds its answer again."""
    moment = now.replace(minute=0, second=0, microsecond=0)
    return [Between("when", moment - timedelta(days=days), None) for days in AGES]
