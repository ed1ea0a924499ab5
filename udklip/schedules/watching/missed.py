"""What the nightly sweep found that no watch had hit, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from udklip.core.ledger.watching.values import WatchHit


@dataclass(frozen=True, slots=True)
class Notice:
    """Hits that were missed, for the operator; `id` is given once to them."""

    id: str
    at: datetime
    days: int
    missed: tuple[WatchHit, ...]

    @property
    def heading(self) -> str:
        """How many, of how many watches."""
        watches = len({hit.watch for hit in self.missed})
        hits = "1 hit was" if len(self.missed) == 1 else f"{len(self.missed)} hits were"
        return f"{hits} missed by {watches} watch{'' if watches == 1 else 'es'}"


def notice_of(missed: Sequence[WatchHit], days: int, at: datetime) -> Notice:
    """The notice of what was missed."""
    told = "\n".join(sorted(f"{hit.watch} {hit.item}" for hit in missed))
    return Notice(
        f"notice-missed-{blake2b(told.encode(), digest_size=10).hexdigest()}", at, days, tuple(missed)
    )
