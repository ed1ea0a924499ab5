"""Overvågninger, Rapport and Kilder at the desk."""

import io
import json
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from desk.served_desk import Desk, Visitor, served
from schedules.way import DEMO_CLOCK, Way


@pytest.fixture(scope="module")
def desk(demo: Way) -> Iterator[Desk]:
    with served(demo, "--now", DEMO_CLOCK) as desk:
        yield desk


def saved(desk: Desk, **fields: str) -> tuple[int, str]:
    visitor = Visitor(desk)
    query = fields.pop("q", "klynge")
    page = visitor.get(f"/overvaagninger?q={quote(query)}")
    (form,) = [each for each in page.page.forms if each.method == "POST" and each.action == "/overvaagninger"]
    answer = visitor.post("/overvaagninger", dict(form.form_values()) | fields)
    return answer.status, answer.body


def test_a_search_is_tried_and_saved_as_a_watch_and_removed(desk: Desk) -> None:
    visitor = Visitor(desk)
    assert "/overvaagninger?q=klynge#ny" in visitor.get("/soeg?q=klynge").page.xpath("//a/@href")
    assert (
        "De sidste 30 dage ville den have givet 12 historier" in visitor.get("/overvaagninger?q=klynge").text
    )
    assert saved(desk, name="Klyngen", to="anna@example.dk, bo@example.dk")[0] == 303
    (kept,) = desk.get("/overvaagninger.json").json
    assert (kept["name"], kept["query"], kept["to"]) == (
        "Klyngen",
        "klynge",
        ["anna@example.dk", "bo@example.dk"],
    )
    assert saved(desk, name="Klyngen")[0] == 409
    assert visitor.send("/overvaagninger", "/overvaagninger/slet").status == 303
    assert desk.get("/overvaagninger.json").json == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": "../ud"}, "Navnet eller en af adresserne kan ikke bruges."),
        ({"name": "Ny", "to": "anna@example.dk\r\nBcc: alle@example.dk"}, "Navnet eller en af adresserne"),
        ({"name": "Ny", "q": "klynge"}, ""),
    ],
)
def test_what_cannot_be_kept_is_said_and_what_was_typed_stays(
    desk: Desk, fields: dict[str, str], said: str
) -> None:
    status, text = saved(desk, **fields)
    assert status == (400 if said else 303)
    assert said in text
    if not said:
        Visitor(desk).send("/overvaagninger", "/overvaagninger/slet")


def test_a_wrong_query_is_told_in_danish(desk: Desk) -> None:
    wrong = desk.get("/overvaagninger?q=klynge+OG")
    assert wrong.status == 400
    assert "der mangler noget efter OG" in wrong.text


def test_the_report_of_a_period_is_a_page_and_files_of_the_same_numbers(desk: Desk) -> None:
    asked = "from=2020-11-19&to=2020-11-25"
    told = desk.get(f"/rapport.json?{asked}").json
    page = desk.get(f"/rapport?{asked}")
    assert page.text.count(told["summary"]) == 1
    assert told["counts"]["articles"] > 20
    for ending, begins in ((".pdf", "%PDF"), (".xlsx", "PK"), (".html", "<!doctype")):
        file = desk.get(f"/rapport{ending}?{asked}")
        assert file.status == 200
        assert file.body.lstrip("\ufffd").lower().startswith(begins.lower()), ending


@pytest.mark.parametrize(
    "asked", ["periode=x", "from=2020-11-25&to=2020-11-19", "from=2010-01-01&to=2020-01-01"]
)
def test_a_period_that_is_none_is_said(desk: Desk, asked: str) -> None:
    assert desk.get(f"/rapport?{asked}").status == 400
    assert desk.get(f"/rapport.json?{asked}").json["error"]["code"] == "wrong_value"


def test_an_address_is_tried_and_its_way_told_in_danish(desk: Desk, demo: Way) -> None:
    item = demo.items()[-1]
    page = desk.get(f"/kilder?adresse={quote(item.url)}")
    assert "Lagt til en historie: den er i omtalen" in page.text
    assert f"/omtale/{item.id}" in page.page.xpath("//a/@href")
    assert "den har aldrig været forbi" in desk.get("/kilder?adresse=https://andre.example/x").text


def test_sources_are_told_as_the_command_line_tells_them(desk: Desk, demo: Way) -> None:
    told = {row["source"]: row["state"] for row in demo.json("sources", "status")}
    listed = json.load(io.StringIO(desk.get("/kilder.json").body))
    assert {row["source"]: row["state"] for row in listed} == told
