"""A service without its process: jobs of a test, done by what the ledger says, at whatever time the test says it is."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from udklip.core.ledger import Ledger
from udklip.core.ledger.duty.values import JobRun
from udklip.core.settings import Settings
from udklip.core.times import system_clock
from udklip.schedules.service.duty import Worker, by_plan, standings
from udklip.schedules.service.job import JobOutcome, Report, Work, Workplace
from udklip.schedules.service.planning import JobSpec, what_to_start
from udklip.schedules.service.triggers import Trigger

HOLDER = "here:1:abc"
LONG = timedelta(days=4000)


@dataclass
class Answers:
    """The work of a test's job: it gives the report that is set, or raises it."""

    report: Report | Exception = field(default_factory=lambda: Report(JobOutcome.DONE))
    done: list[datetime] = field(default_factory=list)

    def __call__(self, workplace: Workplace) -> Report:
        """Note when, and answer."""
        self.done.append(workplace.clock())
        if isinstance(self.report, Exception):
            raise self.report
        return self.report


def spec(name: str, trigger: Trigger, work: Work | None = None, after: Sequence[str] = ()) -> JobSpec:
    """A job of a test."""
    return JobSpec(name, trigger, work or Answers(), "a job of a test", tuple(after))


@dataclass(frozen=True)
class Duties:
    """What a service that holds the lease does."""

    ledger: Ledger
    settings: Settings
    specs: tuple[JobSpec, ...]
    since: datetime

    def look(self) -> list[JobRun]:
        """Do what is to be started now, by the system's clock, one after another."""
        now = system_clock()
        with self.ledger.reading() as book:
            there = standings(book, self.specs, now)
        starts = what_to_start(self.specs, there, now, self.since)
        return [run for start in starts if (run := self.do(start.job))]

    def do(self, job: str) -> JobRun | None:
        """Do one job if the ledger says so."""
        worker = Worker(Workplace(self.settings, self.ledger, system_clock), HOLDER)
        one = next(spec for spec in self.specs if spec.name == job)
        return worker.do(one, by_plan(self.specs, one, self.since))

    def runs(self, job: str, limit: int = 1000) -> list[JobRun]:
        """The runs of a job, oldest first."""
        with self.ledger.reading() as book:
            return book.jobs.recent(job, limit)[::-1]


@contextmanager
def duties(store: Path, *specs: JobSpec, settings: Settings | None = None) -> Iterator[Duties]:
    """A service on a ledger of its own, which holds the lease for good."""
    ledger = Ledger.open(store)
    now = system_clock()
    with ledger.writing() as book:
        assert book.lease.take(HOLDER, now, now + LONG)
        book.jobs.know([one.name for one in specs], now)
    yield Duties(ledger, settings or Settings(folder=store), specs, now)
    ledger.close()


MakeDuties = Callable[..., Duties]
