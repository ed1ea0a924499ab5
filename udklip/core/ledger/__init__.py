"""The ledger: the truth about every address, item and visit. The only place that knows SQLAlchemy."""

from udklip.core.ledger.database import Book, Ledger
from udklip.core.ledger.values import (
    Find,
    Record,
    Stage,
    StepRow,
    StoryMember,
    Tally,
    VisitRow,
    VisitState,
    Waiting,
)

__all__ = [
    "Book",
    "Find",
    "Ledger",
    "Record",
    "Stage",
    "StepRow",
    "StoryMember",
    "Tally",
    "VisitRow",
    "VisitState",
    "Waiting",
]
