"""Pages out of somebody else's archives go the same way as pages from the press."""

import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from crawler.foreign_archives.made_archives import MadeArchive, archive_of
from schedules.identity.havneavisen import page
from schedules.pages import article
from schedules.way import RUN_SECONDS, Way, kill_group, unbalanced

US = "Danish Life Science Cluster"
SETTINGS = """
[nlp]
workers = 1
[[source]]
name = "Havneavisen"
hosts = ["havneavisen.example"]
feeds = ["http://127.0.0.1:9/feed"]
pattern = "/nyt/"
rights = "full"
type = "trade"
"""
HOUSE = f"{US} har fået et hus på havnen, hvor der er plads til 40 virksomheder og en kantine med udsigt."
RAIN = "Det regner hele ugen, og det er der ikke noget at gøre ved, siger en meteorolog til avisens læsere."
ENGLISH = "The cluster has bought a house by the harbour, with room for its medtech companies and a canteen."
OURS, THEIRS = "https://havneavisen.example", "https://andetblad.example"


def way_in(folder: Path) -> Way:
    """A way whose only source has no page on line."""
    config = folder / "udklip.toml"
    config.write_text(SETTINGS, "utf-8")
    return Way(config)


def first_archive(folder: Path) -> Path:
    """Two papers and an English one, as somebody found them on a day in November."""
    made = MadeArchive(folder / "first.warc.gz")
    made.page(f"{OURS}/", page("Forsiden", HOUSE))
    made.page(f"{OURS}/om-os", page("Om os", HOUSE))
    made.page(f"{OURS}/nyt/hus", page("Et hus", HOUSE))
    made.page(f"{OURS}/nyt/hus?utm_source=rss", page("Et hus", HOUSE))
    made.page(f"{OURS}/nyt/kopi", page("Et hus", HOUSE))
    made.page(f"{OURS}/nyt/regn", page("Regn", RAIN))
    made.page(f"{OURS}/nyt/forbeholdt", page("Forbeholdt", HOUSE), ("TDM-Reservation", "1"))
    made.page(f"{OURS}/nyt/vaek", page("Væk", HOUSE), status="404 Not Found")
    made.page(f"{THEIRS}/hus", page("Et hus", HOUSE))
    made.page("https://paper.example/house", page("A house", ENGLISH))
    made.revisit(f"{OURS}/nyt/hus")
    return made.close()


@dataclass(frozen=True)
class Imported:
    """An archive taken in twice, then one with a later and an earlier fetch of two of its pages."""

    way: Way
    first: dict[str, Any]
    again: dict[str, Any]
    later: dict[str, Any]


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    folder = tmp_path_factory.mktemp("imported")
    way, archive = way_in(folder), str(first_archive(folder))
    first, again = (way.json("import", archive, "--language", "da")[0] for _ in range(2))
    made = MadeArchive(folder / "later.warc.gz")
    made.page(f"{OURS}/nyt/hus", page("Et hus", HOUSE.replace("40", "60")), date="2020-11-22T08:00:00Z")
    made.page(f"{THEIRS}/hus", page("Et hus", HOUSE.replace("40", "10")), date="2020-11-18T08:00:00Z")
    later = way.json("import", str(made.close()))[0]
    return Imported(way, first, again, later)


def fates(summary: dict[str, Any], source: str) -> dict[str, int]:
    """What a source's pages came to, noughts left out."""
    names = ("found", "new", "known", "off_topic", "refused", "failed")
    return {name: summary["sources"][source][name] for name in names if summary["sources"][source][name]}


def test_it_counts_as_a_run_does(imported: Imported) -> None:
    assert unbalanced(imported.first) == []
    ours = {"found": 4, "new": 1, "known": 1, "off_topic": 1, "refused": 1}
    assert fates(imported.first, "Havneavisen") == ours
    assert fates(imported.first, "andetblad.example") == {"found": 1, "new": 1}
    assert set(imported.first["sources"]) == {"Havneavisen", "andetblad.example"}


def test_a_second_import_adds_nothing(imported: Imported) -> None:
    assert fates(imported.again, "Havneavisen") == {"found": 4, "known": 4}
    assert imported.again["indexed"] == 0


