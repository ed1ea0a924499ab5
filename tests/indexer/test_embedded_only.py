"""What only an index in a folder can get wrong: two writers, a kill, a damaged folder, older rules."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from indexer.press_items import press_item

from udklip.core.errors import IndexBusy, IndexUnavailable
from udklip.core.settings import Index as IndexSettings
from udklip.indexer.index import Index, open_index

HOLDER = """
import sys
from pathlib import Path
from udklip.indexer.embedded.index import EmbeddedIndex
index = EmbeddedIndex(Path(sys.argv[1]), "udklip", writing=True)
print("held", flush=True)
sys.stdin.read()
"""


def opened(folder: Path, *, writing: bool) -> Index:
    return open_index(IndexSettings(), folder, writing=writing)


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    with opened(tmp_path, writing=True) as index:
        index.write([press_item("one", "Klynge stiftet")])
    return tmp_path


def test_while_another_process_writes_this_one_is_told_and_can_search(filled: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(filled)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(IndexBusy, match="another process"):
            opened(filled, writing=True)
        with opened(filled, writing=False) as reader:
            assert len(reader.search("klynge")) == 1
            with pytest.raises(IndexBusy):
                reader.write([press_item("two", "Klynge")])
        holder.send_signal(signal.SIGKILL)
    with opened(filled, writing=True) as index:
        assert index.write([press_item("two", "Klynge")]) == []
        assert index.count("klynge").articles == 2


def test_the_text_is_not_in_the_folder(tmp_path: Path) -> None:
    body = "Aldeles hemmelige sætninger om virksomhedernes planer."
    with opened(tmp_path, writing=True) as index:
        index.write([press_item("one", "Klynge", body)])
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert body.encode() not in kept


@pytest.mark.parametrize(
    "pointer", ["not json", "{}", '{"version": "udklip-items-v1", "rules": "of old"}', '["x"]']
)
def test_a_damaged_or_older_index_asks_for_a_rebuild(filled: Path, pointer: str) -> None:
    (filled / "udklip-items.json").write_text(pointer)
    with opened(filled, writing=True) as index:
        with pytest.raises(IndexUnavailable, match="index rebuild"):
            index.search("klynge")
        with pytest.raises(IndexUnavailable, match="index rebuild"):
            index.write([press_item("two", "Klynge")])
        version = index.start_new()
        version.write([press_item("one", "Klynge stiftet")])
        version.swap()
        assert index.count("klynge").articles == 1


def test_a_folder_without_its_files_asks_for_a_rebuild(filled: Path) -> None:
    (filled / "udklip-items-v1" / "meta.json").write_text("no more")
    with opened(filled, writing=False) as index, pytest.raises(IndexUnavailable, match="index rebuild"):
        index.search("klynge")


def test_a_version_half_built_by_a_killed_process_does_not_stand_in_the_way(filled: Path) -> None:
    half = filled / "udklip-items-v2"
    half.mkdir()
    with opened(filled, writing=True) as index:
        version = index.start_new()
        assert version.name == "udklip-items-v3"
        version.write([press_item("new", "Klynge")])
        version.swap()
        assert [hit.id for hit in index.search("*")] == ["new"]
    assert json.loads((filled / "udklip-items.json").read_text())["version"] == "udklip-items-v3"
