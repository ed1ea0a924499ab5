"""The small frozen values of what is told."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from udklip.core.letter import LetterKind


class SendingState(StrEnum):
    """How far a letter is on its way to one recipient.

    `planned`: to be sent, now or after `not_before`. `handing`: the server was about to get it. `sent`: it has it.
    `refused`: it will not have it. `uncertain`: it may have it, for the line or we broke off before its answer;
    it is reported and never sent again by itself. `dropped`: given up, or the recipient left in the meantime.
    """

    PLANNED = "planned"
    HANDING = "handing"
    SENT = "sent"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Sending:
    """One letter on its way to one recipient. `answer` is the mail server's last, or what we say in its place.

    `first_tried` is when a server was first asked to take it; `reported` when the operator was told of its end.
    """

    letter: str
    kind: LetterKind
    subject: str
    address: str
    name: str | None
    group: str | None
    state: SendingState
    attempts: int
    changed: datetime
    not_before: datetime | None
    first_tried: datetime | None
    answer: str | None
    reported: datetime | None


class Leaving(StrEnum):
    """How somebody left a group: by their own word, or taken out by whoever keeps the list."""

    UNSUBSCRIBED = "unsubscribed"
    REMOVED = "removed"


class Joining(StrEnum):
    """What came of putting an address into a group. The last two stay out until they are brought back by name."""

    ADDED = "added"
    THERE = "there"
    UNSUBSCRIBED = "unsubscribed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Member:
    """An address in a group, or one that has left it."""

    group: str
    address: str
    name: str | None
    since: datetime
    left: datetime | None
    leaving: Leaving | None


@dataclass(frozen=True, slots=True)
class Posted:
    """A letter in a list: how many people it is for, and how many have it."""

    id: str
    subject: str
    at: datetime
    recipients: int
    sent: int
