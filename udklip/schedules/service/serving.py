"""The service: APScheduler calls the jobs at their hours, and the ledger says whether there is anything to do."""

import logging
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from threading import Event, Lock

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.interval import IntervalTrigger

from udklip.core.errors import LedgerError
from udklip.core.ledger import Ledger
from udklip.core.settings import Settings
from udklip.core.times import Clock, system_clock
from udklip.schedules.service.duty import Worker, by_plan, forget_other_jobs, standings
from udklip.schedules.service.hold import Hold
from udklip.schedules.service.job import JobOutcome, Workplace
from udklip.schedules.service.planning import JobSpec, what_to_start
from udklip.schedules.service.triggers import Daily, Every, Trigger, Weekly, following
from udklip.schedules.service.words import in_words

LOOK_EVERY = 2.0
END_SECONDS = 8.0
"""How long what is under way may take to end; what does not is left, and done again by whoever comes next."""

Tell = Callable[[str], None]


def serve(settings: Settings, specs: Sequence[JobSpec], ledger: Ledger, stop: Event, tell: Tell) -> bool:
    """Do the work of `specs` until `stop`; gives whether everything had ended by then.

    Another service on the same ledger is waited for. One that lost its lease does no more work until it has it again.
    """
    while not stop.is_set():
        hold = Hold(ledger, settings.store_folder, system_clock)
        if not _taken(hold, ledger, stop, tell):
            return True
        workplace = Workplace(settings, ledger, system_clock, _either(stop, hold.lost))
        shift = Shift(specs, Worker(workplace, hold.holder), hold, tell)
        tell(f"at work as {hold.holder}, {len(specs)} jobs: {', '.join(spec.name for spec in specs)}")
        if not shift.work(stop):
            return False
    return True


class Shift:
    """The time from taking the lease to losing it or to the service's end."""

    def __init__(self, specs: Sequence[JobSpec], worker: Worker, hold: Hold, tell: Tell) -> None:
        """Plan the jobs; none begins yet."""
        self._specs = specs
        self._worker = worker
        self._hold = hold
        self._tell = tell
        self._ledger = worker.workplace.ledger
        self._clock: Clock = worker.workplace.clock
        self._since = self._clock()
        self._at_work: set[str] = set()
        self._guard = Lock()
        self._scheduler = _scheduler(len(specs))
        for spec in specs:
            self._scheduler.add_job(self._do, _as_trigger(spec.trigger), args=[spec], id=spec.name)

    def work(self, stop: Event) -> bool:
        """Work until `stop`, or until the lease is lost; gives whether everything that was under way has ended."""
        names = [spec.name for spec in self._specs]
        with self._ledger.writing() as book:
            book.jobs.know(names, self._since)
            forget_other_jobs(book, names)
        self._scheduler.start()
        while not stop.is_set() and not self._hold.lost.is_set():
            self._look()
            stop.wait(LOOK_EVERY)
        self._scheduler.shutdown(wait=False)
        if self._hold.lost.is_set():
            self._tell("another service has the lease: ending what is under way")
            everything = self._ended(stop, for_ever=True)
            self._hold.give_back()
            return everything
        return self._handed_over(self._ended(stop))

    def _look(self) -> None:
        """See to what APScheduler knows nothing of: wishes, what was missed, what is tried again."""
        try:
            with self._ledger.reading() as book:
                now = self._clock()
                lease = book.lease.last()
                there = standings(book, self._specs, now)
        except LedgerError as error:
            self._tell(str(error))
            return
        if lease is None or lease.holder != self._hold.holder:
            self._hold.lost.set()
            return
        for start in what_to_start(self._specs, there, now, self._since):
            if not self._is_at_work(start.job):
                self._scheduler.modify_job(start.job, next_run_time=datetime.now(UTC))

    def _do(self, spec: JobSpec) -> None:
        with self._guard:
            if self._worker.workplace.stopping():
                return
            self._at_work.add(spec.name)
        try:
            run = self._worker.do(spec, by_plan(self._specs, spec, self._since))
            if run and (run.note or run.outcome is not JobOutcome.NOTHING):
                self._tell(in_words(run))
        except LedgerError as error:
            self._tell(f"{spec.name}: {error}")
        except Exception as fault:  # noqa: BLE001 - APScheduler would swallow it
            self._tell(f"{spec.name}: a fault of the program: {type(fault).__name__}: {fault}")
        finally:
            with self._guard:
                self._at_work.discard(spec.name)

    def _is_at_work(self, job: str) -> bool:
        with self._guard:
            return job in self._at_work

    def _somebody_is_at_work(self) -> bool:
        with self._guard:
            return bool(self._at_work)

    def _ended(self, stop: Event, *, for_ever: bool = False) -> bool:
        """Wait for what is under way; without a limit as long as nobody wants the service to stop."""
        deadline = time.monotonic() + END_SECONDS
        while self._somebody_is_at_work() and (
            time.monotonic() < deadline or (for_ever and not stop.is_set())
        ):
            time.sleep(0.05)
        return not self._somebody_is_at_work()

    def _handed_over(self, everything: bool) -> bool:
        """Close the rows that are left open, and let others have the lease."""
        now = self._clock()
        with self._ledger.writing() as book:
            left = book.jobs.close(now) if book.lease.is_held_by(self._hold.holder, now) else []
        if left:
            self._tell(f"left unfinished: {', '.join(left)}; the next service goes on from there")
        self._hold.give_back()
        return everything


class _Planned(BaseTrigger):  # type: ignore[misc] # APScheduler is untyped
    """A trigger of ours, as APScheduler asks for one."""

    def __init__(self, trigger: Daily | Weekly) -> None:
        self._trigger = trigger

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime | None:
        """The moment after the last one, or after `now`."""
        return following(self._trigger, max(previous, now) if previous else now)


def _as_trigger(trigger: Trigger) -> BaseTrigger:
    if isinstance(trigger, Every):
        return IntervalTrigger(minutes=trigger.minutes, timezone=UTC)
    return _Planned(trigger)


def _scheduler(jobs: int) -> BackgroundScheduler:
    """APScheduler with its jobs in memory. What it makes of missed calls matters little: the ledger decides."""
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)
    return BackgroundScheduler(
        executors={"default": ThreadPoolExecutor(jobs)},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        timezone=UTC,
    )


def _either(*events: Event) -> Callable[[], bool]:
    return lambda: any(event.is_set() for event in events)


def _taken(hold: Hold, ledger: Ledger, stop: Event, tell: Tell) -> bool:
    """Wait for the lease; false where the service is to stop before."""
    said = False
    while not stop.is_set():
        try:
            if hold.take():
                return True
            if not said:
                with ledger.reading() as book:
                    last = book.lease.last()
                tell(
                    f"another service is at work{f' ({last.holder})' if last else ''}: waiting for it to end"
                )
                said = True
        except LedgerError as error:
            tell(str(error))
        stop.wait(LOOK_EVERY)
    return False
