"""The embedded index's folder deleted or emptied under a ledger with items: it is said, and mends itself."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from desk.hand_filled import HandFilled, fill
from desk.test_page import served

ASKED = [("--limit", "5"), ("--count",), ("--facets",), ("--export", "omtale.csv")]


def deleted(index: Path) -> None:
    shutil.rmtree(index)


def emptied(index: Path) -> None:
    for inside in index.iterdir():
        shutil.rmtree(inside) if inside.is_dir() else inside.unlink()


@pytest.fixture
def filled(tmp_path: Path) -> HandFilled:
    return fill(tmp_path)


def index_of(filled: HandFilled) -> Path:
    return filled.way.settings.store_folder / "index"


@pytest.mark.parametrize(("asked", "lost"), [*((asked, deleted) for asked in ASKED), (ASKED[0], emptied)])
def test_a_lost_index_is_no_empty_answer(
    filled: HandFilled, asked: tuple[str, ...], lost: Callable[[Path], None]
) -> None:
    lost(index_of(filled))
    ended = filled.way.udklip("search", "klynge", *asked)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.splitlines() == [
        (
            "udklip: index udklip: holds nothing, and the ledger has 3 items for it;"
            " the next `udklip run` fills it again, or `udklip index rebuild` now"
        )
    ]


def test_the_page_says_so_and_doctor_what_mends_it(filled: HandFilled) -> None:
    deleted(index_of(filled))
    with served(filled.way) as desk:
        found = desk.get("/soeg?q=klynge")
        assert found.status == 503
        assert "Søgningen svarer ikke lige nu" in found.text
    rows = [json.loads(line) for line in filled.way.udklip("doctor", "--json").stdout.splitlines()]
    (index,) = [row for row in rows if row["part"] == "index"]
    assert (index["state"], index["mend"]) == ("broken", "udklip index rebuild")


@pytest.mark.parametrize("mend", [("run", "--once"), ("index", "rebuild")], ids=lambda mend: mend[0])
def test_a_run_or_a_rebuild_fills_it_again(filled: HandFilled, mend: tuple[str, ...]) -> None:
    before = filled.way.json("search", "*", "--count")
    deleted(index_of(filled))
    filled.way.udklip(*mend)
    assert filled.way.json("search", "*", "--count") == before
    assert filled.way.json("search", "ubåd") == []


def test_an_index_that_holds_something_may_find_nothing(filled: HandFilled) -> None:
    assert filled.way.json("search", "ubåd", "--count") == [{"articles": 0, "outlets": 0, "stories": 0}]
