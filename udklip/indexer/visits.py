"""One row for a source and a run that visited it, so that Kibana can show how the collecting went."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SourceVisit:
    """How a run's visit to a source went.

    `outcome` holds how its ways answered, each outcome once; `found` is the sum of the five after it, which count
    addresses; `outcomes` counts those addresses by how they ended.
    """

    run: int
    source: str
    at: datetime
    state: str
    ways: int
    outcome: tuple[str, ...]
    reason: str | None
    found: int
    new: int
    known: int
    off_topic: int
    refused: int
    failed: int
    outcomes: Mapping[str, int]

    @property
    def id(self) -> str:
        """The same for the same source and run, so that a row written again takes the place of the first."""
        return f"{self.run:08d}-{hashlib.blake2b(self.source.encode(), digest_size=8).hexdigest()}"

    def values(self) -> dict[str, object]:
        """The fields that have a value, by name."""
        named = {name: value for name, value in asdict(self).items() if value is not None}
        return named | {"at": self.at.replace(microsecond=0)}
