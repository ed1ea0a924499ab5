"""What a job of the service is: a function of the workplace that says what it did."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from udklip.core.ledger import Ledger
from udklip.core.settings import Settings
from udklip.core.times import Clock


class JobOutcome(StrEnum):
    """How a job's run ended. `stopped`: by the service's end or its time limit; the next run goes on from there."""

    DONE = "done"
    NOTHING = "nothing"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Workplace:
    """What every job works with."""

    settings: Settings
    ledger: Ledger
    clock: Clock


@dataclass(frozen=True, slots=True)
class Report:
    """What a run of a job did: counts by name, and a note for people where there is something to say."""

    outcome: JobOutcome
    counts: Mapping[str, int] = field(default_factory=dict)
    note: str | None = None


Work = Callable[[Workplace], Report]
