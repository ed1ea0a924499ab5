"""Reads, sieves and analyses what was fetched. Runs in the processes of the crew, or in place for a few."""

import gc
import re
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import FrameType

from udklip.core.analysis import Analysis, Relevance
from udklip.core.erasing.bytes import plain_texts
from udklip.core.erasing.masking import mask_reading, masking_of
from udklip.core.errors import ArchiveError, Unreadable
from udklip.core.outcomes import Outcome, Step
from udklip.core.reading import Hints, Kind, Reading
from udklip.core.source import SourceType
from udklip.crawler import archive
from udklip.crawler.reading import read
from udklip.nlp.analyser import Analyser
from udklip.nlp.register import load_register
from udklip.nlp.relevance import Judge
from udklip.nlp.sieve import Sieve
from udklip.nlp.stories.shingles import sketch
from udklip.schedules.identity.same_item import fingerprint, marks
from udklip.schedules.jobs import Equipment, Job, Result, Taken

READ_SECONDS = 120
FEWEST_LETTERS = 20

_WORD = re.compile(r"\w+")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_READ_OK = Taken(Step.READ, Outcome.OK)


@dataclass(frozen=True, slots=True)
class _Read:
    job: Job
    reading: Reading
    matched: tuple[str, ...]


class Worker:
    """One worker with its register, sieve and judge; the model is loaded with the first text that needs it."""

    def __init__(self, equipment: Equipment) -> None:
        """Load the register."""
        self._equipment = equipment
        self._register = load_register(equipment.register)
        self._sieve = Sieve(self._register, equipment.profile)
        self._judge = Judge(self._register, equipment.profile)
        self._analyser: Analyser | None = None
        self._masked: set[str] = set()

    def work(self, jobs: Sequence[Job]) -> list[Result]:
        """Do `jobs` as one batch; every one of them comes back with an end, whatever its bytes are."""
        first = [self._read(job) for job in jobs]
        passed = [one for one in first if isinstance(one, _Read)]
        analyses = iter(self._analyse(passed))
        ends = [one if isinstance(one, Result) else self._result(one, next(analyses)) for one in first]
        return [replace(end, masked=end.url in self._masked) for end in ends]

    def _read(self, job: Job) -> _Read | Result:
        try:
            archived = archive.load(self._equipment.archive, job.record)
            with _time_limit(READ_SECONDS):
                reading = _of_source(read(archived.body, _hints(job, archived)), job.source_type)
                reading = self._without_erased(job.url, reading, archived.body)
        except Unreadable as error:
            return Result(job.url, (Taken(Step.READ, error.outcome, error.reason),))
        except ArchiveError as error:
            return Result(job.url, (Taken(Step.READ, Outcome.DAMAGED, str(error)),))
        except _Late:
            return Result(job.url, (Taken(Step.READ, Outcome.TOO_SLOW, f"not read within {READ_SECONDS} s"),))
        if turned := self._turned_away(reading):
            return Result(job.url, (turned,), reading)
        matched = self._sieve.passes(reading.text)
        if not matched:
            reason = "no name of the register and no term of the profile occurs"
            return Result(job.url, (_READ_OK, Taken(Step.SIEVED, Outcome.OFF_TOPIC, reason)), reading)
        return _Read(job, reading, matched)

    def _without_erased(self, url: str, reading: Reading, content: bytes) -> Reading:
        """The reading without the names of erased persons; whose bytes hold one is noted."""
        names = self._equipment.erased
        if not names:
            return reading
        masking = masking_of(reading, names)
        if masking or names.found_in(*plain_texts(content)):
            self._masked.add(url)
        return mask_reading(reading, masking) if masking else reading

    def _turned_away(self, reading: Reading) -> Taken | None:
        if reading.reserved:
            return Taken(
                Step.READ, Outcome.RIGHTS_RESERVED, "the page reserves its text from text and data mining"
            )
        if sum(map(len, _WORD.findall(reading.text))) < FEWEST_LETTERS:
            return Taken(Step.READ, Outcome.NO_TEXT, "no text was found in it")
        if reading.language and reading.language not in self._equipment.profile.languages:
            return Taken(Step.READ, Outcome.NOT_DANISH, f"its language is {reading.language}")
        return None

    def _analyse(self, passed: Sequence[_Read]) -> list[Analysis]:
        if not passed:
            return []
        if self._analyser is None:
            self._analyser = Analyser(self._register, self._equipment.model)
            # What was loaded stays for good: no use in looking through it for garbage again and again.
            gc.freeze()
        readings = [one.reading for one in passed]
        # The page's own word on its kind goes before the text's signs.
        kinds = [reading.kind if reading.kind is not Kind.ARTICLE else None for reading in readings]
        languages = [reading.language for reading in readings]
        return self._analyser.analyse([reading.text for reading in readings], kinds, languages)

    def _result(self, one: _Read, analysis: Analysis) -> Result:
        reading = replace(one.reading, kind=analysis.kind)
        relevance, matched = self._judge.judge(analysis)
        sieved = Taken(Step.SIEVED, Outcome.OK, _listed(one.matched))
        if relevance is Relevance.OFF_TOPIC:
            reason = f"named in passing only: {_listed(one.matched)}"
            end = Taken(Step.ANALYSED, Outcome.OFF_TOPIC, reason)
            return Result(one.job.url, (_READ_OK, sieved, end), reading)
        analysed = Taken(Step.ANALYSED, Outcome.OK, f"{relevance}: {_listed(matched)}")
        return Result(
            url=one.job.url,
            steps=(_READ_OK, sieved, analysed),
            reading=reading,
            analysis=analysis,
            relevance=relevance,
            matched=matched,
            fingerprint=fingerprint(reading),
            marks=marks(reading.text),
            sketch=sketch(reading.text),
        )


def _hints(job: Job, archived: archive.Archived) -> Hints:
    charset = _CHARSET.search(archived.headers.get("content-type", ""))
    return Hints(
        url=None if job.is_file else job.url,
        filename=job.url.rsplit("/", 1)[-1].removeprefix("inbox:") if job.is_file else None,
        charset=charset[1] if charset else None,
        listed_title=job.listed_title,
        listed_at=job.listed_at,
        fetched_at=job.fetched_at,
    )


def _of_source(reading: Reading, source_type: SourceType) -> Reading:
    """What a source of press releases publishes is one, unless the page says otherwise."""
    if source_type is SourceType.PRESS_RELEASE and reading.kind is Kind.ARTICLE:
        return replace(reading, kind=Kind.PRESS_RELEASE)
    return reading


def _listed(words: Sequence[str]) -> str:
    shown = ", ".join(dict.fromkeys(words[:12]))
    return f"{shown} and {len(words) - 12} more" if len(words) > 12 else shown


class _Late(BaseException):
    """The alarm rang. Not an Exception, so that no reader takes it for a fault of the file."""


@contextmanager
def _time_limit(seconds: int) -> Iterator[None]:
    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise _Late

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
