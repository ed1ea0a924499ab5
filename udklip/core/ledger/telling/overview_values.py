"""The small frozen values of overviews."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from udklip.core.ledger.values import Tally, VisitState

Stands = Mapping[str, tuple[VisitState, Tally]]
"""In what state each source was, and what its addresses came to."""


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """An overview that was made at `made`: everything of its edition above the mark before it, up to `mark`."""

    id: str
    edition: str
    day: date
    made: datetime
    after: datetime
    upto: datetime
    mark: int
    certificate: Stands


class EditAction(StrEnum):
    """What an editor does to a story of the overview to come; `undo` takes the last one back."""

    LEAVE_OUT = "leave_out"
    MOVE_UP = "move_up"
    COMMENT = "comment"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing that an editor wants, and who that was."""

    action: EditAction
    story: str | None
    words: str | None
    who: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class ToldBefore:
    """What an edition told of a story: how many articles, and of which outlets."""

    articles: int
    outlets: frozenset[str]
