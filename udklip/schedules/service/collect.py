"""The job that collects: a run in a process of its own, within a time limit, where there is something to do."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from udklip.core.settings import Settings
from udklip.crawler.inbox import files_in
from udklip.schedules.indexing.marks import key_in
from udklip.schedules.interrupts import deaf_children
from udklip.schedules.service.job import JobOutcome, Report, Workplace
from udklip.schedules.service.run_process import RunOrder, RunTold
from udklip.schedules.sources.due import due

POLL = 0.2
END_SECONDS = 3.0
"""How long a run that is told to end may take; then it is killed, and the next one goes on from there."""


def collect(workplace: Workplace) -> Report:
    """Do a run over the sources that are due; its sums are the counts."""
    if not _anything_to_do(workplace):
        return Report(JobOutcome.NOTHING)
    limit = workplace.settings.schedule.crawl_minutes
    deadline = time.monotonic() + limit * 60
    with _process(workplace.settings) as process:
        while process.poll() is None:
            if workplace.stopping():
                return Report(
                    JobOutcome.STOPPED, note="the service was told to end; the next run goes on from there"
                )
            if time.monotonic() > deadline:
                return Report(
                    JobOutcome.STOPPED, note=f"it took longer than {limit} min (schedule.crawl_minutes)"
                )
            time.sleep(POLL)
        return _report(process)


def _report(process: "subprocess.Popen[bytes]") -> Report:
    """What a process that has ended came to."""
    said = process.stdout.read().splitlines() if process.stdout else []
    if process.returncode or not said:
        return Report(JobOutcome.FAILED, note=f"the run ended early (exit code {process.returncode})")
    told = RunTold.model_validate_json(said[-1])
    note = told.fault or "; ".join(told.messages) or None
    if told.fault:
        return Report(JobOutcome.FAILED, note=note)
    if told.busy:
        return Report(JobOutcome.NOTHING, note=note)
    if told.nothing_could_be_read:
        said_so = "none of the sources could be read" + (f"; {note}" if note else "")
        return Report(JobOutcome.FAILED, told.counts, said_so)
    return Report(JobOutcome.DONE, told.counts, note)


@contextmanager
def _process(settings: Settings) -> "Iterator[subprocess.Popen[bytes]]":
    command = [sys.executable, "-m", "udklip.schedules.service.run_process"]
    with deaf_children():
        process = subprocess.Popen(  # noqa: S603 - our own module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
    try:
        if process.stdin:
            # It stays open: its end tells the run that we are gone.
            process.stdin.write(RunOrder.of(settings).model_dump_json().encode() + b"\n")
            process.stdin.flush()
        yield process
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """See to it that the process has ended: it is told to, and killed where it does not."""
    process.terminate()
    try:
        process.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for stream in (process.stdout, process.stdin):
        if stream:
            stream.close()


def _anything_to_do(workplace: Workplace) -> bool:
    """Whether a source is due, a file is new, or something waits: a run that does nothing still writes its row."""
    settings, now = workplace.settings, workplace.clock()
    with workplace.ledger.reading() as book:
        last = book.runs.last_began()
        return bool(
            due(book, [source for source in settings.sources if source.enabled], now).sources
            or book.addresses.waiting(1)
            or book.indexing.waiting(key_in(settings.index))
            or _new_files(settings.inbox_folder, last)
        )


def _new_files(inbox: Path, since: datetime | None) -> bool:
    files = files_in(inbox) if inbox.is_dir() else iter(())
    return any(since is None or file.path.stat().st_ctime >= since.timestamp() for file in files)
