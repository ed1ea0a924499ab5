"""The small frozen values of watches."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from udklip.core.quiet_hours import QuietHours


@dataclass(frozen=True, slots=True)
class Watch:
    """A saved search.

    It is asked of items whose `ready` number is above `begins`, and was asked of those up to `mark`. `told` is when its
    last alert was made; the next waits for `cool_down`, and for the end of the quiet hours. `addresses` get its
    alerts, beside the groups that name it in the settings.
    """

    name: str
    query: str
    made: datetime
    owner: str | None = None
    begins: int = 0
    mark: int = 0
    cool_down: timedelta = timedelta()
    quiet: QuietHours | None = None
    told: datetime | None = None
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WatchHit:
    """That a watch hit an item; `ready` is the item's number."""

    watch: str
    item: str
    ready: int


@dataclass(frozen=True, slots=True)
class Untold:
    """A hit that no alert told of yet: the item as it is known by now, and when it was found."""

    item: str
    at: datetime
