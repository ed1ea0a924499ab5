"""The service's own turns, within the test's process: holding the lease, catching up, and a job that does not end."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from socket import gethostname
from threading import Event

import pytest
from schedules.service.duties import Answers, spec

from udklip.core.ledger import Ledger
from udklip.core.ledger.duty.values import JobRun
from udklip.core.settings import Settings
from udklip.core.times import system_clock
from udklip.schedules.service import serving
from udklip.schedules.service.hold import LASTS, Hold
from udklip.schedules.service.job import JobOutcome, Report, Workplace
from udklip.schedules.service.planning import JobSpec
from udklip.schedules.service.serving import serve
from udklip.schedules.service.triggers import Daily, Every, latest

NOON = datetime.fromisoformat("2026-12-01T12:00+01:00")
SECOND = timedelta(seconds=1)
PATIENCE = 30.0


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger."""
    opened = Ledger.open(tmp_path)
    yield opened
    opened.close()


def served(ledger: Ledger, folder: Path, stop: Event, *specs: JobSpec) -> tuple[bool, list[str]]:
    """The service until `stop`: whether everything had ended, and what it said."""
    settings = Settings(folder=folder).model_copy(
        update={"store": Settings().store.model_copy(update={"folder": folder})}
    )
    said: list[str] = []
    return serve(settings, specs, ledger, stop, said.append), said


def newest(ledger: Ledger, job: str) -> JobRun:
    with ledger.reading() as book:
        return book.jobs.recent(job, 1)[0]


def test_nobody_holds_the_lease_beside_another_on_this_machine(ledger: Ledger, tmp_path: Path) -> None:
    now = NOON
    one, other = (Hold(ledger, tmp_path, lambda: now) for _ in range(2))
    assert one.take()
    now += 2 * LASTS
    assert not other.take(), "it lapsed, and its holder lives"
    one.give_back()
    assert other.take()
    other.give_back()


@pytest.mark.parametrize(("holder", "seconds"), [(f"{gethostname()}:1:abc", 0), ("elsewhere:1:abc", 60)])
def test_a_holder_that_was_killed_is_waited_for_only_on_another_machine(
    ledger: Ledger, tmp_path: Path, holder: str, seconds: int
) -> None:
    with ledger.writing() as book:
        book.lease.take(holder, NOON, NOON + LASTS)
        book.jobs.begin("collect", NOON, holder, NOON)
    if seconds:
        assert not Hold(ledger, tmp_path, lambda: NOON + (seconds - 1) * SECOND).take()
        assert newest(ledger, "collect").ended is None
    hold = Hold(ledger, tmp_path, lambda: NOON + seconds * SECOND)
    assert hold.take()
    assert newest(ledger, "collect").outcome is JobOutcome.STOPPED
    hold.give_back()


def test_what_was_missed_is_caught_up_by_the_ledger(ledger: Ledger, tmp_path: Path) -> None:
    stop, trigger, began = Event(), Daily((time(7), time(19))), system_clock()
    with ledger.writing() as book:
        book.jobs.know(["overview"], began - timedelta(days=3))
        book.troubles.note("job gone", "it failed before it went", began)
        book.troubles.note("source Avisen", "silent: nothing new", began)

    def work(_: Workplace) -> Report:
        stop.set()
        return Report(JobOutcome.DONE, {"items": 3})

    ended, said = served(ledger, tmp_path, stop, spec("overview", trigger, work), spec("new", trigger))
    run = newest(ledger, "overview")
    assert ended
    assert run.due in (latest(trigger, began), latest(trigger, run.started))
    assert (run.outcome, dict(run.counts)) == (JobOutcome.DONE, {"items": 3})
    assert any(line.startswith("overview: done in ") and line.endswith("(items 3)") for line in said)
    with ledger.reading() as book:
        assert book.jobs.recent("new", 1) == []
        assert book.lease.last() is None
        assert [one.subject for one in book.troubles.all()] == ["source Avisen"]


def test_a_job_that_does_not_end_is_left_and_its_row_is_closed(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "END_SECONDS", 0.2)
    stop, released, over = Event(), Event(), Event()

    def work(_: Workplace) -> Report:
        stop.set()
        assert released.wait(PATIENCE)
        over.set()
        return Report(JobOutcome.DONE)

    ended, said = served(ledger, tmp_path, stop, spec("stuck", Every(5), work))
    assert not ended
    assert said[-1] == "left unfinished: stuck; the next service goes on from there"
    assert newest(ledger, "stuck").outcome is JobOutcome.STOPPED
    released.set()
    assert over.wait(PATIENCE)


def test_a_job_is_told_that_the_service_ends(ledger: Ledger, tmp_path: Path) -> None:
    stop = Event()

    def work(workplace: Workplace) -> Report:
        before = workplace.stopping()
        stop.set()
        return Report(JobOutcome.STOPPED, {"before": before, "after": workplace.stopping()})

    assert served(ledger, tmp_path, stop, spec("long", Every(5), work), spec("other", Every(5), Answers()))[0]
    assert dict(newest(ledger, "long").counts) == {"before": 0, "after": 1}
