"""kill -9 between any two steps of the jobs: no hit is lost, no letter is sent twice, and a feed is there whole."""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from schedules.watching.place import Place, news, open_place
from schedules.watching.test_feeds import entries
from schedules.watching.test_sweep import lose
from sqlalchemy import Engine, event

ANNA, OPERATOR = "anna@example.org", "drift@example.org"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two watches and hits for both, of which one was lost after it was told."""
    folder = tmp_path_factory.mktemp("prepared")
    place = open_place(folder)
    place.watch("klyngen", "klynge", ANNA)
    place.watch("robotter", "robot", ANNA)
    place.came(news("Glemt klynge"))
    place.alert()
    place.index()
    lose(place, "Glemt klynge")
    place.later(hours=1)
    place.came(news("Klynge"), news("Robotklynge", "En klynge med en robot."), news("Andet", "Om fodbold."))
    place.ledger.close()
    return folder


def step_by_step(folder: Path, step: int, work: Callable[[Place], Any]) -> bool:
    """Do `work` in a process of its own that is killed before its step `step`; gives whether it ended before that."""
    child = os.fork()
    if child == 0:
        place = open_place(folder)
        place.later(hours=1)
        _kill_at(step)
        work(place)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert status == 0 or os.WTERMSIG(status) == signal.SIGKILL
    return status == 0


def _kill_at(step: int) -> None:
    """Steps are what changes something: statements and commits in the ledger, and files opened or put in place."""
    left = step

    def count(*_: Any, **__: Any) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def said(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith(("SELECT", "BEGIN")):
            count()

    def heard(name: str, arguments: tuple[Any, ...]) -> None:
        if name in {"open", "os.rename"} and "feeds" in str(arguments[0]):
            count()

    event.listen(Engine, "before_cursor_execute", said)
    event.listen(Engine, "commit", count)
    sys.addaudithook(heard)


@pytest.mark.parametrize("job", ["alert", "sweep"])
def test_killed_before_any_step_the_next_run_tells_everything_once(
    prepared: Path, tmp_path: Path, job: str
) -> None:
    work: Callable[[Place], Any] = Place.sweep if job == "sweep" else Place.alert
    whole = _outcome(_copied(prepared, tmp_path / "whole"), work)
    ended = False
    step = 0
    while not ended:
        step += 1
        folder = _copied(prepared, tmp_path / "killed")
        ended = step_by_step(folder, step, work)
        assert _outcome(folder, work) == whole, f"killed before step {step}"
    assert step > 15


def _outcome(folder: Path, work: Callable[[Place], Any]) -> Any:
    """What stands at the end of a run that nobody kills: what was told to whom, and what the feeds hold."""
    place = open_place(folder)
    place.later(hours=1)
    try:
        work(place)
        told = sorted(title for titles in place.titles(ANNA) for title in titles)
        notices = [letter["id"] for letter in place.letters(OPERATOR)]
        feeds = [[entry.title for entry in entries(place, name)] for name in ("klyngen", "robotter")]
        left = [path.name for path in (folder / "var").rglob("*.xml")]
        return told, notices, place.sendings(), feeds, sorted(left)
    finally:
        place.ledger.close()


def _copied(prepared: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(prepared, folder)
    return folder
