"""One run of a job from its row's beginning to its end: begun within the lease, told where it fails too often."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from udklip.core.errors import Stopped, UdklipError
from udklip.core.ledger import Book
from udklip.core.ledger.duty.values import ENDED_WELL, JobRun
from udklip.schedules.service.job import JobOutcome, Report, Workplace
from udklip.schedules.service.notices import JOB, post_troubles
from udklip.schedules.service.planning import TOO_OFTEN, JobSpec, Standings, Start, start_of

Decide = Callable[[Book, datetime], Start | None]


@dataclass(frozen=True, slots=True)
class Worker:
    """Does jobs in the name of a holder of the lease."""

    workplace: Workplace
    holder: str

    def do(self, spec: JobSpec, decide: Decide) -> JobRun | None:
        """Do `spec` if `decide` says so within the transaction that begins the run, and the lease is ours.

        Raises:
            LedgerError: what came of it cannot be written; the next run of the job closes the row.
            KeyboardInterrupt: after the row was closed.
        """
        run = self._begin(spec, decide)
        if run is None:
            return None
        report = Report(JobOutcome.STOPPED, note="the service ended before it did")
        try:
            report = _report_of(spec, self.workplace)
        finally:
            self._end(run, report)
        with self.workplace.ledger.reading() as book:
            return book.jobs.get(run.id)

    def _begin(self, spec: JobSpec, decide: Decide) -> JobRun | None:
        now = self.workplace.clock()
        with self.workplace.ledger.writing() as book:
            if not book.lease.is_held_by(self.holder, now):
                return None
            start = decide(book, now)
            return book.jobs.begin(spec.name, start.due, self.holder, now) if start else None

    def _end(self, run: JobRun, report: Report) -> None:
        now = self.workplace.clock()
        with self.workplace.ledger.writing() as book:
            if not book.jobs.end(run.id, report.outcome, report.counts, report.note, now):
                return
            subject = JOB + run.job
            if report.outcome in ENDED_WELL:
                book.troubles.over(subject)
            elif book.jobs.standing(run.job, now).failures >= TOO_OFTEN:
                book.troubles.note(subject, report.note or "it did not say why", now)
                post_troubles(book, self.workplace.settings.mail, now)


def by_plan(specs: Sequence[JobSpec], spec: JobSpec, since: datetime) -> Decide:
    """Begin `spec` if it is due or asked for, for a service that works since `since`."""
    return lambda book, now: start_of(spec, standings(book, specs, now), now, since)


def forget_other_jobs(book: Book, names: Sequence[str]) -> None:
    """What is broken about jobs that are no more is nobody's business: nothing would ever mend it."""
    for trouble in book.troubles.all():
        if trouble.subject.startswith(JOB) and trouble.subject.removeprefix(JOB) not in names:
            book.troubles.over(trouble.subject)


def standings(book: Book, specs: Sequence[JobSpec], now: datetime) -> Standings:
    """What the ledger knows of each job."""
    return {spec.name: book.jobs.standing(spec.name, now) for spec in specs}


def _report_of(spec: JobSpec, workplace: Workplace) -> Report:
    """What came of the work; whatever it raises is told by its row."""
    try:
        return spec.work(workplace)
    except Stopped as stopped:
        return Report(JobOutcome.STOPPED, note=str(stopped))
    except UdklipError as error:
        return Report(JobOutcome.FAILED, note=str(error))
    except Exception as fault:  # noqa: BLE001 - one job's fault of ours does not take the others down
        return Report(
            JobOutcome.FAILED, note=f"a fault of the program: {type(fault).__name__}: {str(fault)[:300]}"
        )
