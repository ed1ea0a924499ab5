"""What goes in and out of the ledger about rights."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SignalKind(StrEnum):
    """Where a signal stands."""

    ROBOTS = "robots.txt"
    TDMREP = "tdmrep.json"
    AI = "ai.txt"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class SignalRow:
    """A signal as it was seen: the bytes at `url`, or the words of a page.

    `host` is the authority, with its port where it has one. `at` is when these bytes were first seen, `checked`
    when they were last found unchanged. `status` is HTTP's; a `reserved` that is not None is a page's own word.
    """

    host: str
    kind: SignalKind
    url: str
    at: datetime
    checked: datetime
    status: int
    body: bytes
    etag: str | None = None
    last_modified: str | None = None
    reserved: bool | None = None


@dataclass(frozen=True, slots=True)
class Rest:
    """A host is not to be asked before `until`."""

    host: str
    until: datetime
    reason: str
