"""One run of the whole way: collect, read, sieve, analyse, group, index."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from udklip.core.errors import IndexBusy, IndexUnavailable, Stopped
from udklip.core.ledger import Ledger, Waiting
from udklip.core.settings import INBOX, Secrets, Settings
from udklip.core.source import Source
from udklip.core.times import Clock, fixed_clock, system_clock
from udklip.crawler import archive, inbox
from udklip.crawler.crawl_order import CrawlOrder
from udklip.crawler.intake import Intake
from udklip.indexer.index import Index, open_index
from udklip.nlp.register import load_register
from udklip.schedules import indexing
from udklip.schedules.crew import Crew
from udklip.schedules.identity.merging import merge_same_pages
from udklip.schedules.interrupts import deaf_children
from udklip.schedules.jobs import Equipment, Job
from udklip.schedules.reserving import clear_archive
from udklip.schedules.run_lock import run_lock
from udklip.schedules.settling import Settler, forget_expired
from udklip.schedules.sources.due import due
from udklip.schedules.sources.watchfulness import noticed
from udklip.schedules.summary import Summary, failures_of, summarise

AT_ONCE = 64
CRAWL_HOURS = 6
CRAWL_END_SECONDS = 60
PAUSE = 0.2
INDEX_AFTER = 200


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How a run is done. `now` fixes its clock; `due_only` leaves sources whose rhythm has not come round.

    `identity` applies today's rule for addresses to what the ledger holds, and `again` also re-reads everything
    the archive holds; both fetch nothing.
    """

    now: datetime | None = None
    due_only: bool = False
    again: bool = False
    identity: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run is: addresses settled, and of how many as far as is known."""

    settled: int
    known: int
    collecting: bool


Watcher = Callable[[Progress], None]


def run(settings: Settings, options: RunOptions = RunOptions(), watch: Watcher = lambda _: None) -> Summary:
    """Do one run.

    Raises:
        RunBusy: another run works on the same ledger.
        Stopped: by Ctrl-C; the next run goes on from there.
        UdklipError: the ledger, the register or the model cannot be used.
    """
    began = time.monotonic()
    with run_lock(settings.store_folder):
        ledger = Ledger.open(settings.store_folder)
        try:
            one = _Run(settings, options, ledger, watch)
            one.go()
            return Summary(
                run=one.number,
                engine=settings.index.engine,
                sources=summarise(ledger, settings, one.number, one.not_due),
                failures=failures_of(ledger, one.number),
                messages=tuple(one.messages),
                indexed=one.indexed,
                seconds=round(time.monotonic() - began, 2),
            )
        except KeyboardInterrupt as error:
            raise Stopped("stopped; the next run goes on from there") from error
        finally:
            ledger.close()


class _Run:
    """The state of one run."""

    def __init__(self, settings: Settings, options: RunOptions, ledger: Ledger, watch: Watcher) -> None:
        self._settings = settings
        self._options = options
        self._ledger = ledger
        self._watch = watch
        self._clock: Clock = fixed_clock(options.now) if options.now else system_clock
        self._archive = settings.store_folder / "archive"
        self._settled = 0
        self._settled_when_indexed = 0
        self._index_fault: str | None = None
        self.messages: list[str] = []
        self.indexed = 0
        self.not_due: list[str] = []
        self.number = 0

    def go(self) -> None:
        """From the first find to the index."""
        load_register(self._settings.register_path)
        archive.recover(self._archive)
        expiry = timedelta(days=self._settings.retention.off_topic_days)
        forget_expired(self._ledger, self._archive, self._clock() - expiry)
        with self._ledger.writing() as book:
            self.number = book.runs.begin(self._clock())
            book.addresses.note_waiting(self.number)
            if self._options.again or self._options.identity:
                merged = merge_same_pages(book, self.number, self._clock())
                self.messages += [f"{merged} items became aliases of elder ones"] if merged else []
            if self._options.again:
                book.addresses.read_again(self.number)
        with self._collecting() as still_collecting:
            self._process(still_collecting)
        clear_archive(self._ledger, self._archive, self._clock)
        self._index()
        if self._index_fault:
            self.messages.append(self._index_fault)
        with self._ledger.reading() as book:
            self.messages.extend(noticed(book, self._settings.sources, self.number))
        with self._ledger.writing() as book:
            book.runs.end(self.number, self._clock())

    @contextmanager
    def _collecting(self) -> Iterator[Callable[[], bool]]:
        """Take the inbox in and let the crawl go on in its own process; gives whether it still does."""
        if self._options.again or self._options.identity:
            yield lambda: False
            return
        self._take_inbox_in()
        if not self._settings.sources and not self._settings.inbox_folder.is_dir():
            self.messages.append(
                "there is no source and no inbox folder: `udklip init` writes settings with an example"
            )
        sources = self._due()
        if not sources:
            yield lambda: False
            return
        crawl = self._start_crawl(sources)
        try:
            yield lambda: crawl.poll() is None
        finally:
            self._end_crawl(crawl)

    def _take_inbox_in(self) -> None:
        intake = Intake(self._ledger, self._archive, self.number, self._clock)
        inbox.take_in(self._settings.inbox_folder, self._settings.inbox.max_bytes, self._ledger, intake)
        intake.close()

    def _due(self) -> list[Source]:
        enabled = [source for source in self._settings.sources if source.enabled]
        if not self._options.due_only:
            return enabled
        with self._ledger.reading() as book:
            divided = due(book, enabled, self._clock())
        with self._ledger.writing() as book:
            book.sources.leave_alone(self.number, divided.left_until)
        self.not_due = list(divided.left_until)
        return divided.sources

    def _start_crawl(self, sources: list[Source]) -> subprocess.Popen[bytes]:
        order = CrawlOrder(
            run=self.number,
            store=self._settings.store_folder,
            crawl=self._settings.crawl,
            sources=tuple(sources),
            now=self._options.now,
        )
        command = [sys.executable, "-m", "udklip.crawler.crawl"]
        with deaf_children():
            crawl = subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603 - our own module
        if crawl.stdin:
            # It stays open: its end tells the crawl that this run is gone.
            crawl.stdin.write(order.model_dump_json().encode() + b"\n")
            crawl.stdin.flush()
        return crawl

    def _end_crawl(self, crawl: subprocess.Popen[bytes]) -> None:
        if crawl.poll() is None:
            crawl.terminate()
        if code := _waited(crawl):
            self.messages.append(f"the crawl ended early (exit code {code}); the next run goes on from there")

    def _process(self, still_collecting: Callable[[], bool]) -> None:
        """Read, analyse and group what has been fetched, for as long as more may come."""
        equipment = Equipment(
            archive=self._archive,
            profile=self._settings.profile,
            register=self._settings.register_path,
            model=self._settings.nlp.model,
        )
        crew = Crew(equipment, self._settings.nlp.workers)
        settler = Settler(self._settings, self._ledger, self.number, self._clock)
        given: dict[str, Waiting] = {}
        late = time.monotonic() + CRAWL_HOURS * 3600
        try:
            while True:
                collecting = still_collecting() and time.monotonic() < late
                more = self._give(crew, given)
                self._settle(crew, settler, given)
                self._index_meanwhile()
                self._watch(Progress(self._settled, self._settled + len(given), collecting))
                if not collecting and not more and crew.idle:
                    return
        finally:
            crew.close()
            settler.close()

    def _give(self, crew: Crew, given: dict[str, Waiting]) -> bool:
        """Hand out what waits; gives whether there was any."""
        if not crew.free:
            return True
        with self._ledger.reading() as book:
            waiting = book.addresses.waiting(AT_ONCE + len(given))
        fresh = [one for one in waiting if one.url not in given][:AT_ONCE]
        given.update((one.url, one) for one in fresh)
        crew.give([self._job(one) for one in fresh])
        return bool(fresh)

    def _settle(self, crew: Crew, settler: Settler, given: dict[str, Waiting]) -> None:
        results = list(crew.collect(PAUSE))
        if not results:
            # Nothing under way: wait for the crawl rather than spin.
            time.sleep(PAUSE if crew.idle else 0)
            return
        settler.settle([(given[result.url], result) for result in results])
        for result in results:
            del given[result.url]
        self._settled += len(results)

    def _job(self, waiting: Waiting) -> Job:
        source = self._settings.source(waiting.source)
        source_type = source.type if source else self._settings.inbox.type
        return Job.of(waiting, source_type, is_file=waiting.source == INBOX)

    def _index_meanwhile(self) -> None:
        """Index while the crew is at work, so that the end of a long run does not wait for it."""
        if self._index_fault is None and self._settled - self._settled_when_indexed >= INDEX_AFTER:
            self._index()

    def _index(self) -> None:
        self._settled_when_indexed = self._settled
        try:
            with open_for_writing(self._settings) as index:
                self.indexed += indexing.drain(self._ledger, index, self.number, self._clock)
            self._index_fault = None
        except (IndexUnavailable, IndexBusy) as error:
            self._index_fault = f"{error}; what is new waits in the ledger and the next run indexes it"


def _waited(crawl: subprocess.Popen[bytes]) -> int:
    """The exit code of a crawl, which is killed where it does not end by itself."""
    with crawl:
        try:
            return crawl.wait(CRAWL_END_SECONDS)
        except subprocess.TimeoutExpired:
            crawl.kill()
            return crawl.wait()


def open_for_writing(settings: Settings) -> Index:
    """The settings' index, for writing."""
    return open_index(settings.index, settings.store_folder / "index", Secrets.load(), writing=True)
