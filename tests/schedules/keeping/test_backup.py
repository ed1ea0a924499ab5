"""A backup made while a run goes on is whole: brought back elsewhere it holds what the ledger held, byte for byte."""

import json
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from crawler.misbehaving_server import Handler, Site, return_page
from indexer.press_items import press_item
from schedules.collected import alone, collect
from schedules.keeping.paper import files_with, paper, sql, way_to
from schedules.pages import article
from schedules.way import DEMO_CLOCK, Way

from udklip.core.ledger import Waiting
from udklip.core.times import fixed_clock, system_clock
from udklip.crawler import archive
from udklip.schedules.keeping.backup import backup

PAGES = 40
SLOW = 0.03


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """A paper with many articles, none of which comes at once."""

    def slowly(number: int) -> object:
        page = return_page(article(f"Sag {number} af mange", f"Den har nummer {number}."))

        def answer(handler: Handler) -> None:
            handler.server.closing.wait(SLOW)
            page(handler)

        return answer

    with paper({f"/nyt/{number}": slowly(number) for number in range(PAGES)}) as site:  # type: ignore[misc]
        yield site


def bytes_of(way: Way) -> dict[str, bytes]:
    """The bytes of every address whose record the ledger has."""
    with way.ledger() as ledger:
        with ledger.reading() as book:
            held: list[Waiting] = book.husks.with_bytes()
        return {one.url: archive.load(way.archive, one.record).body for one in held}


def restored(folder: Path, to: Path, *more: str) -> Way:
    """The newest backup in `folder`, brought back to where nothing stood."""
    to.mkdir()
    way = Way(to / "udklip.toml")
    (told,) = way.json("restore", str(folder), *more)
    assert told["waits"] is None
    return way


def test_backups_made_while_a_run_goes_on_are_whole(site: Site, tmp_path: Path) -> None:
    (tmp_path / "first").mkdir()
    way = way_to(site, tmp_path / "first")
    (tmp_path / "first" / "store").mkdir()
    way.config.write_text('[store]\nfolder = "store"\n' + way.config.read_text("utf-8"), "utf-8")
    target = tmp_path / "backups"
    with way.ledger():
        """It is there before the run."""
    running = way.started("run", "--once")
    made = 0
    while running.poll() is None:
        with way.ledger() as ledger:
            backup(way.settings, way.config, ledger, target, system_clock)
        made += 1
    told = running.communicate()
    assert (running.returncode, made > 1) == (0, True), told
    for number, one in enumerate(sorted(target.glob("[0-9]*"))):
        there = restored(one, tmp_path / f"mid{number}")
        held = bytes_of(there)
        assert all(b"af mange" in body for body in held.values())

    (last,) = way.json("backup", str(target))
    assert last["files"] > 2
    (again,) = way.json("backup", str(target))
    files = list((Path(again["folder"]) / "archive").rglob("*.warc.gz"))
    assert again["linked"] == len(files) > 0
    assert all(file.stat().st_nlink > 1 for file in files)
    there = restored(target, tmp_path / "there")
    assert (bytes_of(there), there.items()) == (bytes_of(way), way.items())
    assert len(there.json("search", "mange")) == len(way.json("search", "mange")) > 0
    assert there.run()["sources"]["Bladet"]["known"] == PAGES


@pytest.fixture
def small(tmp_path: Path) -> Way:
    """A way with a few items, a register of its own and a key."""
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "register.toml").write_text('[[organisation]]\nname = "Testklyngen"\nown = true\n', "utf-8")
    way = Way(folder / "udklip.toml")
    way.config.write_text('[profile]\nregister = "register.toml"\n', "utf-8")
    with way.ledger() as ledger:
        now = fixed_clock(system_clock())()
        collect(ledger, now, [alone(press_item(name, f"Sag {name}", "Om klyngen")) for name in "abc"])
        ledger.erasure_key()
    return way


