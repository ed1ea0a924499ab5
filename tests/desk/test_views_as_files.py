"""Every view as JSON, lists as tables: what the page shows, through the same gate of rights, under stable keys."""

import csv
import io
import json
from collections.abc import Iterator
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from desk.hand_filled import HandFilled
from desk.served_desk import Desk, served
from openpyxl import load_workbook
from schedules.way import DEMO_CLOCK, Way

from udklip.core.source import Rights

CLUSTER = "Danish Life Science Cluster"


@pytest.fixture(scope="module")
def desk(demo: Way) -> Iterator[Desk]:
    with served(demo, "--now", DEMO_CLOCK) as desk:
        yield desk


@pytest.fixture(scope="module")
def hostile_desk(hostile: HandFilled) -> Iterator[Desk]:
    with served(hostile.way) as desk:
        yield desk


def test_today_is_the_overview_and_what_is_newest_besides(desk: Desk) -> None:
    told, page = desk.get("/i-dag.json").json, desk.get("/")
    assert told["day"] == "2020-11-25"
    stories = [*told["stories"], *told["newest"]]
    assert len(stories) > 10
    assert all(f"/omtale/{story['items'][0]['id']}" in page.body for story in stories)
    assert {entry["sentence"] for story in stories for entry in story["items"]} != {None}


def test_an_item_says_what_its_page_shows(desk: Desk, demo: Way) -> None:
    items = {item.rights: item for item in demo.items() if item.analysis.organisations}
    for rights, item in items.items():
        told = desk.get(f"/omtale/{item.id}.json").json
        assert (told["id"], told["url"], told["rights"]) == (item.id, item.url, rights)
        assert {one["name"] for one in told["organisations"]} == {
            mention.name for mention in item.analysis.organisations
        }
        assert [step["step"] for step in told["way"]][-2:] == ["grouped", "indexed"]
    assert len(items) >= 2


def test_what_may_not_be_shown_is_in_no_json(desk: Desk, demo: Way) -> None:
    links = [item for item in demo.items() if item.rights is Rights.LINK and item.reading.body]
    assert links
    for item in links[:20]:
        answer = desk.get(f"/omtale/{item.id}.json")
        assert (answer.json["text"], answer.json["quotes"], answer.json["sentence"]) == (None, [], None)
        assert item.reading.body[:60] not in answer.body


def test_contact_details_are_masked_in_json_too(hostile_desk: Desk) -> None:
    told = hostile_desk.get("/omtale/00000001.json")
    assert "[telefon]" in told.json["text"]
    assert "22 57 21 59" not in told.body
    assert "aase@example.org" not in told.body


def test_a_pickup_beside_its_release(desk: Desk, demo: Way) -> None:
    pickup = next(item for item in demo.items() if item.release and item.release != item.id)
    told = desk.get(f"/omtale/{pickup.id}/sammenlign.json").json
    assert (told["article"]["item"]["id"], told["release"]["item"]["id"]) == (pickup.id, pickup.release)
    assert 0 < told["article"]["share"] <= 1


def test_a_name_says_what_its_page_shows(desk: Desk) -> None:
    told = desk.get(f"/organisation/{quote(CLUSTER)}.json").json
    asked = quote(f'organisationsnavn:"{CLUSTER}"')
    assert told["newest"] == desk.get(f"/soeg.json?q={asked}&sort=date&limit=15").json
    assert told["counts"]["articles"] >= len(told["newest"]) > 5
    assert {facet["heading"] for facet in told["facets"]} >= {"Medie", "Person"}


@pytest.mark.parametrize(
    "path",
    [
        "/omtale/nej.json",
        "/omtale/nej/sammenlign.json",
        "/organisation/Ingen.json",
        "/person/Ingen%20Her.json",
    ],
)
def test_what_is_not_there_has_the_one_shape_of_faults(desk: Desk, path: str) -> None:
    answer = desk.get(path)
    assert (answer.status, answer.json["error"]["code"]) == (404, "not_found")


def test_the_sources_are_a_table_too(desk: Desk) -> None:
    names = [row["source"] for row in desk.get("/kilder.json").json]
    rows = list(csv.reader(io.StringIO(desk.get("/kilder.csv").body.removeprefix("\ufeff")), delimiter=";"))
    assert rows[0][:4] == ["Kilde", "Medietype", "Region", "Tilstand"]
    assert [row[0] for row in rows[1:]] == names
    with urlopen(f"{desk.address}/kilder.xlsx") as answer:  # noqa: S310 - our own page
        sheet = load_workbook(io.BytesIO(answer.read())).active
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == names


def test_watches_are_a_table_too(desk: Desk, demo: Way) -> None:
    demo.udklip("watch", "add", "Tabel", "robot")
    try:
        told = desk.get("/overvaagninger.csv").body
        assert told.splitlines()[0].removeprefix("\ufeff").startswith("Navn;Søgning;Omtaler")
        assert [line.split(";")[:2] for line in told.splitlines()[1:]] == [["Tabel", "robot"]]
    finally:
        demo.udklip("watch", "remove", "Tabel")
    assert json.loads(desk.get("/overvaagninger.json").body) == []
