"""What the ledger makes of jobs: exactly one run for each plan, caught up in order, paused, asked for, never twice."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
import time_machine
from schedules.service.duties import HOLDER, Answers, duties, spec

from udklip.core.errors import UdklipError
from udklip.core.ledger import Ledger
from udklip.core.times import COPENHAGEN, system_clock
from udklip.schedules.overview.working_days import is_working_day
from udklip.schedules.service.job import JobOutcome, Report, Workplace
from udklip.schedules.service.triggers import Daily, Every

SEVEN = Daily((time(7),))
MINUTE = timedelta(minutes=1)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN)


def at(text: str) -> time_machine.travel:
    """The clock stands there."""
    return time_machine.travel(local(text), tick=False)


@pytest.mark.parametrize("start", ["2027-03-26", "2026-10-23", "2028-02-27", "2026-12-30"])
def test_through_a_week_each_day_has_one_run_at_its_hour(tmp_path: Path, start: str) -> None:
    began = local(f"{start}T12:00").astimezone(UTC)
    with time_machine.travel(began, tick=False) as clock, duties(tmp_path, spec("overview", SEVEN)) as there:
        for minutes in range(0, 7 * 24 * 60, 20):
            clock.move_to(began + minutes * MINUTE)
            there.look()
        runs = [run.started.astimezone(COPENHAGEN) for run in there.runs("overview")]
    assert [run.time() for run in runs] == [time(7)] * 7
    assert len({run.date() for run in runs}) == 7


def test_what_was_missed_is_done_once_and_what_it_rests_on_goes_first(tmp_path: Path) -> None:
    collect = Answers()
    specs = (spec("overview", SEVEN, after=["collect"]), spec("collect", Every(5), collect))
    with at("2026-11-30T08:00") as clock:
        with duties(tmp_path, *specs) as there:
            assert [run.job for run in there.look()] == ["collect"]
            with there.ledger.writing() as book:
                book.lease.give_back(HOLDER)
        clock.move_to(local("2026-12-04T09:30"))
        with duties(tmp_path, *specs) as there:
            assert [run.job for run in there.look()] == ["collect"], "the overview waits for the collecting"
            (overview,) = there.look()
            assert (overview.job, overview.due) == ("overview", local("2026-12-04T07:00"))
            assert there.look() == []
            clock.move_to(local("2026-12-05T07:00"))
            assert [run.job for run in there.look()] == ["overview", "collect"], "on time it waits for nobody"


def test_no_run_begins_without_the_lease(tmp_path: Path) -> None:
    work = Answers()
    with (
        at("2026-12-01T08:00"),
        duties(tmp_path, spec("a", Every(5), work)) as there,
    ):
        with there.ledger.writing() as book:
            book.lease.give_back(HOLDER)
            assert book.lease.take("there:2:def", system_clock(), system_clock() + MINUTE)
        assert there.look() == []
        assert (work.done, there.runs("a")) == ([], [])


def test_a_lease_that_lapsed_is_anybodys_and_until_then_nobody_elses(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path)
    noon = local("2026-12-01T12:00")
    with ledger.writing() as book:
        assert book.lease.take("a:1:x", noon, noon + MINUTE)
        assert not book.lease.take("b:1:y", noon + MINUTE / 2, noon + 2 * MINUTE)
        assert not book.lease.take("b:1:y", noon, noon + MINUTE, gone="b:")
        assert book.lease.renew("a:1:x", noon + 2 * MINUTE)
        assert not book.lease.take("b:1:y", noon + MINUTE, noon + 3 * MINUTE)
        assert book.lease.take("b:1:y", noon + 2 * MINUTE, noon + 3 * MINUTE)
        assert not book.lease.renew("a:1:x", noon + 4 * MINUTE)
        assert book.lease.take("b:2:z", noon + 2 * MINUTE, noon + 3 * MINUTE, gone="b:")
    ledger.close()


def test_one_job_never_overlaps_itself(tmp_path: Path) -> None:
    inner: list[object] = []

    def work(_: Workplace) -> Report:
        clock.shift(timedelta(minutes=10))
        with there.ledger.writing() as book:
            book.jobs.ask("a", system_clock())
        inner.extend(there.look())
        return Report(JobOutcome.DONE)

    with (
        at("2026-12-01T08:00") as clock,
        duties(tmp_path, spec("a", Every(5), work)) as there,
    ):
        assert len(there.look()) == 1
        assert inner == []
        assert len(there.look()) == 1, "the wish is done after"


def test_a_wish_goes_before_the_plan_and_is_heard_though_the_job_is_paused(tmp_path: Path) -> None:
    with (
        at("2026-12-01T08:00") as clock,
        duties(tmp_path, spec("a", SEVEN)) as there,
    ):
        with there.ledger.writing() as book:
            book.jobs.pause("a", system_clock(), paused=True)
            asked = book.jobs.ask("a", system_clock())
            clock.shift(30)
            assert book.jobs.ask("a", system_clock()) == asked, "a wish that stands is not put off"
        (run,) = there.look()
        assert (run.due, run.outcome) == (asked, JobOutcome.DONE)
        clock.move_to(local("2026-12-02T08:00"))
        assert there.look() == []
        with there.ledger.writing() as book:
            book.jobs.pause("a", system_clock(), paused=False)
        assert [run.due for run in there.look()] == [local("2026-12-02T07:00")]


def test_whatever_a_job_raises_is_told_by_its_row(tmp_path: Path) -> None:
    work = Answers()
    with (
        at("2026-12-01T08:00") as clock,
        duties(tmp_path, spec("a", Every(5), work)) as there,
    ):
        for fault in (UdklipError("the register is gone"), ZeroDivisionError("division by zero")):
            work.report = fault
            there.look()
            clock.shift(timedelta(minutes=5))
        runs = there.runs("a")
    assert [(run.outcome, run.note) for run in runs] == [
        (JobOutcome.FAILED, "the register is gone"),
        (JobOutcome.FAILED, "a fault of the program: ZeroDivisionError: division by zero"),
    ]


def test_a_run_that_was_closed_meanwhile_stays_closed(tmp_path: Path) -> None:
    def work(workplace: Workplace) -> Report:
        with workplace.ledger.writing() as book:
            assert book.jobs.close(workplace.clock()) == ["a"]
        return Report(JobOutcome.DONE, {"items": 3})

    with (
        at("2026-12-01T08:00"),
        duties(tmp_path, spec("a", Every(5), work)) as there,
    ):
        (run,) = there.look()
    assert (run.outcome, dict(run.counts)) == (JobOutcome.STOPPED, {})


def test_a_clock_that_was_wrong_does_not_stop_the_service(tmp_path: Path) -> None:
    jobs = (spec("daily", SEVEN), spec("often", Every(5)))
    with (
        at("2026-12-01T06:00") as clock,
        duties(tmp_path, *jobs) as there,
    ):
        clock.move_to(local("2031-01-01T08:00"))
        assert len(there.look()) == 2
        clock.move_to(local("2026-12-01T07:00"))
        assert {run.job for run in there.look()} == {"daily", "often"}


def test_old_runs_are_forgotten_and_the_newest_good_one_is_not(tmp_path: Path) -> None:
    work = Answers(Report(JobOutcome.NOTHING))
    with (
        at("2026-12-01T08:00") as clock,
        duties(tmp_path, spec("a", Every(5), work)) as there,
    ):
        for outcome in (JobOutcome.DONE, JobOutcome.NOTHING, JobOutcome.NOTHING):
            work.report = Report(outcome)
            there.look()
            clock.shift(timedelta(minutes=5))
        with there.ledger.writing() as book:
            assert book.jobs.forget(system_clock(), only_nothing=True) == 1
        assert [run.outcome for run in there.runs("a")] == [JobOutcome.DONE, JobOutcome.NOTHING]


def test_an_hour_of_a_working_day_is_none_of_sunday(tmp_path: Path) -> None:
    weekdays = Daily((time(7),), is_working_day)
    with (
        at("2026-12-05T06:00") as clock,
        duties(tmp_path, spec("overview", weekdays)) as there,
    ):
        clock.move_to(local("2026-12-06T12:00"))
        assert there.look() == []
        clock.move_to(local("2026-12-07T07:00"))
        assert len(there.look()) == 1
