"""What a job of the service is: a function of the workplace that says what it did."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from udklip.core.ledger import Ledger
from udklip.core.ledger.duty.values import JobOutcome
from udklip.core.settings import Settings
from udklip.core.times import Clock

__all__ = ["JobOutcome", "Report", "Work", "Workplace"]


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Workplace:
    """What every job works with. `stopping` says that the service ends: a job that takes long asks now and then."""

    settings: Settings
    ledger: Ledger
    clock: Clock
    stopping: Callable[[], bool] = _never


@dataclass(frozen=True, slots=True)
class Report:
    """What a run of a job did: counts by name, and a note for people where there is something to say."""

    outcome: JobOutcome
    counts: Mapping[str, int] = field(default_factory=dict)
    note: str | None = None


Work = Callable[[Workplace], Report]
