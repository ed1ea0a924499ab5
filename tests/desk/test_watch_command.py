"""`udklip watch`, as a person uses it."""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from indexer.press_items import press_item
from schedules.collected import alone, collect
from schedules.way import Way

from udklip.core.times import system_clock
from udklip.desk.command_line import main
from udklip.schedules.indexing import drain
from udklip.schedules.run import open_for_writing


class Ended(NamedTuple):
    """How a command ended, and what it printed."""

    code: object
    out: str
    err: str

    def rows(self) -> list[dict[str, Any]]:
        """What a command that must succeed printed with --json."""
        assert self.code == 0, self.err
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Ended]

SETTINGS = """
[[source]]
name = "Fjordbladet"
hosts = ["fjordbladet.example"]
feeds = ["https://fjordbladet.example/feed"]

[[group]]
name = "redaktion"
rhythm = "at_once"
watches = ["klyngen", "glemt"]
"""


@pytest.fixture
def way(tmp_path: Path) -> Way:
    config = tmp_path / "udklip.toml"
    config.write_text(SETTINGS, "utf-8")
    return Way(config)


@pytest.fixture
def run(way: Way, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command to its end in this process, where what it loads is loaded once."""

    def run(*arguments: str) -> Ended:
        monkeypatch.setattr(sys, "argv", ["udklip", *arguments, "--config", str(way.config)])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return Ended(ended.value.code, printed.out, printed.err)

    return run


def fill(way: Way, count: int) -> None:
    """`count` stories about a cluster, first seen within the last days, and one from long ago."""
    now = system_clock()
    items = [
        press_item(f"{n}", f"Klynge {n}", "Nyt.", published=now, first_seen=now - timedelta(hours=n % 200))
        for n in range(count)
    ]
    old = replace(items[0], first_seen=now - timedelta(days=50), url="https://fjordbladet.example/old")
    with way.ledger() as ledger, open_for_writing(way.settings) as index:
        collect(ledger, now, [replace(alone(item), id="") for item in [*items, old]])
        drain(ledger, index, 1, system_clock)


def test_a_watch_is_added_listed_changed_and_removed(run: Run) -> None:
    (added,) = run(
        *("watch", "add", "klyngen", "klynge OG titel:ny", "--to", "a@example.org", "--to", "b@example.org"),
        *("--owner", "Rie", "--cool-down", "2 h", "--quiet", "21:00-06:30", "--json"),
    ).rows()
    assert added["query"] == "klynge OG titel:ny"
    assert (added["owner"], added["addresses"]) == ("Rie", ["a@example.org", "b@example.org"])
    assert (added["cool_down_minutes"], added["quiet"], added["groups"]) == (
        120,
        "21:00-06:30",
        ["redaktion"],
    )
    assert run("watch", "list", "--json").rows() == [added]
    assert run("watch", "add", "klyngen", "klynge", "--replace").code == 0
    (changed,) = run("watch", "list", "--json").rows()
    assert (changed["query"], changed["addresses"], changed["quiet"]) == ("klynge", [], None)
    assert run("watch", "remove", "klyngen", "--json").rows() == [{"name": "klyngen", "removed": True}]
    assert run("watch", "list", "--json").rows() == []


def test_it_is_there_on_the_command_line(way: Way) -> None:
    way.json("watch", "add", "klyngen", "klynge")
    assert [watch["name"] for watch in way.json("watch", "list")] == ["klyngen"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "x", "klynge OG"), "OG has nothing after it"),
        (("add", "x", "ukendt:felt"), "ukendt"),
        (("add", "../x", "klynge"), "cannot be a watch's name"),
        (("add", "x", "overvågning:y ELLER klynge"), "cannot ask what watches hit"),
        (("add", "x", "klynge", "--to", "ingen"), "is not an address"),
        (("add", "x", "klynge", "--to", "a@b.dk\nBcc: c@d.dk"), "is not an address"),
        (("add", "x", "klynge", "--cool-down", "en time"), "--cool-down"),
        (("add", "x", "klynge", "--quiet", "21-06"), "--quiet"),
        (("remove", "x"), "no watch called 'x'; there is none yet"),
        (("test",), "one of the two"),
        (("test", "x", "--query", "y"), "one of the two"),
    ],
)
def test_what_is_wrong_is_refused_with_the_reason(
    way: Way, run: Run, arguments: tuple[str, ...], said: str
) -> None:
    fill(way, 1)
    ended = run("watch", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err


def test_a_wrong_query_is_refused_as_search_refuses_it(run: Run) -> None:
    assert run("watch", "add", "x", '"åben') == run("search", '"åben')


def test_a_name_is_given_once_unless_it_is_to_be_changed(run: Run) -> None:
    assert run("watch", "add", "klyngen", "klynge").code == 0
    ended = run("watch", "add", "klyngen", "klynge")
    assert ended.code == 2
    assert "--replace" in ended.err


def test_a_group_that_names_a_watch_that_is_not_there_is_told(run: Run) -> None:
    ended = run("watch", "list")
    assert ended.code == 0
    assert "redaktion names the watch 'glemt'" in ended.err


@pytest.mark.parametrize(("count", "too_many"), [(42, False), (44, True)])
def test_the_last_thirty_days_show_what_a_watch_would_have_told(
    way: Way, run: Run, count: int, too_many: bool
) -> None:
    fill(way, count)
    run("watch", "add", "klyngen", "klynge")
    ended = run("watch", "test", "klyngen")
    assert f"{count} articles in 1 outlets, {count} stories" in ended.out
    assert ("too many" in ended.err) == too_many
    (trial,) = run("watch", "test", "--query", "klynge", "--json").rows()
    assert (trial["days"], trial["articles"], trial["stories"]) == (30, count, count)
    assert trial["stories_per_week"] == round(count * 7 / 30, 1)
    assert trial["too_many"] is too_many
