"""Two items that turn out to be one become one: the elder stays, the younger leads to it, nothing is told again."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from crawler.misbehaving_server import Site, return_page, served
from schedules.identity.havneavisen import feed, page, paper
from schedules.way import Way

from udklip.core.item import PressItem

HOUSE, TABLES, ROOFS = "/nyt/1-hus", "/nyt/2-borde", "/nyt/3-tage"
TWIN = f"{HOUSE}/amp"
TEXTS = {
    HOUSE: "Havnen har fået et hus til velfærdsteknologi, og det er både stort og rødt og har udsigt til kajen.",
    TABLES: "Hospitalet køber medicinsk udstyr: hundrede sengeborde med hjul, som ikke larmer om natten.",
    ROOFS: "Kommunen lægger nye tage på alle skoler, der underviser i sundhedsteknologi for de ældste klasser.",
}


@dataclass(frozen=True)
class Merged:
    """A paper whose three items became one, each in its way."""

    site: Site
    way: Way
    before: list[PressItem]


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Merged]:
    """By today's rule for addresses one is a twin; another's page has the first one's text by now."""
    with served({}) as site:
        way = paper(site, tmp_path_factory.mktemp("merged"))
        titles = {path: f"Om {path}" for path in TEXTS}
        pages = {path: page(titles[path], text) for path, text in TEXTS.items()}
        site.routes({path: return_page(body) for path, body in pages.items()} | {"/feed": feed(site, titles)})
        way.run(now="2020-11-24T08:00+01:00")
        before = way.items()
        _as_an_older_rule_left_it(way, site.url(TABLES), site.url(TWIN))
        way.json("run", "--again", "identity", "--now", "2020-11-24T09:00+01:00")
        titles[ROOFS] = "Taget er et hus"
        same = return_page(page(titles[HOUSE], TEXTS[HOUSE], "<p>Læs også: Alt om tage</p>"))
        site.routes({ROOFS: same, "/feed": feed(site, titles)})
        way.run(now="2020-11-24T10:00+01:00")
        yield Merged(site, way, before)


def _as_an_older_rule_left_it(way: Way, url: str, twin: str) -> None:
    """The ledger of a version that took a page's twin for a page of its own."""
    file = way.settings.store_folder / "ledger.sqlite"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE address SET url = ?1, page = ?1 WHERE url = ?2", (twin, url))
        for table in ("step", "find", "item"):
            connection.execute(f"UPDATE {table} SET url = ? WHERE url = ?", (twin, url))  # noqa: S608


def test_the_elder_stays_as_it_was(merged: Merged) -> None:
    assert sorted(item.ready for item in merged.before) == [1, 2, 3]
    (item,) = merged.way.items()
    assert (item.id, item.ready) == (merged.before[0].id, 1)


def test_the_younger_leads_to_the_elder(merged: Merged) -> None:
    elder = merged.before[0]
    with merged.way.ledger() as ledger, ledger.reading() as book:
        found = [book.items.get(item.id) for item in merged.before]
    assert [item and item.id for item in found] == [elder.id, elder.id, elder.id]


@pytest.mark.parametrize(("path", "number"), [(TWIN, 1), (ROOFS, 2)])
def test_why_tells_it_on_the_youngers_address(merged: Merged, path: str, number: int) -> None:
    elder, younger = merged.before[0].id, merged.before[number].id
    steps = merged.way.json("why", merged.site.url(path))
    told = f"item {younger} is one with item {elder} and became its alias"
    assert ("duplicate", told) in [(step["outcome"], step["reason"]) for step in steps]


def test_search_stories_and_index_count_one(merged: Merged) -> None:
    assert len(merged.way.json("search", "*", "--all-copies")) == 1
    assert merged.way.json("index", "status")[0]["items"] == 1
    assert [len(story["items"]) for story in merged.way.json("stories")] == [1]


def test_an_index_built_anew_holds_one(merged: Merged) -> None:
    assert merged.way.udklip("index", "rebuild").returncode == 0
    assert merged.way.json("index", "status")[0]["items"] == 1


def test_the_overview_tells_one(merged: Merged, tmp_path: Path) -> None:
    assert merged.way.udklip("digest", "--for", "2020-11-25", "--out", str(tmp_path)).returncode == 0
    assert json.loads((tmp_path / "digest.json").read_text("utf-8"))["counts"]["articles"] == 1


def test_reading_again_leaves_it_so(merged: Merged) -> None:
    summary = merged.way.json("run", "--again", "read", "--now", "2020-11-24T11:00+01:00")[0]
    assert summary["sources"]["Havneavisen"]["new"] == 0
    assert [item.id for item in merged.way.items()] == [merged.before[0].id]
