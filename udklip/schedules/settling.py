"""Writes what the workers made into the ledger, and the raw bytes to where they belong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from udklip import __version__
from udklip.core.errors import ArchiveError
from udklip.core.item import PressItem
from udklip.core.ledger import Book, Ledger, Record, StepRow, Waiting
from udklip.core.outcomes import Outcome
from udklip.core.settings import INBOX, Settings
from udklip.core.times import Clock
from udklip.crawler import READER_VERSION, archive
from udklip.nlp import NLP_VERSION
from udklip.nlp.stories.shingles import Sketch
from udklip.schedules.grouping import Grouping
from udklip.schedules.identity.covering import LEAVES, Candidate, Covering
from udklip.schedules.jobs import Result, Taken


@dataclass(frozen=True, slots=True)
class _Settled:
    waiting: Waiting
    result: Result
    record: Record | None


class Settler:
    """Settles results, a batch a transaction. The bytes reach the disk before the ledger points at them."""

    def __init__(self, settings: Settings, ledger: Ledger, run: int, clock: Clock) -> None:
        """Write into new files of the archive."""
        self._settings = settings
        self._ledger = ledger
        self._run = run
        self._clock = clock
        self._archive = settings.store_folder / "archive"
        self._kept = archive.ArchiveWriter(self._archive, archive.KEPT, clock())
        self._off_topic = archive.ArchiveWriter(self._archive, archive.OFF_TOPIC, clock())

    def settle(self, pairs: Sequence[tuple[Waiting, Result]]) -> None:
        """Take in what became of some addresses."""
        settled = [
            _Settled(waiting, result, self._moved(waiting.record, result)) for waiting, result in pairs
        ]
        self._kept.flush()
        self._off_topic.flush()
        with self._ledger.writing() as book:
            settled = _still_ours(book, settled)
            grouping = Grouping(
                book, (_coming(one) for one in settled if one.result.end.outcome is Outcome.OK)
            )
            covering = Covering(book, grouping, self._run, self._clock())
            rows = [row for one in settled for row in self._settle(book, covering, one)]
            grouping.keep()
            book.addresses.steps(self._run, rows)

    def close(self) -> None:
        """Finish the archive's files, and drop those that nothing points at any more."""
        self._kept.close()
        self._off_topic.close()
        for folder in (archive.SPOOL, archive.KEPT, archive.OFF_TOPIC):
            drop_unused(self._ledger, self._archive, folder)

    def _moved(self, record: Record, result: Result) -> Record | None:
        """Where the bytes stand from now on: coverage for good, the rest for a time, what may not be kept nowhere."""
        if result.end.outcome is Outcome.RIGHTS_RESERVED or result.masked:
            return None
        keep = result.end.outcome is Outcome.OK
        if record.file.startswith((archive.KEPT if keep else archive.OFF_TOPIC) + "/"):
            return record
        try:
            member = archive.member(self._archive, record)
        except ArchiveError:
            return None
        return (self._kept if keep else self._off_topic).member(member)

    def _settle(self, book: Book, covering: Covering, one: _Settled) -> list[StepRow]:
        """Settle one address; gives its steps, which are written together."""
        url, taken, item = one.waiting.url, list(one.result.steps), None
        if one.result.masked:
            book.reserved_texts.drop(one.waiting.record.file)
        if one.result.end.outcome is Outcome.OK:
            last, item = covering.cover(Candidate(one.waiting, one.result, self._item(one)))
            taken.append(last)
        elif one.result.end.outcome is Outcome.RIGHTS_RESERVED:
            if reading := one.result.reading:
                book.reserved_texts.name(url, reading.title, reading.published)
            book.reserved_texts.clear(url)
        elif one.result.end.outcome in LEAVES:
            taken[-1] = covering.leave(one.waiting, one.result)
        rows = [self._row(url, step) for step in taken]
        book.addresses.settle(rows[-1], one.record, item)
        return rows

    def _item(self, one: _Settled) -> PressItem:
        waiting, result = one.waiting, one.result
        if result.reading is None or result.analysis is None or result.relevance is None:
            raise ValueError(f"{waiting.url}: a result that ended well lacks its reading or analysis")
        source = self._settings.filed_under(waiting.source)
        return PressItem(
            id="",
            url=(waiting.source == INBOX and result.reading.url) or waiting.url,
            source=waiting.source,
            source_type=source.type,
            region=source.region,
            rights=source.rights,
            first_seen=waiting.found_at,
            reading=result.reading,
            analysis=result.analysis,
            relevance=result.relevance,
            matched=result.matched,
            reader_version=READER_VERSION,
            nlp_version=NLP_VERSION,
        )

    def _row(self, url: str, taken: Taken) -> StepRow:
        at = self._clock()
        return StepRow(url, taken.step, taken.outcome, taken.reason, at, __version__, taken.revision)


def _still_ours(book: Book, settled: list[_Settled]) -> list[_Settled]:
    """Those whose text was not reserved by the crawl while they were read; the bytes of the others go."""
    reserved = book.reserved_texts.among([one.waiting.url for one in settled])
    for one in settled:
        if one.record and one.waiting.url in reserved:
            book.reserved_texts.drop(one.record.file)
    return [one for one in settled if one.waiting.url not in reserved]


def _coming(one: _Settled) -> tuple[Sketch, datetime]:
    """What an item of coverage is grouped by, and when it is from."""
    reading = one.result.reading
    return one.result.sketch, (reading.published if reading else None) or one.waiting.found_at


def drop_unused(ledger: Ledger, root: Path, folder: str) -> None:
    """Delete the finished files of an archive's folder that no address points at."""
    with ledger.reading() as book:
        unused = [
            file for file in archive.closed_files(root, folder) if not book.addresses.records_in_use(file)
        ]
    for file in unused:
        archive.remove(root, file)


def forget_expired(ledger: Ledger, root: Path, before: datetime) -> int:
    """Let go of off-topic bytes fetched before `before`; the addresses stay. Gives how many."""
    with ledger.writing() as book:
        expired = book.addresses.expired(archive.OFF_TOPIC, before)
        for waiting in expired:
            book.addresses.moved(waiting.url, None)
    drop_unused(ledger, root, archive.OFF_TOPIC)
    return len(expired)
