"""The command line's manners: data on standard output, one line for what went wrong, and a code that says which."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from schedules.way import UDKLIP, Way

from udklip.desk.command_line import COMMANDS

HEAVY = ("spacy", "scrapy", "trafilatura")
DATA = (
    ("stories",),
    ("search", "klynge"),
    ("search", "klynge", "--count"),
    ("index", "status"),
    ("why", "https://avisen.example/sag"),
    ("doctor",),
)


def udklip(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run a command in `folder`, without --config."""
    command = [UDKLIP, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing in it, and a store that holds nothing."""
    folder = tmp_path_factory.mktemp("empty")
    ended = udklip(folder, "run", "--once", "--json")
    assert ended.returncode == 0
    assert "`udklip init`" in ended.stderr
    return folder


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)], ids=str)
def test_every_command_explains_itself(empty: Path, command: list[str]) -> None:
    ended = udklip(empty, *command, "--help")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("Usage: udklip")


@pytest.mark.parametrize(
    "arguments", [("search", "klynge", "--json"), ("why", "inbox:x"), ("--help",)], ids=str
)
def test_what_needs_no_reader_loads_none(empty: Path, arguments: tuple[str, ...]) -> None:
    script = (
        "import sys; from udklip.desk.command_line import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    command = [sys.executable, "-c", script, *arguments]
    ended = subprocess.run(command, cwd=empty, capture_output=True, text=True, timeout=60, check=True)
    assert ended.stderr.strip() == "[]"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("search", "klynge AND ("), "character"),
        (("search", "klynge", "--from", "igår"), "--from: 'igår' is not a day such as 2020-11-24"),
        (("run", "--now", "i morgen"), "--now: 'i morgen' is not a time such as 2020-11-25T06:30+01:00"),
        (("run", "--again", "write"), "allowed: read"),
        (("index", "status", "--config", "mangler.toml"), "mangler.toml: cannot be read"),
        (("read", "a.txt", "b.txt", "--url", "https://avisen.example/"), "single file"),
        (("nonsens",), "No such command 'nonsens'"),
        (("search",), "Missing argument"),
        (("search", "klynge", "--limit", "0"), "--limit"),
    ],
    ids=str,
)
def test_wrong_use_is_told_on_standard_error_with_code_two(
    empty: Path, arguments: tuple[str, ...], told: str
) -> None:
    ended = udklip(empty, *arguments)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert told in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_wrong_query_is_pointed_at(empty: Path) -> None:
    said, query, place, proposal = udklip(empty, "search", "titl:(klynge)").stderr.splitlines()
    assert said == "udklip: query, character 1: there is no field titl; titel?"
    assert query == "  titl:(klynge)"
    assert place == "  ^"
    assert proposal == "did you mean: titel:(klynge)"
    (*_, last) = udklip(empty, "search", "dato:torsdag").stderr.splitlines()
    assert last == "       ^"


def test_an_operator_in_small_letters_is_told_and_the_words_are_searched(demo: Way) -> None:
    ended = demo.udklip("search", "klynge eller ubåd")
    assert ended.returncode == 0
    assert "did you mean: klynge ELLER ubåd" in ended.stderr
    assert demo.udklip("search", "klynge ELLER ubåd").stderr == ""


@pytest.mark.parametrize("arguments", DATA, ids=str)
def test_with_json_standard_output_holds_json_and_nothing_else(demo: Way, arguments: tuple[str, ...]) -> None:
    ended = demo.udklip(*arguments, "--json")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout
    assert all(isinstance(json.loads(line), dict) for line in ended.stdout.splitlines())


def test_letters_are_written_as_they_are(demo: Way) -> None:
    assert "Bæltposten" in demo.udklip("stories", "--json").stdout


def test_a_reader_that_has_seen_enough_is_no_fault(demo: Way) -> None:
    script = f"{UDKLIP} stories --json --config {demo.config} | head -1"
    ended = subprocess.run(
        ["bash", "-o", "pipefail", "-c", script], capture_output=True, text=True, check=False
    )
    assert ended.stdout.startswith('{"story"')
    assert ended.stderr == ""


def test_what_was_not_collected_yet_is_told_with_the_command_that_does(tmp_path: Path) -> None:
    ended = udklip(tmp_path, "stories")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "`udklip run --once`" in ended.stderr
    assert list(tmp_path.iterdir()) == [], "a question makes no store"


def test_init_writes_settings_once(tmp_path: Path) -> None:
    assert udklip(tmp_path, "init").returncode == 0
    written = (tmp_path / "udklip.toml").read_text("utf-8")
    again = udklip(tmp_path, "init")
    assert (again.returncode, "is there already" in again.stderr) == (2, True)
    assert (tmp_path / "udklip.toml").read_text("utf-8") == written


def test_doctor_names_every_part_and_what_mends_it(tmp_path: Path) -> None:
    rows = [json.loads(line) for line in udklip(tmp_path, "doctor", "--json").stdout.splitlines()]
    assert {row["part"] for row in rows} >= {"model", "ocr", "ledger", "index", "disk"}
    for row in rows:
        assert set(row) == {"part", "state", "detail", "mend"}
        assert (row["state"] == "ok") == (row["mend"] is None), row
