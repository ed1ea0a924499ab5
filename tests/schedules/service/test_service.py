"""The service in processes of its own: two on one ledger, killed, told to end, paused, asked."""

import signal
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from socket import gethostname

import pytest
from crawler.crawling import feed_of
from crawler.misbehaving_server import Site, closed_port, hang, served
from schedules.pages import article
from schedules.service.serving import runs, service, settings, within
from schedules.way import Way

from udklip.core.errors import RunBusy
from udklip.core.ledger import Ledger
from udklip.core.times import system_clock
from udklip.schedules.run_lock import run_lock
from udklip.schedules.service.collect import collect
from udklip.schedules.service.job import JobOutcome, Workplace

AT_WORK, WAITS = "at work as", "another service is at work"
SECONDS_TO_END = 10.0


@pytest.fixture
def slow() -> Iterator[Site]:
    """A site that takes every question and gives no answer."""
    with served({"/feed": hang, "/robots.txt": hang}) as site:
        yield site


def collecting(way: Way, site: Site) -> bool:
    """Whether the service's crawl waits for the site."""
    return within(lambda: site.server.asked) and bool(runs(way, "collect"))


def nobody_collects(way: Way) -> bool:
    """Whether no run works on the ledger any more."""
    try:
        with run_lock(way.settings.store_folder):
            return True
    except RunBusy:
        return False


def test_of_two_services_one_works_and_the_other_goes_on_when_it_is_killed(
    tmp_path: Path, slow: Site
) -> None:
    way = settings(tmp_path, slow)
    with service(way) as one, service(way) as other:
        first = {AT_WORK in served.line(AT_WORK, WAITS): served for served in (one, other)}
        assert set(first) == {True, False}, "one works, and the other waits"
        assert collecting(way, slow)
        assert within(lambda: [run.outcome for run in runs(way, "health")] == [JobOutcome.DONE])
        first[True].process.kill()
        first[False].line(AT_WORK)
        assert within(lambda: nobody_collects(way)), "what was started ends with who started it"
        (collect,) = runs(way, "collect")
        assert (collect.outcome, collect.note) == (JobOutcome.STOPPED, "the service ended before it did")
        assert len(runs(way, "health")) == 1


def test_told_to_end_it_ends_within_ten_seconds_and_nothing_is_lost(tmp_path: Path, slow: Site) -> None:
    way = settings(tmp_path, slow)
    with service(way) as there:
        assert collecting(way, slow)
        began = time.monotonic()
        there.process.send_signal(signal.SIGTERM)
        assert there.ended(SECONDS_TO_END) == 0
        took = time.monotonic() - began
    assert took < SECONDS_TO_END
    assert "ended" in there.lines[-1]
    assert [run.outcome for run in runs(way, "collect")] == [JobOutcome.STOPPED]
    assert within(lambda: nobody_collects(way))
    status = way.json("status")[0]
    assert (status["service"]["state"], status["state"]) == ("not_running", "ok")

    slow.routes({"/feed": feed_of(slow.url("/sag"))})
    (run,) = way.json("schedule", "run", "collect")
    assert (run["outcome"], run["counts"]["found"], run["counts"]["sources_complete"]) == ("done", 1, 1)


def test_a_service_that_loses_its_lease_ends_what_it_does_and_waits(tmp_path: Path, slow: Site) -> None:
    way, elsewhere = settings(tmp_path, slow), "elsewhere:1:abc"
    with service(way) as there:
        assert collecting(way, slow)
        with way.ledger() as ledger, ledger.writing() as book:
            now = system_clock()
            assert book.lease.take(elsewhere, now, now + timedelta(hours=1), gone=gethostname())
        there.line("another service has the lease")
        assert elsewhere in there.line(WAITS)
        assert [run.outcome for run in runs(way, "collect")] == [JobOutcome.STOPPED]
        assert nobody_collects(way)
        with way.ledger() as ledger, ledger.writing() as book:
            book.lease.give_back(elsewhere)
        there.line(AT_WORK)


def test_a_paused_job_stays_paused_over_restarts(tmp_path: Path) -> None:
    way = settings(tmp_path)
    assert way.json("schedule", "pause", "collect")[0]["paused"]
    for count in (1, 2):
        with service(way) as there:
            there.line(AT_WORK)
            way.json("schedule", "run", "health")
            there.process.send_signal(signal.SIGINT)
            assert there.ended() == 0
        assert len(runs(way, "health")) >= count
        assert runs(way, "collect") == []
    way.json("schedule", "resume", "collect")
    with service(way):
        assert within(lambda: [run.outcome for run in runs(way, "collect")] == [JobOutcome.NOTHING])


def test_what_is_asked_for_is_done_by_the_service_that_is_there(tmp_path: Path) -> None:
    way = settings(tmp_path)
    with service(way) as there:
        holder = there.line(AT_WORK).split(AT_WORK)[1].split(",")[0].strip()
        assert within(lambda: any(run.ended for run in runs(way, "health")))
        ended = way.udklip("schedule", "run", "health")
        assert ended.returncode == 0
        assert ended.stdout.startswith("health: done")
        assert "the service was asked to run health" in ended.stderr
        planned, asked = runs(way, "health")
        assert (planned.holder, asked.holder) == (holder, holder)
        assert not any(job["asked"] for job in way.json("schedule", "list"))


def test_a_job_that_fails_says_so_by_its_exit_code(tmp_path: Path) -> None:
    way = settings(tmp_path)
    port = closed_port()
    source = (
        f'[[source]]\nname = "Væk"\nhosts = ["127.0.0.1:{port}"]\nfeeds = ["http://127.0.0.1:{port}/feed"]\n'
    )
    way.config.write_text(way.config.read_text() + source + "private_network = true\n", "utf-8")
    ended = way.udklip("schedule", "run", "collect")
    assert ended.returncode == 1
    assert "udklip: collect: failed" in ended.stderr
    assert "none of the sources could be read" in ended.stderr
    assert way.udklip("schedule", "run", "kaffe").returncode == 2


def test_a_run_that_takes_too_long_is_ended(tmp_path: Path, slow: Site) -> None:
    there = settings(tmp_path, slow).settings
    limited = there.model_copy(update={"schedule": there.schedule.model_copy(update={"crawl_minutes": 0})})
    ledger = Ledger.open(there.store_folder)
    report = collect(Workplace(limited, ledger, system_clock))
    ledger.close()
    assert (report.outcome, report.note) == (
        JobOutcome.STOPPED,
        "it took longer than 0 min (schedule.crawl_minutes)",
    )


def test_where_another_run_is_at_work_there_is_nothing_to_do(tmp_path: Path, slow: Site) -> None:
    there = settings(tmp_path, slow).settings
    ledger = Ledger.open(there.store_folder)
    with run_lock(there.store_folder):
        report = collect(Workplace(there, ledger, system_clock))
    ledger.close()
    assert (report.outcome, "another run works" in (report.note or "")) == (JobOutcome.NOTHING, True)


def test_a_file_in_the_inbox_is_reason_enough_to_collect(tmp_path: Path) -> None:
    way = settings(tmp_path)
    assert way.json("schedule", "run", "collect")[0]["outcome"] == "nothing"
    inbox = way.settings.inbox_folder
    inbox.mkdir()
    (inbox / "sag.html").write_bytes(article("En sag i indbakken"))
    assert way.json("schedule", "run", "collect")[0]["counts"]["new"] == 1
    assert way.json("schedule", "run", "collect")[0]["outcome"] == "nothing"
