"""The ledger: the truth about every address, item and visit. The only place that knows SQLAlchemy."""

from udklip.core.ledger.book import Book
from udklip.core.ledger.database import BUSY_SECONDS, Ledger
from udklip.core.ledger.rights.values import Rest, SignalKind, SignalRow
from udklip.core.ledger.stories import fortnight_of
from udklip.core.ledger.telling.overview_values import Edit, EditAction, OverviewRow
from udklip.core.ledger.telling.values import Joining, Leaving, Member, Sending, SendingState
from udklip.core.ledger.values import (
    Change,
    Find,
    Met,
    Posted,
    Posting,
    Record,
    Report,
    Revision,
    Stage,
    StepRow,
    StoryMember,
    StoryText,
    Tally,
    Verdict,
    VisitRow,
    VisitState,
    Waiting,
    Warned,
)

__all__ = [
    "BUSY_SECONDS",
    "Book",
    "Change",
    "Edit",
    "EditAction",
    "Find",
    "Joining",
    "Leaving",
    "Ledger",
    "Member",
    "Met",
    "OverviewRow",
    "Posted",
    "Posting",
    "Record",
    "Report",
    "Rest",
    "Revision",
    "Sending",
    "SendingState",
    "SignalKind",
    "SignalRow",
    "Stage",
    "StepRow",
    "StoryMember",
    "StoryText",
    "Tally",
    "Verdict",
    "VisitRow",
    "VisitState",
    "Waiting",
    "Warned",
    "fortnight_of",
]
