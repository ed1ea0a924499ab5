"""The small frozen values that go in and out of the ledger."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from udklip.core.outcomes import Outcome, Step
from udklip.core.reading import Reading

IMPORTED = "import"
"""The way of addresses that came out of somebody else's archive."""


class Stage(StrEnum):
    """What an address waits for."""

    FOUND = "found"
    FETCHED = "fetched"
    DONE = "done"


class VisitState(StrEnum):
    """How complete a visit to a source was.

    `complete`: every way answered, parsed and reaches back to an address already known (a first visit
    has nothing behind it to lose). `partial`: a way failed, or a feed's oldest entry was new, so that
    some may be lost. `failed`: no way answered. `not_due`: the source's rhythm had not come round.
    """

    COMPLETE = "complete"
    PARTIAL = "partial"
    FAILED = "failed"
    NOT_DUE = "not_due"


@dataclass(frozen=True, slots=True)
class Find:
    """An address seen in a source's feed, sitemap or listing (at `via`), or a file of the inbox.

    `updated_at` is when the page last changed, by its way's word; `seen_at` when somebody else fetched it.
    """

    url: str
    source: str
    way: str
    via: str = ""
    title: str | None = None
    listed_at: datetime | None = None
    updated_at: datetime | None = None
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """Where the raw bytes stand in the archive: file relative to the archive, offset and length in bytes."""

    file: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """An address that was fetched and waits to be read."""

    url: str
    source: str
    record: Record
    fetched_at: datetime
    found_at: datetime
    listed_title: str | None
    listed_at: datetime | None
    item: str | None


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of an address's way, as `udklip why` tells it; `revision` numbers the earlier text it put aside."""

    url: str
    step: Step
    outcome: Outcome
    reason: str | None
    at: datetime
    version: str
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What a sentence that names us said before and says after a change; None where it is new, or gone."""

    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Revision:
    """A text that an item had until `until`, and what changed then in sentences that name us."""

    item: str
    number: int
    until: datetime
    reading: Reading
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One visit to one way of a source: what it found, how many of them were new, and the validators."""

    source: str
    way: str
    url: str
    at: datetime
    state: VisitState
    outcome: Outcome
    found: int = 0
    fresh: int = 0
    reason: str | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Met:
    """An address of a source's own: by which ways it was named, the date they gave it, and what it came to."""

    url: str
    title: str | None
    listed_at: datetime | None
    found_at: datetime
    outcome: Outcome | None
    ways: frozenset[str] = frozenset()

    @property
    def when(self) -> datetime:
        """When it came out, as far as is known: never later than it was found."""
        return min(self.listed_at or self.found_at, self.found_at)


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that looked wrong about a visit that answered; `kind` is one word for it."""

    source: str
    url: str
    kind: str
    text: str
    at: datetime


class Verdict(StrEnum):
    """What became of something that people saw elsewhere."""

    FOUND = "found"
    MISSED = "missed"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Report:
    """An address that people saw elsewhere; `step` and `outcome` say where its way ended, or that it had none."""

    url: str
    source: str | None
    at: datetime
    verdict: Verdict
    step: Step
    outcome: Outcome
    reason: str | None


@dataclass(frozen=True, slots=True)
class Tally:
    """What a source's addresses came to in a run; found is the sum of the other five."""

    found: int = 0
    new: int = 0
    known: int = 0
    off_topic: int = 0
    refused: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class StoryMember:
    """An item as a member of its story."""

    id: str
    url: str
    source: str
    story: str
    kind: str
    when: datetime
    release: str | None
    release_share: float | None


@dataclass(frozen=True, slots=True)
class Posting:
    """That an item (its number) has these rare 3-grams, and how many it has in all; item 0 marks stock phrases."""

    fortnight: int
    item: int
    size: int
    hashes: tuple[int, ...]


class Posted(NamedTuple):
    """One hash of a posting, as it comes back from the ledger."""

    fortnight: int
    hash: int
    item: int
    size: int


@dataclass(frozen=True, slots=True)
class StoryText:
    """The text of an item (its number), with its story."""

    item: int
    story: str
    text: str


def identity_of(number: int) -> str:
    """The id of the item with this number."""
    return f"{number:08d}"
