"""kill -9 at any moment loses nothing and doubles nothing: the next run goes on from there."""

import gzip
import os
import random
import signal
import sqlite3
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from demo.served_press import Press
from fastwarc.warc import ArchiveIterator
from schedules.demo_way import covered, demo_way, expected
from schedules.way import DEMO_CLOCK, Way, kill_group, unbalanced

KILLS = 10
STEPS = 180
"""About how many steps a whole run writes into the ledger."""
RUN = ("run", "--once", "--now", DEMO_CLOCK, "--json")
ENDS_WITHIN = 60.0
_POLL = 0.02


@dataclass(frozen=True)
class Survived:
    """A way whose runs were killed, and the summary of the run that came to its end."""

    way: Way
    summary: dict[str, Any]
    killed: int


@pytest.fixture(scope="module")
def survived(demo_press: Press, tmp_path_factory: pytest.TempPathFactory) -> Survived:
    """A store whose runs were killed at ten random moments, one after another, and then one run to its end.

    A moment is a number of steps in the ledger and a part of a second after it, one at random in each tenth of
    a whole run's work: so they are spread over the work, however busy the machine is.
    """
    way = demo_way(demo_press, tmp_path_factory.mktemp("killed"))
    chance = random.Random(20201124)
    moments = [(STEPS * (tenth + chance.random()) / KILLS, chance.random() / 4) for tenth in range(KILLS)]
    killed = sum(_killed_at(way, int(steps), seconds) for steps, seconds in moments)
    return Survived(way, way.run(), killed)


def _killed_at(way: Way, steps: int, seconds: float) -> bool:
    """Start a run and kill it `seconds` after the ledger holds `steps`; whether it had not ended before."""
    process = way.started(*RUN)
    try:
        _within(ENDS_WITHIN, lambda: _steps(way) >= steps or process.poll() is not None)
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        kill_group(process)
        return True
    process.communicate()
    return False


def _steps(way: Way) -> int:
    """How many steps the ledger holds; opened from outside, as a backup or a curious person would."""
    file = way.config.parent / "store" / "ledger.sqlite"
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM step").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def test_most_runs_were_killed(survived: Survived) -> None:
    assert survived.killed >= KILLS - 1


def test_every_item_is_there_once(demo_press: Press, survived: Survived) -> None:
    gold = Counter((item["source"], item["title"]) for item in covered(demo_press))
    assert Counter((item.source, item.reading.title) for item in survived.way.items()) == gold


def test_every_item_is_in_the_index_once(survived: Survived) -> None:
    hits = survived.way.json("search", "*", "--all-copies", "--limit", "1000")
    assert sorted(hit["id"] for hit in hits) == sorted(item.id for item in survived.way.items())


def test_every_address_came_to_its_end(demo_press: Press, survived: Survived) -> None:
    for end in expected(demo_press):
        outcome, _ = survived.way.end(end.url)
        assert outcome in end.outcome.split("_or_"), end.url


def test_no_step_that_ends_a_way_stands_twice(demo_press: Press, survived: Survived) -> None:
    for end in expected(demo_press):
        ends = [
            step
            for step in survived.way.steps(end.url)
            if step.outcome in ("ready", "duplicate", "off_topic")
        ]
        assert len(ends) <= 1, end.url


def test_the_sums_balance(survived: Survived) -> None:
    assert unbalanced(survived.summary) == []
    assert len({len(survived.way.items()), survived.way.items()[-1].ready}) == 1


def test_ready_numbers_are_given_once(survived: Survived) -> None:
    ready = [item.ready for item in survived.way.items()]
    assert len(set(ready)) == len(ready)


def test_nothing_is_left_in_the_spool(survived: Survived) -> None:
    assert [str(path) for path in survived.way.archive.glob("spool/*")] == []


def test_every_file_of_the_archive_is_whole(survived: Survived) -> None:
    files = list(survived.way.archive.rglob("*.warc.gz*"))
    assert files
    for path in files:
        assert path.name.endswith(".warc.gz"), path
        gzip.decompress(path.read_bytes())
        with path.open("rb") as file:
            assert [record.record_type for record in ArchiveIterator(file)][1:]


def test_every_kept_record_is_where_the_ledger_says(survived: Survived) -> None:
    from udklip.crawler import archive

    with survived.way.ledger() as ledger, ledger.reading() as book:
        for item in survived.way.items():
            record = book.addresses.record_of(item.id)
            assert record is not None
            assert archive.load(survived.way.archive, record).body


@pytest.fixture
def working(demo_press: Press, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A run that has started its crawl and its workers."""
    process = demo_way(demo_press, tmp_path).started(*RUN)
    try:
        assert _within(ENDS_WITHIN, lambda: len(_children(process.pid)) >= 2)
        yield process
    finally:
        process.kill()
        process.communicate()


def test_what_a_killed_run_started_ends_with_it(working: subprocess.Popen[str]) -> None:
    children = _children(working.pid)
    working.kill()
    assert _within(ENDS_WITHIN, lambda: not any(map(_lives, children)))


def test_a_run_that_is_stopped_says_so_in_one_line(working: subprocess.Popen[str]) -> None:
    os.killpg(working.pid, signal.SIGINT)
    _, talk = working.communicate(timeout=ENDS_WITHIN)
    assert working.returncode == 130
    assert talk.splitlines() == ["udklip: stopped; the next run goes on from there"]


def _children(pid: int) -> list[int]:
    """The processes that `pid` started, but for the one that Python's pools keep for themselves."""
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    pids = [int(child) for child in listed.read_text().split()] if listed.exists() else []
    return [child for child in pids if b"resource_tracker" not in _command(child)]


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _within(seconds: float, holds: Any) -> bool:
    """Whether something comes to hold within `seconds`."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(_POLL)
    return False
