"""Whatever happens to a service, in any order: each planned moment has one good run, and none is left undone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from itertools import count, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from schedules.service.duties import Answers, spec

from udklip.core.errors import UdklipError
from udklip.core.ledger import Ledger
from udklip.core.ledger.duty.values import ENDED_WELL, JobRun
from udklip.core.settings import Settings
from udklip.core.times import COPENHAGEN
from udklip.schedules.service.duty import Worker, by_plan, standings
from udklip.schedules.service.hold import LASTS
from udklip.schedules.service.job import JobOutcome, Report, Workplace
from udklip.schedules.service.planning import start_of, what_to_start
from udklip.schedules.service.triggers import Daily, Every, latest

# The night in which the clock goes back lies in it.
START = datetime(2026, 10, 23, 12, tzinfo=COPENHAGEN).astimezone(UTC)
DAILY = Daily((time(7), time(19)))
EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("wait"), st.integers(1, 900)),
        st.tuples(
            st.sampled_from(["look", "fail", "killed", "restart", "pause", "resume", "ask"]), st.just(0)
        ),
    ),
    min_size=5,
    max_size=30,
)


@dataclass
class World:
    """One ledger, its time, and the service that works on it now."""

    ledger: Ledger
    folder: Path
    now: datetime = START
    work: Answers = field(default_factory=Answers)
    numbers: "count[int]" = field(default_factory=count)

    def __post_init__(self) -> None:
        """The first service comes to work."""
        self.specs = (
            spec("collect", Every(30), self.work),
            spec("overview", DAILY, self.work, after=["collect"]),
        )
        self.restart()

    def restart(self) -> None:
        """Another service, after the one before was killed."""
        self.holder, self.since = f"somewhere:{next(self.numbers)}:x", self.now
        with self.ledger.writing() as book:
            assert book.lease.take(self.holder, self.now, self.now + LASTS, gone="somewhere:")
            book.jobs.close(self.now)
            book.jobs.know([one.name for one in self.specs], self.now)

    def look(self) -> None:
        """Begin and end what is to be done."""
        with self.ledger.writing() as book:
            assert book.lease.renew(self.holder, self.now + LASTS)
            starts = what_to_start(self.specs, standings(book, self.specs, self.now), self.now, self.since)
        worker = Worker(Workplace(Settings(folder=self.folder), self.ledger, lambda: self.now), self.holder)
        for start in starts:
            one = next(one for one in self.specs if one.name == start.job)
            worker.do(one, by_plan(self.specs, one, self.since))

    def fail(self) -> None:
        """Begin what is to be done, in vain."""
        self.work.report = UdklipError("the disk is full")
        self.look()
        self.work.report = Report(JobOutcome.DONE)

    def killed(self) -> None:
        """Begin something, and be no more."""
        with self.ledger.writing() as book:
            there = standings(book, self.specs, self.now)
            for one in self.specs:
                if start := start_of(one, there, self.now, self.since):
                    book.jobs.begin(one.name, start.due, self.holder, self.now)
        self.now += timedelta(minutes=1)
        self.restart()

    def want(self, wish: str) -> None:
        """Somebody pauses, resumes or asks for the overview."""
        with self.ledger.writing() as book:
            if wish == "ask":
                book.jobs.ask("overview", self.now)
            else:
                book.jobs.pause("overview", self.now, paused=wish == "pause")

    def happens(self, event: str, minutes: int) -> None:
        """One thing after another, each at its own second."""
        self.now += timedelta(seconds=1, minutes=minutes)
        if event in ("pause", "resume", "ask"):
            self.want(event)
        elif event != "wait":
            getattr(self, event)()

    def settle(self) -> None:
        """Nothing stands in the way any more: every rest is over."""
        self.want("resume")
        for _ in range(4):
            self.now += timedelta(hours=1)
            self.look()

    def runs(self) -> list[JobRun]:
        """The overview's runs, oldest first."""
        with self.ledger.reading() as book:
            return book.jobs.recent("overview", 1000)[::-1]


@examples(max_examples=25, deadline=None)
@given(EVENTS)
def test_whatever_happens_each_planned_moment_is_done_once(events: Sequence[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        world = World(Ledger.open(Path(folder)), Path(folder))
        for event, minutes in events:
            world.happens(event, minutes)
        world.settle()
        runs = world.runs()
        world.ledger.close()
    assert all(run.ended for run in runs)
    assert all(before.ended and before.ended <= after.started for before, after in pairwise(runs)), (
        "none overlaps"
    )
    done = [run.due for run in runs if run.outcome in ENDED_WELL]
    assert len(done) == len(set(done)), "nothing is done twice"
    newest = latest(DAILY, world.now)
    assert newest
    assert newest < START or max(done) >= newest, "nothing is left undone"
