"""Retention: every night what is older than it may be goes, a few hundred at a time, so that nobody waits.

What was cut short goes on the next night. Files of the archive are written anew only while no run reads them; else the
run does it at its end.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from udklip.core.errors import IndexBusy, IndexUnavailable, RunBusy
from udklip.core.ledger import Book, Ledger
from udklip.core.ledger.erasing.expiry import ITEM, TEXT, Sort
from udklip.core.settings import Settings
from udklip.core.times import Clock
from udklip.crawler import archive
from udklip.schedules.indexing import drain
from udklip.schedules.reserving import clear_archive
from udklip.schedules.run import open_for_writing
from udklip.schedules.run_lock import run_lock
from udklip.schedules.service.job import JobOutcome, Report, Workplace
from udklip.schedules.settling import drop_unused, forget_expired

AT_ONCE = 200


def retain(workplace: Workplace) -> Report:
    """Let go of what is older than the settings allow; gives counts of what went."""
    settings, ledger, now = workplace.settings, workplace.ledger, workplace.clock()
    counts = _coverage(ledger, settings, now)
    counts += _letters(ledger, settings, now)
    notes = [
        _files(settings, ledger, workplace.clock, counts),
        _index(settings, ledger, workplace.clock, counts),
    ]
    gone = {what: count for what, count in counts.items() if count}
    outcome = JobOutcome.DONE if gone else JobOutcome.NOTHING
    return Report(outcome, gone, "; ".join(filter(None, notes)) or None)


def _coverage(ledger: Ledger, settings: Settings, now: datetime) -> Counter[str]:
    counts: Counter[str] = Counter()
    with ledger.reading() as book:
        sorts = book.expiry.sorts()
    for sort in sorts:
        times = settings.retention.of(sort.source_type, sort.rights)
        counts["items"] += _each(ledger, _items, sort, _before(now, times.item), now)
        counts["texts"] += _each(ledger, _texts, sort, _before(now, times.of_text), now)
        counts["raw pages"] += _each(ledger, _raw, sort, _before(now, times.of_raw), now)
    return counts


_Part = Callable[[Book, Sort, datetime, datetime], int]


def _each(ledger: Ledger, part: _Part, sort: Sort, before: datetime | None, now: datetime) -> int:
    """Do `part` until there is nothing left of it, each in a transaction; gives how much there was."""
    return sum(_parts(ledger, part, sort, before, now)) if before else 0


def _parts(ledger: Ledger, part: _Part, sort: Sort, before: datetime, now: datetime) -> Iterator[int]:
    while True:
        with ledger.writing() as book:
            done = part(book, sort, before, now)
        if not done:
            return
        yield done


def _items(book: Book, sort: Sort, before: datetime, now: datetime) -> int:
    items = book.expiry.items(sort, before, AT_ONCE)
    if items:
        book.husks.empty(items)
        book.husks.blank(book.husks.addresses_of(items))
        book.expiry.went(items, ITEM, now)
    return len(items)


def _texts(book: Book, sort: Sort, before: datetime, now: datetime) -> int:
    items = book.expiry.texts(sort, before, AT_ONCE)
    if items:
        for item in book.items.many(items).values():
            book.husks.rewrite(item.without_body())
        book.husks.drop_bytes(book.husks.addresses_of(items))
        book.expiry.went(items, TEXT, now)
    return len(items)


def _raw(book: Book, sort: Sort, before: datetime, _now: datetime) -> int:
    urls = book.expiry.raw(sort, before, AT_ONCE)
    return book.husks.drop_bytes(urls) if urls else 0


def _letters(ledger: Ledger, settings: Settings, now: datetime) -> Counter[str]:
    before = _before(now, settings.retention.letter_days)
    counts: Counter[str] = Counter()
    if before is None:
        return counts
    with ledger.reading() as book:
        old = book.letters.older(before)
    for start in range(0, len(old), AT_ONCE):
        with ledger.writing() as book:
            book.letters.blank(old[start : start + AT_ONCE])
    with ledger.writing() as book:
        counts["editors' words"] = book.letters.forget_edits(before)
    counts["letters"] = len(old)
    return counts


def _files(settings: Settings, ledger: Ledger, clock: Clock, counts: Counter[str]) -> str | None:
    root: Path = settings.store_folder / "archive"
    expiry = timedelta(days=settings.retention.off_topic_days)
    try:
        with run_lock(settings.store_folder):
            archive.recover(root)
            counts["off-topic pages"] = forget_expired(ledger, root, clock() - expiry)
            clear_archive(ledger, root, clock)
            for folder in (archive.KEPT, archive.OFF_TOPIC):
                drop_unused(ledger, root, folder)
    except RunBusy:
        return "a run is at work: it clears the archive's files at its end"
    return None


def _index(settings: Settings, ledger: Ledger, clock: Clock, counts: Counter[str]) -> str | None:
    """What changed or left goes into the index, and out of it."""
    if not (counts["items"] or counts["texts"]):
        return None
    with ledger.reading() as book:
        run = book.runs.last() or 0
    try:
        with open_for_writing(settings) as index:
            drain(ledger, index, run, clock)
    except (IndexUnavailable, IndexBusy) as error:
        return f"{error}; the next run brings the index up to date"
    return None


def _before(now: datetime, days: int | None) -> datetime | None:
    return now - timedelta(days=days) if days else None
