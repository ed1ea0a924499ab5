"""One run of the whole way: collect, read, sieve, analyse, group, index."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from udklip.core.errors import IndexBusy, IndexUnavailable, Stopped
from udklip.core.ledger import Ledger, Waiting
from udklip.core.settings import INBOX, Secrets, Settings
from udklip.core.times import Clock, fixed_clock, system_clock
from udklip.crawler import archive
from udklip.indexer.index import Index, open_index
from udklip.nlp.register import load_register
from udklip.schedules import indexing
from udklip.schedules.collecting.archives import Archives, Import
from udklip.schedules.collecting.collector import Collector, Nothing, Place
from udklip.schedules.collecting.press import Press
from udklip.schedules.crew import Crew
from udklip.schedules.identity.merging import merge_same_pages
from udklip.schedules.interrupts import heard
from udklip.schedules.jobs import Equipment, Job
from udklip.schedules.reserving import clear_archive
from udklip.schedules.run_lock import run_lock
from udklip.schedules.settling import Settler, forget_expired
from udklip.schedules.sources.watchfulness import noticed
from udklip.schedules.summary import Summary, failures_of, summarise

AT_ONCE = 64
PAUSE = 0.2
INDEX_AFTER = 200


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How a run is done. `now` fixes its clock; `due_only` leaves sources whose rhythm has not come round.

    `identity` applies today's rule for addresses to what the ledger holds, and `again` also re-reads everything
    the archive holds; `archives` takes somebody else's in. All three fetch nothing.
    """

    now: datetime | None = None
    due_only: bool = False
    again: bool = False
    identity: bool = False
    archives: Archives | None = None


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
            with heard() as listen:
                one.go(listen)
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

    def go(self, listen: Callable[[], None]) -> None:
        """From the first find to the index. `listen` raises KeyboardInterrupt once Ctrl-C was pressed."""
        load_register(self._settings.register_path)
        archive.recover(self._archive)
        expiry = timedelta(days=self._settings.retention.off_topic_days)
        forget_expired(self._ledger, self._archive, self._clock() - expiry)
        with self._ledger.writing() as book:
            self.number = book.runs.begin(self._clock())
            book.addresses.note_waiting(self.number)
            if self._options.again or self._options.identity:
                merged = merge_same_pages(book, self.number, self._clock())
                self.messages += [f"items that became aliases of elder ones: {merged}"] if merged else []
            if self._options.again:
                book.addresses.read_again(self.number)
        collector = self._collector()
        try:
            self._process(collector.more, listen)
        finally:
            collector.close()
        self.messages += collector.messages
        self.not_due = collector.not_due
        clear_archive(self._ledger, self._archive, self._clock)
        self._index()
        if self._index_fault:
            self.messages.append(self._index_fault)
        with self._ledger.reading() as book:
            self.messages.extend(noticed(book, self._settings.sources, self.number))
        with self._ledger.writing() as book:
            book.runs.end(self.number, self._clock())

    def _collector(self) -> Collector:
        """Where this run's addresses come from."""
        place = Place(self._settings, self._ledger, self.number, self._clock, self._options.now)
        if self._options.archives:
            return Import(place, self._options.archives)
        if self._options.again or self._options.identity:
            return Nothing(place)
        return Press(place, due_only=self._options.due_only)

    def _process(self, collect: Callable[[], bool], listen: Callable[[], None]) -> None:
        """Read, analyse and group what has been fetched, for as long as more may come."""
        with self._ledger.reading() as book:
            erased = book.bars.barred().names
        equipment = Equipment(
            archive=self._archive,
            profile=self._settings.profile,
            register=self._settings.register_path,
            model=self._settings.nlp.model,
            erased=erased,
        )
        crew = Crew(equipment, self._settings.nlp.workers)
        settler = Settler(self._settings, self._ledger, self.number, self._clock)
        given: dict[str, Waiting] = {}
        try:
            while True:
                listen()
                collecting = collect()
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
        source_type = self._settings.filed_under(waiting.source).type
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


def open_for_writing(settings: Settings) -> Index:
    """The settings' index, for writing."""
    return open_index(settings.index, settings.store_folder / "index", Secrets.load(), writing=True)