def test_settings_register_and_keys_come_back_with_their_modes(small: Way, tmp_path: Path) -> None:
    small.json("backup", str(tmp_path / "b"))
    there = restored(tmp_path / "b", tmp_path / "there")
    assert there.config.read_text("utf-8") == small.config.read_text("utf-8")
    assert there.settings.register_path == tmp_path / "there" / "register.toml"
    key = there.settings.store_folder / "erasure.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert len(there.json("search", "sag")) == 3


def test_a_damaged_backup_is_refused_and_touches_nothing(small: Way, tmp_path: Path) -> None:
    (made,) = small.json("backup", str(tmp_path / "b"))
    ledger = Path(made["folder"]) / "ledger.sqlite"
    content = bytearray(ledger.read_bytes())
    content[5000] ^= 1
    ledger.write_bytes(content)
    there = Way(tmp_path / "udklip.toml")
    ended = there.udklip("restore", str(tmp_path / "b"))
    assert (ended.returncode, "its checksum is another" in ended.stderr) == (1, True)
    assert not there.config.exists()
    assert "no backup here" in there.udklip("restore", str(tmp_path)).stderr


def test_a_store_that_is_there_is_put_aside_only_when_told(small: Way, tmp_path: Path) -> None:
    small.json("backup", str(tmp_path / "b"))
    with small.ledger() as ledger:
        collect(ledger, system_clock(), [alone(press_item("d", "Sag d", "Om klyngen"))])
    ended = small.udklip("restore", str(tmp_path / "b"))
    assert (ended.returncode, "--force" in ended.stderr, len(small.items())) == (2, True, 4)
    (told,) = small.json("restore", str(tmp_path / "b"), "--force")
    assert (told["items"], len(small.items())) == (3, 3)
    assert (Path(told["aside"]) / "ledger.sqlite").exists()


def test_old_backups_go_and_one_that_was_cut_short_is_none(small: Way, tmp_path: Path) -> None:
    target = tmp_path / "b"
    (target / ".partial-20201125T053000Z").mkdir(parents=True)
    for _ in range(3):
        small.json("backup", str(target), "--keep", "2")
    assert len(list(target.glob("*/manifest.json"))) == 2
    assert list(target.glob(".partial-*")) == []
    newest = max(path.parent for path in target.glob("*/manifest.json"))
    said = json.loads((newest / "manifest.json").read_text("utf-8"))
    assert {entry["path"] for entry in said["files"]} == {
        "ledger.sqlite",
        "store/erasure.key",
        "settings/udklip.toml",
        "settings/register.toml",
    }
    shutil.rmtree(newest)
    assert restored(target, tmp_path / "there").items()


def test_doctor_tells_of_backup_keys_and_disk(small: Way, tmp_path: Path) -> None:
    def looked() -> dict[str, tuple[str, str]]:
        return {row["part"]: (row["state"], row["mend"]) for row in small.json("doctor")}

    assert looked()["backup"] == ("missing", "udklip backup DIR")
    small.json("backup", str(tmp_path / "b"))
    assert (looked()["backup"], looked()["keys"], looked()["disk"]) == (("ok", None),) * 3
    key = small.settings.store_folder / "erasure.key"
    key.chmod(0o644)
    small.config.write_text("[store]\nleast_free_mb = 1000000000\n", "utf-8")
    there = looked()
    assert (there["keys"], there["disk"][0]) == (("broken", f"chmod 600 {key}"), "broken")


def test_on_a_full_disk_nothing_is_fetched_and_the_run_says_so(site: Site, tmp_path: Path) -> None:
    way = way_to(site, tmp_path, "[store]\nleast_free_mb = 1000000000\n")
    site.server.asked.clear()
    ended = way.udklip("run", "--once", "--now", DEMO_CLOCK)
    assert "nothing more was fetched" in ended.stdout + ended.stderr
    assert (site.server.asked, files_with(way, "mange"), sql(way, "SELECT * FROM address")) == ([], [], [])