def test_every_page_ends_with_its_name(imported: Imported) -> None:
    ends = {path: imported.way.end(f"{OURS}/nyt/{path}")[0] for path in ("kopi", "regn", "forbeholdt")}
    assert ends == {"kopi": "duplicate", "regn": "off_topic", "forbeholdt": "rights_reserved"}


def test_a_hosts_own_source_says_what_may_be_shown(imported: Imported) -> None:
    hits = {hit["source"]: hit for hit in imported.way.json("search", "havnen", "--all-copies")}
    assert hits["Havneavisen"]["snippet"]
    assert hits["andetblad.example"]["snippet"] is None
    assert {item.source: item.source_type for item in imported.way.items()} == {
        "Havneavisen": "trade",
        "andetblad.example": "other",
    }


def test_an_item_was_first_seen_when_somebody_fetched_it(imported: Imported) -> None:
    assert {item.first_seen.date().isoformat() for item in imported.way.items()} == {"2020-11-20"}


def test_the_past_is_not_told_as_news(imported: Imported) -> None:
    now = datetime.now(UTC)
    with imported.way.ledger() as ledger, ledger.reading() as book:
        told = book.items.ready_between(now - timedelta(hours=1), now)
        in_its_time = book.items.ready_between(datetime(2020, 11, 19, tzinfo=UTC), now)
    assert (told, len(in_its_time)) == ([], 2)


def test_a_later_fetch_is_a_revision_and_an_earlier_one_is_known(imported: Imported) -> None:
    assert imported.way.end(f"{OURS}/nyt/hus")[0] == "changed"
    assert fates(imported.later, "andetblad.example") == {"found": 1, "known": 1}
    (texts,) = [item.reading.text for item in imported.way.items() if item.source == "andetblad.example"]
    assert "40" in texts


def test_only_the_hosts_asked_for_are_taken(tmp_path: Path) -> None:
    way, archive = way_in(tmp_path), first_archive(tmp_path)
    options = ("--host", "andetblad.example", "--host", "paper.example", "--source", "Arkivet")
    summary = way.json("import", str(archive), *options)[0]
    assert fates(summary, "Arkivet") == {"found": 2, "new": 2}
    assert "Havneavisen" not in {item.source for item in way.items()}


@pytest.mark.parametrize(("content", "code"), [(b"<html>en side</html>", 1), (None, 2)])
def test_what_is_no_archive_is_refused_in_one_line(tmp_path: Path, content: bytes | None, code: int) -> None:
    file = tmp_path / "noget.warc.gz"
    if content:
        file.write_bytes(content)
    ended = way_in(tmp_path).udklip("import", str(file))
    assert (ended.returncode, ended.stdout) == (code, "")
    (line,) = ended.stderr.splitlines()
    assert str(file) in line


PAGES = 300


def test_an_import_that_was_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    way = way_in(tmp_path)
    urls = [f"{THEIRS}/sag/{number}" for number in range(PAGES)]
    bodies = (page(f"Vejret {number}", f"{RAIN} Dag {number}.") for number in range(PAGES - 1))
    archive = archive_of(tmp_path / "stor.warc.gz", zip(urls, [*bodies, article("Sidste sag")], strict=True))
    process = way.started("import", str(archive))
    assert _within(RUN_SECONDS, lambda: _position(way) > 0 or process.poll() is not None)
    kill_group(process)
    reached = _position(way)
    summary = way.json("import", str(archive))[0]
    assert 0 < reached < archive.stat().st_size
    assert (unbalanced(summary), summary["sources"]["andetblad.example"]["new"]) == ([], 1)
    with way.ledger() as ledger, ledger.reading() as book:
        steps = [[step.step for step in book.addresses.history(url)] for url in urls]
    assert {tuple(ways.count(step) for step in ("discovered", "read")) for ways in steps} == {(1, 1)}
    assert _position(way) == 0


def _position(way: Way) -> int:
    """How far an import came, by the ledger; looked at from outside."""
    file = way.config.parent / "var" / "ledger.sqlite"
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            return int((connection.execute("SELECT max(position) FROM imported").fetchone() or [0])[0] or 0)
    except sqlite3.OperationalError:
        return 0


def _within(seconds: float, holds: Any) -> bool:
    """Whether something comes to hold within `seconds`."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.02)
    return False
