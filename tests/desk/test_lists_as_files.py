"""Every list of the page is a table and a feed too: what the page shows, safe to open, and known again."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import quote
from urllib.request import urlopen

import feedparser
import pytest
from desk.served_desk import Answer, Desk, served
from indexer.press_items import press_item
from openpyxl import load_workbook
from schedules.collected import alone, collect
from schedules.sources.watched import FEED, MONDAY, Watched
from schedules.way import DEMO_CLOCK, Way

from udklip.core.source import Rights
from udklip.core.times import system_clock
from udklip.schedules.indexing import drain
from udklip.schedules.run import open_for_writing
from udklip.schedules.service.job import Workplace
from udklip.schedules.watching import jobs

US = "Danish Life Science Cluster"
WHO = "Hvad nu?"
SENTENCE = f"{US} er stiftet."
SETTINGS = f"""
[profile]
name = "Klyngen"

[[source]]
name = "Avisen"
hosts = ["avisen.example"]
feeds = ["{FEED}"]

[[source]]
name = "Tavsbladet"
hosts = ["tavsbladet.example"]
feeds = ["https://tavsbladet.example/feed"]
"""


def fill(way: Way) -> None:
    """Two texts of today, and a third as a copy of the first."""
    now = system_clock()
    told = {"published": now, "first_seen": now, "partners": [US]}
    items = [
        press_item("a", "=1+1 klynge", SENTENCE, source="Ugebladet", rights=Rights.FULL, **told),
        press_item("b", "<b>Robotter</b>", SENTENCE, source="Tavsbladet", url="javascript:alert(1)", **told),
        press_item("c", "Klynge igen", f"{SENTENCE} {WHO}", organisations=[WHO], **told),
    ]
    with way.ledger() as ledger, open_for_writing(way.settings) as index:
        (first,) = collect(ledger, now, [alone(items[0])])
        copy = press_item("d", "=1+1 klynge", SENTENCE, story=first.id, **told)
        collect(ledger, now, [*map(alone, items[1:]), copy])
        drain(ledger, index, 1, system_clock)


@pytest.fixture(scope="module")
def way(tmp_path_factory: pytest.TempPathFactory) -> Way:
    config = tmp_path_factory.mktemp("lists") / "udklip.toml"
    config.write_text(SETTINGS, "utf-8")
    way = Way(config)
    for name, query in {"Klyngen": "klynge", "Igen": "igen"}.items():
        way.json("watch", "add", name, query)
    fill(way)
    with way.ledger() as ledger:
        jobs.alert(Workplace(way.settings, ledger, system_clock), lambda *_: ())
    return way


@pytest.fixture(scope="module")
def desk(way: Way) -> Iterator[Desk]:
    with served(way) as desk:
        yield desk


@pytest.fixture(scope="module")
def demo_desk(demo: Way) -> Iterator[Desk]:
    with served(demo, "--now", DEMO_CLOCK) as desk:
        yield desk


def table(answer: Answer) -> list[dict[str, str]]:
    assert answer.status == 200
    return list(csv.DictReader(io.StringIO(answer.body.removeprefix("\ufeff")), delimiter=";"))


def entries(answer: Answer) -> list[feedparser.FeedParserDict]:
    """What a feed reader sees."""
    assert answer.headers["content-type"] == "application/rss+xml"
    parsed = feedparser.parse(answer.body.encode())
    assert not parsed.bozo
    return list(parsed.entries)


def followed(desk: Desk, page: str) -> list[str]:
    """The feeds that a page names to a feed reader."""
    return [str(each) for each in desk.get(page).page.xpath("//link[@rel='alternate']/@href")]


# I dag


def test_today_is_a_table_of_its_stories(desk: Desk) -> None:
    told = {story["title"]: story for story in desk.get("/i-dag.json").json["stories"]}
    rows = table(desk.get("/i-dag.csv"))
    assert [row["Titel"] for row in rows] == [
        f"'{title}" if title.startswith("=") else title for title in told
    ]
    assert [row["Tekster i historien"] for row in rows] == [
        str(len(story["items"])) for story in told.values()
    ]
    assert {row["Tekster i historien"] for row in rows} == {"1", "2"}
    assert {row["Afsnit"] for row in rows} == {"Om klyngen selv"}
    with urlopen(f"{desk.address}/i-dag.xlsx") as answer:  # noqa: S310 - our own page
        sheet = load_workbook(io.BytesIO(answer.read())).active
    assert [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)] == [
        [int(value) if value.isdigit() else value or None for value in row.values()] for row in rows
    ]


def test_today_is_a_feed_that_shows_no_more_than_may_be_shown(desk: Desk) -> None:
    told = {entry.title: entry for entry in entries(desk.get("/i-dag.rss"))}
    assert set(told) == {"=1+1 klynge", "Klynge igen", "<b>Robotter</b>"}
    assert told["=1+1 klynge"].description == f"{SENTENCE} Også i Fjordbladet."
    assert told["=1+1 klynge"].link == "https://ugebladet.example/a"
    assert SENTENCE not in told["Klynge igen"].description
    assert "link" not in told["<b>Robotter</b>"]
    assert followed(desk, "/") == ["/i-dag.rss"]


# Kilder


def test_a_source_that_goes_silent_is_a_new_entry_until_it_is_well(way: Way) -> None:
    watched = Watched(way.settings.store_folder)

    def told() -> dict[str, str]:
        # A page of its own each time: one keeps for a minute how sources stand.
        with served(way) as desk:
            return {entry.title: entry.id for entry in entries(desk.get("/kilder.rss"))}

    before = told()
    assert set(before) == {"Avisen: aldrig besøgt", "Tavsbladet: aldrig besøgt"}
    watched.hourly(40)
    assert set(told()) == {"Tavsbladet: aldrig besøgt"}
    silent = MONDAY + timedelta(hours=70)
    watched.visit(silent, {"feed": range(30, 40)})
    first = told()
    assert set(first) == {"Avisen: usædvanligt stille", "Tavsbladet: aldrig besøgt"}
    assert first["Tavsbladet: aldrig besøgt"] == before["Tavsbladet: aldrig besøgt"]
    watched.visit(silent + timedelta(hours=5), {"feed": range(30, 40)})
    assert told() == first
    watched.visit(silent + timedelta(hours=6), {"feed": [40]})
    assert "Avisen: usædvanligt stille" not in told()
    watched.visit(silent + timedelta(hours=300), {"feed": [40]})
    assert told()["Avisen: usædvanligt stille"] != first["Avisen: usædvanligt stille"]


# Overvågninger


def test_what_the_watches_hit_is_one_feed_as_each_ones_own_is(desk: Desk) -> None:
    one = feedparser.parse(desk.get("/overvaagninger/Igen.xml").body.encode()).entries
    every = {entry.title: entry for entry in entries(desk.get("/overvaagninger.rss"))}
    assert set(every) == {"=1+1 klynge", "Klynge igen"}
    assert [tag.term for tag in every["Klynge igen"].tags] == ["Igen", "Klyngen"]
    assert every["Klynge igen"].description == one[0].content[0].value
    assert followed(desk, "/overvaagninger") == ["/overvaagninger.rss"]


# Organisation and person


@pytest.mark.parametrize("ending", [".csv", ".rss", ".xlsx", ".docx"])
def test_a_name_is_the_files_of_its_search(demo_desk: Desk, ending: str) -> None:
    stem, asked = "/organisation/Welfare%20Tech", quote('organisationsnavn:"Welfare Tech"')
    page = demo_desk.get(stem).page
    assert f"{stem}{ending}" in page.xpath("//p[@class='files']/a/@href")
    mine, searched = demo_desk.get(stem + ending), demo_desk.get(f"/soeg{ending}?q={asked}")
    assert (mine.status, mine.headers["content-type"]) == (200, searched.headers["content-type"])
    if ending == ".csv":
        assert table(mine) == table(searched)
        assert len(table(mine)) >= 5
    if ending == ".rss":
        assert [entry.id for entry in entries(mine)] == [entry.id for entry in entries(searched)]


def test_a_name_may_have_what_ends_an_address(desk: Desk) -> None:
    stem = f"/organisation/{quote(WHO)}"
    assert followed(desk, stem) == [f"{stem}.rss"]
    assert [row["Titel"] for row in table(desk.get(f"{stem}.csv"))] == ["Klynge igen"]


@pytest.mark.parametrize("ending", ["", ".json", ".csv", ".xlsx", ".rss"])
def test_journalists_are_no_file_either(demo_desk: Desk, demo: Way, ending: str) -> None:
    author = next(author for item in demo.items() for author in item.reading.authors)
    refused = demo_desk.get(f"/person/{quote(author)}{ending}")
    assert refused.status == 404
    if ending:
        assert json.loads(refused.body)["error"]["code"] == "not_found"


# Where a feed belongs


@pytest.mark.parametrize(
    ("feed", "page"),
    [
        ("/i-dag.rss", "/"),
        ("/soeg.rss?q=klynge", "/soeg?q=klynge"),
        (f"/organisation/{quote(WHO)}.rss", f"/soeg?q=organisationsnavn%3A%22{quote(WHO)}%22"),
        ("/kilder.rss", "/kilder"),
    ],
)
def test_a_feed_names_the_page_where_it_was_asked(desk: Desk, feed: str, page: str) -> None:
    assert feedparser.parse(desk.get(feed).body.encode()).feed.link == f"{desk.address}{page}"
