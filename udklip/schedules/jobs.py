"""What a worker is given and gives back: plain frozen values that travel between processes."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from udklip.core.analysis import Analysis, Relevance
from udklip.core.erasing.names import NOBODY, ErasedNames
from udklip.core.ledger import Record, Waiting
from udklip.core.outcomes import Outcome, Step
from udklip.core.reading import Reading
from udklip.core.settings import Profile
from udklip.core.source import SourceType
from udklip.nlp.stories.shingles import NO_SKETCH, Sketch


@dataclass(frozen=True, slots=True)
class Equipment:
    """What every worker loads once: the archive's folder, the profile, the register, the model, and who was erased."""

    archive: Path
    profile: Profile
    register: Path | None
    model: str | None
    erased: ErasedNames = NOBODY


@dataclass(frozen=True, slots=True)
class Job:
    """One fetched address to be read, sieved and analysed."""

    url: str
    record: Record
    fetched_at: datetime
    listed_title: str | None
    listed_at: datetime | None
    source_type: SourceType
    is_file: bool

    @classmethod
    def of(cls, waiting: Waiting, source_type: SourceType, *, is_file: bool) -> "Job":
        """The job for an address that waits."""
        return cls(
            url=waiting.url,
            record=waiting.record,
            fetched_at=waiting.fetched_at,
            listed_title=waiting.listed_title,
            listed_at=waiting.listed_at,
            source_type=source_type,
            is_file=is_file,
        )


@dataclass(frozen=True, slots=True)
class Taken:
    """One step of a job: how it ended and why, and the number of the earlier text it put aside."""

    step: Step
    outcome: Outcome
    reason: str | None = None
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a job. The last of `steps` says it; reading and analysis are there where it got so far.

    `fingerprint` is the hash of the body's words, `marks` are those of its longest sentences, `sketch` is what the
    text's story is found by. `masked` says that the name of an erased person was taken out: the bytes hold it still.
    """

    url: str
    steps: tuple[Taken, ...]
    reading: Reading | None = None
    analysis: Analysis | None = None
    relevance: Relevance | None = None
    matched: tuple[str, ...] = ()
    fingerprint: str = ""
    marks: tuple[str, ...] = ()
    sketch: Sketch = NO_SKETCH
    masked: bool = False

    @property
    def end(self) -> Taken:
        """How it ended."""
        return self.steps[-1]
