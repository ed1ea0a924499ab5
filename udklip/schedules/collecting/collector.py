"""What a run asks of that which collects for it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from udklip.core.ledger import Ledger
from udklip.core.settings import Settings
from udklip.core.times import Clock


@dataclass(frozen=True, slots=True)
class Place:
    """The run that is collected for, and where; `now` is its fixed time, if it has one."""

    settings: Settings
    ledger: Ledger
    run: int
    clock: Clock
    now: datetime | None = None

    @property
    def archive(self) -> Path:
        """The folder of raw bytes."""
        return self.settings.store_folder / "archive"


class Collector(Protocol):
    """Collects while the run works. Once closed, `messages` and `not_due` (sources left alone) are whole."""

    messages: list[str]
    not_due: list[str]

    def more(self) -> bool:
        """Collect on; says whether there may be more to come."""
        ...

    def close(self) -> None:
        """Stop, however far it came."""
        ...


class Nothing:
    """A run over what the ledger holds collects nothing; no source that it does not touch was due."""

    def __init__(self, place: Place) -> None:
        """See which sources the run touches."""
        self.messages: list[str] = []
        self.not_due = untouched(place)

    def more(self) -> bool:
        """There is nothing."""
        return False

    def close(self) -> None:
        """Nothing to stop."""


def untouched(place: Place) -> list[str]:
    """The enabled sources of which the run has met no address."""
    with place.ledger.reading() as book:
        met = book.runs.tallies(place.run)
    return [source.name for source in place.settings.sources if source.enabled and source.name not in met]
