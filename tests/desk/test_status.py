"""What `udklip status` shows at a glance, and what counts as broken."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from schedules.sources.watched import Watched
from schedules.way import Way

from udklip.core.ledger import Book
from udklip.core.ledger.duty.values import JobOutcome
from udklip.core.letter import Letter, LetterKind, Recipient
from udklip.core.outcomes import Outcome
from udklip.core.times import system_clock

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def way(tmp_path: Path) -> Way:
    """Settings with one source, whose ledger is there."""
    config = tmp_path / "udklip.toml"
    config.write_text(
        '[[source]]\nname = "Avisen"\nhosts = ["avisen.example"]\nfeeds = ["https://avisen.example/feed"]\n'
    )
    way = Way(config)
    with way.ledger():
        return way


def ran(book: Book, job: str, minutes_ago: float, outcome: JobOutcome, note: str | None = None) -> None:
    """A run of a job that took a second."""
    at = system_clock() - minutes_ago * MINUTE
    book.jobs.know([job], at)
    run = book.jobs.begin(job, at, "vm:1:abc", at)
    book.jobs.end(run.id, outcome, {"found": 3}, note, at + timedelta(seconds=1))


def status(way: Way) -> tuple[int, dict[str, Any], str]:
    """The exit code, the object, and what people read."""
    ended = way.udklip("status", "--json")
    words = way.udklip("status")
    assert (ended.returncode, ended.stderr) == (words.returncode, "")
    return ended.returncode, json.loads(ended.stdout), words.stdout


def test_all_is_well(way: Way) -> None:
    with way.ledger() as ledger, ledger.writing() as book:
        now = system_clock()
        book.lease.take("vm:1:abc", now, now + HOUR)
        ran(book, "collect", 2, JobOutcome.DONE)
        ran(book, "health", 10, JobOutcome.DONE)
    code, shown, words = status(way)
    assert (code, shown["state"], shown["broken"], shown["service"]["state"]) == (0, "ok", [], "at_work")
    assert " ".join(shown) == "state broken service jobs sources index outbox disk troubles"
    assert {job["job"]: job["last"]["counts"] for job in shown["jobs"] if job["last"]} == {
        "collect": {"found": 3},
        "health": {"found": 3},
    }
    assert (shown["sources"]["states"], shown["index"]["waiting"]) == ({"never_visited": 1}, 0)
    assert "Nothing is broken." in words


def test_everything_that_is_late_or_broken_is_said(way: Way) -> None:
    now = system_clock()
    letter = Letter("overview-1", LetterKind.OVERVIEW, "Overblik", "tekst", "<p>tekst</p>", now)
    with way.ledger() as ledger, ledger.writing() as book:
        book.lease.take("vm:1:abc", now - HOUR, now - 30 * MINUTE)
        ran(book, "collect", 40, JobOutcome.DONE)
        for minutes in (30, 20, 10):
            ran(book, "health", minutes, JobOutcome.FAILED, "the ledger is full")
        book.troubles.note("source Avisen", "blocked: robots.txt", now)
        book.outbox.post(letter, [Recipient("a@example.dk"), Recipient("b@example.dk")], now)
    code, shown, words = status(way)
    assert (code, shown["service"]["state"], shown["outbox"]["waiting"]) == (1, "broke_off", 2)
    service, late, failed, source = shown["broken"]
    assert service.startswith("the service broke off")
    assert late.startswith("collect is late: planned for ")
    assert failed == "health failed 3 times running"
    assert source.startswith("source Avisen: blocked: robots.txt (since ")
    assert source.endswith("nobody was told: mail.operator is not set)")
    assert "broken: health failed 3 times running" in words
    assert "job health: failed" in words


def test_a_source_that_failed_once_is_shown_and_is_not_broken(way: Way) -> None:
    at = system_clock() - HOUR
    Watched(way.settings.store_folder).visit(at, {"feed": []}, Outcome.TIMED_OUT)
    code, shown, words = status(way)
    assert (code, shown["sources"]["states"]) == (0, {"failed": 1})
    assert shown["sources"]["failing"][0]["source"] == "Avisen"
    assert "  Avisen: failed (" in words


def test_without_a_ledger_it_says_what_to_do(tmp_path: Path) -> None:
    config = tmp_path / "udklip.toml"
    config.write_text("")
    ended = Way(config).udklip("status")
    assert (ended.returncode, "udklip run --once" in ended.stderr) == (2, True)


def test_the_jobs_and_when_they_are_next_are_listed(way: Way) -> None:
    with way.ledger() as ledger, ledger.writing() as book:
        ran(book, "health", 10, JobOutcome.DONE)
        book.jobs.pause("collect", system_clock(), paused=True)
    rows = {row["job"]: row for row in way.json("schedule", "list")}
    assert (rows["collect"]["paused"], rows["collect"]["next"]) == (True, None)
    assert rows["health"]["last"]["outcome"] == "done"
    assert rows["health"]["when"] == "every 60 min"
    upcoming = way.json("schedule", "next")
    assert "health" in {row["job"] for row in upcoming}
    assert "collect" not in {row["job"] for row in upcoming}
    assert [row["at"] for row in upcoming] == sorted(row["at"] for row in upcoming)
    listed = way.udklip("schedule", "list").stdout.splitlines()
    assert listed[0].split() == ["job", "when", "last", "outcome", "next"]
    (collect,) = (line for line in listed if line.startswith("collect"))
    assert collect.rstrip().endswith("paused")
    assert "health: see which sources" in way.udklip("schedule", "next").stdout


def test_a_job_that_is_not_there_is_told_with_those_that_are(way: Way) -> None:
    ended = way.udklip("schedule", "pause", "kaffe")
    assert ended.returncode == 2
    assert "no job is called 'kaffe'; there are: collect, " in ended.stderr
    wrong = way.udklip("schedule", "--config", str(way.config), "list")
    assert (wrong.returncode, "write --config after list" in wrong.stderr) == (2, True)
