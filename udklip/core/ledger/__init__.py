"""The ledger: the truth about every address, item and visit. The only place that knows SQLAlchemy."""

from udklip.core.ledger.database import Book, Ledger
from udklip.core.ledger.values import (
    Find,
    Met,
    Record,
    Report,
    Stage,
    StepRow,
    StoryMember,
    Tally,
    Verdict,
    VisitRow,
    VisitState,
    Waiting,
    Warned,
)

__all__ = [
    "Book",
    "Find",
    "Ledger",
    "Met",
    "Record",
    "Report",
    "Stage",
    "StepRow",
    "StoryMember",
    "Tally",
    "Verdict",
    "VisitRow",
    "VisitState",
    "Waiting",
    "Warned",
]
