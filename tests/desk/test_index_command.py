"""`udklip index` on the embedded index: what it says of versions, of what waits, and of what is not for it."""

from pathlib import Path

import pytest
from desk.hand_filled import HandFilled, fill


@pytest.fixture
def filled(tmp_path: Path) -> HandFilled:
    return fill(tmp_path)


def test_a_rebuild_keeps_the_version_before_until_it_is_pruned(filled: HandFilled) -> None:
    way = filled.way
    (rebuilt,) = way.json("index", "rebuild")
    assert (rebuilt["items"], rebuilt["refused"], rebuilt["name"]) == (3, 0, "udklip-items-v2")
    (status,) = way.json("index", "status")
    assert (status["items"], status["waiting"], status["refused"]) == (3, 0, 0)
    assert status["kept"] == ["udklip-items-v1"]
    assert way.json("index", "prune") == [{"deleted": ["udklip-items-v1"]}]
    assert way.json("index", "refused") == []


def test_the_embedded_index_is_not_set_up(filled: HandFilled) -> None:
    ended = filled.way.udklip("index", "setup")
    assert ended.returncode == 2
    assert "index.engine" in ended.stderr
