"""The small frozen values of the desk's people."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What somebody may do at the desk: read; also edit the overview, watches and marks; also accounts and archive."""

    READER = "reader"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"

    def covers(self, least: "Role") -> bool:
        """Whether it may do what `least` may."""
        order = list(Role)
        return order.index(self) >= order.index(least)


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may log in; `password` is argon2's own form."""

    name: str
    role: Role
    password: str
    made: datetime
    closed: datetime | None = None


@dataclass(frozen=True, slots=True)
class FailedLogins:
    """How many wrong passwords came in a row, and when the last one did."""

    times: int
    last: datetime


@dataclass(frozen=True, slots=True)
class AuditRow:
    """A change that somebody made: `action` is one word, `about` what it was made to."""

    at: datetime
    who: str
    action: str
    about: str | None = None
    words: str | None = None


class MarkKind(StrEnum):
    """What a mark says: a star is its owner's; that an item is not relevant holds for the team."""

    STAR = "star"
    NOT_RELEVANT = "not_relevant"


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wrote of an item."""

    id: int
    item: str
    who: str
    at: datetime
    words: str
