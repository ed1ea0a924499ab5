"""The small frozen values of the service."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class JobOutcome(StrEnum):
    """How a job's run ended. `stopped`: by the service's end or its time limit; the next run goes on from there."""

    DONE = "done"
    NOTHING = "nothing"
    FAILED = "failed"
    STOPPED = "stopped"


ENDED_WELL = (JobOutcome.DONE, JobOutcome.NOTHING)


@dataclass(frozen=True, slots=True)
class JobRun:
    """A run of a job: planned for `due`; without an end it is under way."""

    id: int
    job: str
    due: datetime
    started: datetime
    holder: str
    ended: datetime | None = None
    outcome: JobOutcome | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    note: str | None = None


@dataclass(frozen=True, slots=True)
class JobStanding:
    """What the ledger knows of a job.

    `ended` is when a run of it ended last, `covered` the newest planned moment that one took care of, `unfinished` the
    newest runs since, latest first, that did not end well. Whatever lies in the future is left out: the clock was
    wrong when it was written.
    """

    job: str
    known: datetime
    paused: bool = False
    asked: datetime | None = None
    last: JobRun | None = None
    ended: datetime | None = None
    covered: datetime | None = None
    unfinished: tuple[JobRun, ...] = ()

    @property
    def running(self) -> JobRun | None:
        """The run under way."""
        return self.last if self.last and self.last.ended is None else None

    @property
    def failures(self) -> int:
        """How many runs failed since one ended well, as far as they are looked at."""
        return sum(run.outcome is JobOutcome.FAILED for run in self.unfinished)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that is broken, since when, what was said of it, and when the operator was told."""

    subject: str
    since: datetime
    said: str
    told: datetime | None = None


@dataclass(frozen=True, slots=True)
class Lease:
    """Who does the service's work, since when, and until when unless it is renewed."""

    holder: str
    since: datetime
    until: datetime
