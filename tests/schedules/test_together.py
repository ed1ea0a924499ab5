"""A crawl, searches and the command line work on one ledger at once; a second run waits outside."""

from dataclasses import dataclass
from itertools import cycle
from subprocess import CompletedProcess

import pytest
from demo.served_press import Press
from schedules.demo_way import covered, demo_way
from schedules.way import DEMO_CLOCK, RUN_SECONDS, Way

from udklip.core.ledger import Ledger

ASKED = (
    ("stories",),
    ("search", "klynge", "--all-copies"),
    ("index", "status"),
    ("why", "http://127.0.0.4/nyt/ukendt.html"),
)


@dataclass(frozen=True)
class Together:
    """What the run said, what was asked beside it, and what a second run was told."""

    way: Way
    code: int
    talk: str
    beside: tuple["CompletedProcess[str]", ...]
    refused: "CompletedProcess[str]"


@pytest.fixture(scope="module")
def together(demo_press: Press, tmp_path_factory: pytest.TempPathFactory) -> Together:
    """One run, and beside it one command after another for as long as it lasts."""
    way = demo_way(demo_press, tmp_path_factory.mktemp("together"))
    run = way.started("run", "--once", "--now", DEMO_CLOCK, "--json")
    while not Ledger.exists(way.settings.store_folder):
        assert run.poll() is None
    refused = way.udklip("run", "--once", "--now", DEMO_CLOCK)
    beside = []
    for arguments in cycle(ASKED):
        beside.append(way.udklip(*arguments, "--json"))
        if run.poll() is not None:
            break
    _, talk = run.communicate(timeout=RUN_SECONDS)
    return Together(way, run.returncode, talk, tuple(beside), refused)


def test_the_run_is_not_disturbed(demo_press: Press, together: Together) -> None:
    (only_line,) = together.talk.splitlines()
    assert together.code == 0
    assert only_line.startswith("dead_link: "), "the demo's one dead link, and nothing else"
    assert len(together.way.items()) == len(covered(demo_press))


def test_every_command_beside_it_answers(together: Together) -> None:
    assert len(together.beside) > 1
    for ended in together.beside:
        assert (ended.returncode, ended.stderr) == (0, ""), ended.args


def test_a_second_run_is_told_in_one_line(together: Together) -> None:
    assert together.refused.returncode == 1
    (line,) = together.refused.stderr.strip().splitlines()
    assert "another run" in line


def test_everything_is_indexed_in_the_end(together: Together) -> None:
    items = together.way.items()
    assert together.way.json("index", "status")[0]["items"] == len(items)
    hits = together.way.json("search", "*", "--all-copies", "--limit", "1000")
    assert {hit["id"] for hit in hits} == {item.id for item in items}


def test_the_lock_goes_with_the_run(together: Together) -> None:
    assert together.way.run()["indexed"] == 0
