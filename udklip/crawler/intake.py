"""The one door from the spiders to the ledger and the archive."""

import hashlib
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from udklip import __version__
from udklip.core.address import host_of
from udklip.core.dated_address import is_one_of
from udklip.core.erasing.barred import token_of
from udklip.core.erasing.masking import Masking
from udklip.core.errors import ArchiveError
from udklip.core.ledger import Find, Ledger, Record, StepRow, VisitRow, VisitState, Waiting, Warned
from udklip.core.outcomes import Outcome, Step
from udklip.core.settings import INBOX
from udklip.core.source import Source
from udklip.core.times import Clock
from udklip.crawler.archive import SPOOL, ArchiveWriter, load

FLUSH_AFTER = 25
FLUSH_SECONDS = 1.0
TRY_AGAIN_FOR = timedelta(days=30)
LOOK_AGAIN_FOR = timedelta(days=3)


class Look(NamedTuple):
    """A page to be asked for again: what makes the request conditional, and the hash of the bytes it had."""

    url: str
    conditions: dict[str, str | None]
    digest: str


class Intake:
    """Takes what spiders find and fetch. What is fetched reaches the ledger only once it is on the disk."""

    def __init__(self, ledger: Ledger, archive: Path, run: int, clock: Clock) -> None:
        """Write into one new file of the archive's spool."""
        self._ledger = ledger
        self._run = run
        self._clock = clock
        self._archive = archive
        self._writer = ArchiveWriter(archive, SPOOL, clock())
        self._looked_at: set[str] = set()
        with ledger.reading() as book:
            self._barred = book.bars.barred()
        self._held: list[tuple[str, Record, str, datetime]] = []
        self._flushed = time.monotonic()

    def left_over(self, source: Source) -> list[str]:
        """Addresses of `source` that an earlier run found and did not fetch, or failed to."""
        with self._ledger.writing() as book:
            left = book.addresses.left_over(self._run, source.name)
            return left + book.addresses.try_again(self._run, source.name, self._clock() - TRY_AGAIN_FOR)

    def last_visit(self, url: str) -> VisitRow | None:
        """The last visit to a way that answered, for its validators."""
        with self._ledger.reading() as book:
            return book.visits.last_good(url)

    def discover(self, source: Source, finds: Sequence[Find]) -> tuple[list[Find], list[Find]]:
        """Note finds; gives those never seen and those to fetch. Foreign hosts are refused here."""
        finds = self._let_in(finds)
        own = [find for find in finds if source.admits(host_of(find.url))]
        foreign = [find for find in finds if find not in own]
        reason = f"its host is not among those of {source.name}"
        with self._ledger.writing() as book:
            new, wanted = book.addresses.find(self._run, own, self._clock())
            end = self._step("", Step.DISCOVERED, Outcome.FOREIGN_HOST, reason)
            refused = book.addresses.refuse(self._run, foreign, end)
            twins = book.twins.hold_back(self._run, new, self._clock())
            book.looks.listed(own, self._clock(), self._clock() - LOOK_AGAIN_FOR)
        return new + refused, [find for find in wanted if find.url not in twins]

    def to_look_at(self, source: Source) -> list[Look]:
        """Pages of `source` that a way says have changed, and that were not looked at in this run; they count in it."""
        now = self._clock()
        with self._ledger.reading() as book:
            due = book.looks.due(source.name, now, now - LOOK_AGAIN_FOR)
        fresh = [one for one in due if one.url not in self._looked_at]
        self._looked_at.update(one.url for one in fresh)
        with self._ledger.writing() as book:
            book.addresses.find(self._run, [Find(one.url, source.name, "resumed") for one in fresh], now)
        return [look for look in map(self._look, fresh) if look]

    def stands(self, url: str, reason: str) -> None:
        """A page was looked at again, and what was read of it stands."""
        with self._ledger.writing() as book:
            book.looks.unchanged(self._run, url, reason, self._clock())

    def discover_files(self, finds: Sequence[Find]) -> list[Find]:
        """Note files of the inbox; gives those to take in."""
        finds = self._let_in(finds)
        with self._ledger.writing() as book:
            return book.addresses.find(self._run, finds, self._clock())[1]

    def discover_held(self, finds: Sequence[Find]) -> list[Find]:
        """Note pages that somebody else fetched; gives those to take in."""
        finds = self._let_in(finds)
        with self._ledger.writing() as book:
            new, wanted = book.addresses.find(self._run, finds, self._clock())
            twins = book.twins.hold_back(self._run, new, self._clock())
        return [find for find in wanted if find.url not in twins]

    def left_over_files(self) -> list[str]:
        """Files that an earlier run found and did not take in."""
        with self._ledger.writing() as book:
            return book.addresses.left_over(self._run, INBOX)

    def unchanged(self, source: Source, via: str) -> list[Find]:
        """The way at `via` holds what it held; gives what of that is to be fetched again."""
        with self._ledger.reading() as book:
            finds = book.addresses.last_found(self._run, via)
        return self.discover(source, finds)[1]

    def unvisited(self, ways: Sequence[str]) -> list[str]:
        """Which of the ways' addresses this run has not visited; of one that holds a date, on no day."""
        with self._ledger.reading() as book:
            visited = {row.url for row in book.visits.of_run(self._run)}
        return [way for way in ways if not any(is_one_of(url, way) for url in visited)]

    def usual(self, url: str) -> list[int]:
        """How many entries the last visits to a way found."""
        with self._ledger.reading() as book:
            return book.visits.usual(url)

    def warn(self, warnings: Sequence[Warned]) -> None:
        """Keep what looks wrong about a visit that answered."""
        if warnings:
            with self._ledger.writing() as book:
                book.sources.warn(self._run, warnings)

    def visited(self, row: VisitRow) -> None:
        """Note a visit; a way that failed is told in the ledger as a step of its own address too."""
        with self._ledger.writing() as book:
            book.visits.add(self._run, row)
            if row.state is VisitState.FAILED:
                book.addresses.steps(
                    self._run, [self._step(row.url, Step.DISCOVERED, row.outcome, row.reason)]
                )

    def keep(
        self,
        url: str,
        status: int,
        headers: Iterable[tuple[str, str]],
        body: bytes,
        at: datetime | None = None,
    ) -> None:
        """Archive a page that was fetched now, or by somebody else `at` another time."""
        now = at or self._clock()
        record = self._writer.response(url, status, list(headers), body, now)
        self._hold(url, record, body, now)

    def keep_file(self, url: str, body: bytes) -> None:
        """Archive a file of the inbox."""
        now = self._clock()
        self._hold(url, self._writer.resource(url, body, now), body, now)

    def lose(self, url: str, outcome: Outcome, reason: str | None) -> None:
        """An address could not be fetched, or may not be."""
        with self._ledger.writing() as book:
            book.addresses.finish(self._run, self._step(url, Step.FETCHED, outcome, reason))
            book.looks.done(url)
            if not outcome.again:
                book.twins.let_go(url)

    def flush(self) -> None:
        """Bring what is held to the disk, then into the ledger."""
        if self._held:
            self._writer.flush()
            with self._ledger.writing() as book:
                for url, record, digest, at in self._held:
                    book.addresses.fetched(self._run, url, record, digest, at)
                for url in self._looked_at.intersection(held[0] for held in self._held):
                    book.looks.done(url)
        self._held.clear()
        self._flushed = time.monotonic()

    def close(self) -> None:
        """Flush and finish the archive's file."""
        self.flush()
        self._writer.close()

    def _let_in(self, finds: Sequence[Find]) -> Sequence[Find]:
        """Those of `finds` that may come in, without names of erased persons; the others end here, under no address."""
        if not self._barred:
            return finds
        barred = [find for find in finds if self._barred.bars(find.url, find.source)]
        with self._ledger.writing() as book:
            end = self._step("", Step.DISCOVERED, Outcome.ERASED, None)
            nameless = [
                replace(find, url=token_of(self._barred.key, find.url), title=None, listed_at=None)
                for find in barred
            ]
            book.addresses.refuse(self._run, nameless, end)
        masking = Masking(self._barred.names)
        return [
            replace(find, title=find.title and masking.text(find.title))
            for find in finds
            if find not in barred
        ]

    def _look(self, waiting: Waiting) -> Look | None:
        try:
            archived = load(self._archive, waiting.record)
        except ArchiveError:
            return None
        conditions = {
            "If-None-Match": archived.headers.get("etag"),
            "If-Modified-Since": archived.headers.get("last-modified"),
        }
        return Look(waiting.url, conditions, hashlib.sha256(archived.body).hexdigest())

    def _hold(self, url: str, record: Record, body: bytes, now: datetime) -> None:
        self._held.append((url, record, hashlib.sha256(body).hexdigest(), now))
        if len(self._held) >= FLUSH_AFTER or time.monotonic() - self._flushed > FLUSH_SECONDS:
            self.flush()

    def _step(self, url: str, step: Step, outcome: Outcome, reason: str | None) -> StepRow:
        return StepRow(url, step, outcome, reason, self._clock(), __version__)
