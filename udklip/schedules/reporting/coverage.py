"""What a report is built of, as the ledger and the register have it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from udklip.core.item import PressItem
from udklip.core.ledger import VisitRow
from udklip.schedules.overview.values import Quoted


@dataclass(frozen=True, slots=True)
class Coverage:
    """The items of the period and of the one before, and releases picked up that are in neither, by id."""

    items: Sequence[PressItem]
    before: Sequence[PressItem] = ()
    releases: Mapping[str, PressItem] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """Whom the register knows: the cluster's own names, and its people by name."""

    own: frozenset[str] = frozenset()
    people: Mapping[str, Quoted] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceHistory:
    """One source.

    `first` and `last` are its first visit ever and its last, `last_before` the last before the period, `visits` those
    in it. `least_often` is how long it may go unvisited; None: it is not watched any longer. `news` are the times of
    what it published last by the end of the period.
    """

    name: str
    least_often: timedelta | None
    first: datetime | None = None
    last: datetime | None = None
    last_before: datetime | None = None
    visits: Sequence[VisitRow] = ()
    news: Sequence[datetime] = ()


@dataclass(frozen=True, slots=True)
class Watch:
    """How it was collected: the watch began at `since`, the newest run at `upto`; every source's history."""

    since: datetime | None
    upto: datetime | None
    sources: Sequence[SourceHistory] = ()
