"""A run that somebody asks for: the service does it, and where none is at work it is done here."""

import time
from collections.abc import Callable
from datetime import datetime

from udklip.core.ledger import Book, Ledger
from udklip.core.ledger.duty.values import JobRun
from udklip.core.settings import Settings
from udklip.core.times import Clock, system_clock
from udklip.schedules.service.duty import Decide, Worker
from udklip.schedules.service.hold import holding
from udklip.schedules.service.job import Workplace
from udklip.schedules.service.planning import JobSpec, Start

POLL = 0.3


def run_now(
    settings: Settings,
    spec: JobSpec,
    ledger: Ledger,
    tell: Callable[[str], None],
    clock: Clock = system_clock,
) -> JobRun:
    """Have `spec` done once, by the service or here, paused or not, and wait for its end."""
    with ledger.writing() as book:
        book.jobs.know([spec.name], clock())
        asked = book.jobs.ask(spec.name, clock())
    said = False
    while True:
        with ledger.reading() as book:
            run = book.jobs.asked_for(spec.name, asked)
        if run and run.ended:
            return run
        with holding(ledger, settings.store_folder, clock) as hold:
            if hold:
                workplace = Workplace(settings, ledger, clock, hold.lost.is_set)
                Worker(workplace, hold.holder).do(spec, _as_wished(spec))
                continue
        if not said:
            tell(f"the service was asked to run {spec.name}: waiting for its end")
            said = True
        time.sleep(POLL)


def _as_wished(spec: JobSpec) -> Decide:
    """Begin `spec` if the wish still stands."""

    def decide(book: Book, now: datetime) -> Start | None:
        asked = book.jobs.standing(spec.name, now).asked
        return Start(spec.name, asked) if asked else None

    return decide
