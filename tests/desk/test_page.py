"""The desk page as a browser meets it: by HTTP on loopback, from `udklip desk`."""

import re
import subprocess
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from desk.hand_filled import SCRIPT, HandFilled
from desk.served_desk import Answer, Desk, served
from lxml import html
from schedules.way import DEMO_CLOCK, Way

PAGES = [
    "/",
    "/soeg",
    "/soeg?q=klynge",
    "/soeg?q=klynge+AND",
    "/omtale/00000001",
    "/organisation/Welfare%20Tech",
    "/kilder",
    "/omtale/nej",
]
HOSTILE = ["/", "/soeg?q=klynge", "/omtale/00000001", "/omtale/00000002", "/omtale/00000003", "/kilder"]
EVIL = [
    SCRIPT,
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}",
    "((((((",
    "a" * 5000,
    "\x00\x1b",
    "titel:[2020 TIL",
    "æøå ' OR 1=1 --",
    "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
]


@pytest.fixture(scope="module")
def desk(demo: Way) -> Iterator[Desk]:
    with served(demo, "--now", DEMO_CLOCK) as desk:
        yield desk


@pytest.fixture(scope="module")
def hostile_desk(hostile: HandFilled) -> Iterator[Desk]:
    with served(hostile.way) as desk:
        yield desk


def foreign(page: html.HtmlElement, further: str) -> list[Any]:
    """Scripts that are not the page's own two, and whatever else is not to stand there."""
    ours = "starts-with(@src, '/htmx.min.js?') or starts-with(@src, '/udklip.js?')"
    return [*page.xpath(f"//script[not({ours}) or normalize-space()]"), *page.xpath(further)]


def titles(answer: Answer) -> list[str]:
    return [" ".join(element.text_content().split()) for element in answer.page.find_class("title")]


# I dag


def test_today_is_the_overview_as_it_stands(desk: Desk, demo: Way) -> None:
    today = desk.get("/")
    stories = {item.story for item in demo.items()}
    assert today.page.xpath("string(//h1)") == "Onsdag den 25. november 2020"
    assert f"{len(stories)} historier i 4 medier" in today.text
    assert len(today.page.find_class("story")) == len(stories)
    assert "4 af 4 kilder hentet" in today.text


def test_on_a_later_day_the_newest_stories_are_still_there(demo: Way) -> None:
    with served(demo, "--now", "2020-12-01T09:00+01:00") as later:
        today = later.get("/")
    assert "Ingen omtale. 0 af 4 kilder hentet" in today.text
    assert "Nyeste omtale" in today.text
    assert titles(today)[0] == "Fire spørgsmål til den nye klynge – og de svar, vi har"


# Søg


def test_search_finds_what_the_command_line_finds(desk: Desk, demo: Way) -> None:
    found = demo.json("search", "klynge")
    assert desk.get("/soeg.json?q=klynge").json == found
    assert titles(desk.get("/soeg?q=klynge")) == [row["title"] for row in found]


def test_the_words_that_were_asked_for_are_marked(desk: Desk) -> None:
    page = desk.get("/soeg?q=" + quote("klynge IKKE robot")).page
    marked = [mark.text_content().casefold() for mark in page.xpath("//li//mark")]
    assert len(marked) > 5
    assert all("klynge" in word or "cluster" in word for word in marked)
    assert page.xpath("//h2//mark")
    assert page.xpath("//p[@class='sentence']//mark")


def test_search_takes_the_command_lines_options(desk: Desk, demo: Way) -> None:
    options = ["--limit", "3", "--from", "2020-11-24", "--to", "2020-11-24", "--sort", "date", "--all-copies"]
    path = "/soeg.json?q=klynge&limit=3&from=2020-11-24&to=2020-11-24&sort=date&all_copies=1"
    rows = desk.get(path).json
    assert len(rows) == 3
    assert rows == demo.json("search", "klynge", *options)


def test_hits_say_how_much_there_is_and_what_it_is(desk: Desk) -> None:
    hits = desk.get("/soeg?q=*")
    assert re.search(r"\d+ artikler i 4 medier, \d+ historier", hits.text)
    labels = {label.text for label in hits.page.find_class("label")}
    assert labels >= {"annoncørbetalt", "pressemeddelelse", "telegram", "forsmag"}


def test_a_source_that_allows_only_the_link_has_no_passage(desk: Desk) -> None:
    hits = desk.get("/soeg?q=" + quote('kilde:"Vesterkær Lokalblad" klynge')).page
    assert len(hits.find_class("story")) > 0
    assert hits.find_class("sentence") == []


def test_a_story_of_several_outlets_leads_to_all_its_copies(desk: Desk) -> None:
    (link, *_) = [a for a in desk.get("/soeg?q=robotbygger").page.iter("a") if "udgaver" in a.text_content()]
    copies = desk.get(link.get("href"))
    assert len(copies.page.find_class("story")) == int(link.text_content().split()[0]) > 1


def test_a_wrong_query_is_said_in_danish_with_its_place(desk: Desk) -> None:
    wrong = desk.get("/soeg?q=klynge+AND")
    assert wrong.status == 400
    assert "der mangler noget efter AND" in wrong.text
    assert wrong.page.xpath("string(//mark)") == "A"
    assert wrong.page.get_element_by_id("soeg").get("value") == "klynge AND"
    assert wrong.page.xpath("//*[@id='fejl']//a/@href") == ["/soeg?q=klynge"]


def test_an_operator_in_small_letters_is_asked_about(desk: Desk) -> None:
    found = desk.get("/soeg?q=klynge+eller+robot")
    assert found.status == 200
    assert found.page.xpath("//a[text()='klynge ELLER robot']/@href") == ["/soeg?q=klynge%20ELLER%20robot"]
    assert "Mente du" not in desk.get("/soeg?q=klynge+ELLER+robot").text


@pytest.mark.parametrize(
    ("asked", "code", "field", "position"),
    [
        ("q=klynge+AND", "wrong_query", "q", 7),
        ("q=", "wrong_query", "q", 0),
        ("", "wrong_query", "q", 0),
        ("q=klynge&from=igår", "wrong_value", "from", None),
        ("q=klynge&from=2020-11-25&to=2020-11-24", "wrong_value", "to", None),
        ("q=klynge&limit=0", "wrong_value", "limit", None),
        ("q=klynge&limit=99999999999999999999", "wrong_value", "limit", None),
        ("q=klynge&sort=bedst", "wrong_value", "sort", None),
    ],
)
def test_errors_of_json_have_one_shape(
    desk: Desk, asked: str, code: str, field: str, position: int | None
) -> None:
    wrong = desk.get(f"/soeg.json?{quote(asked, safe='=&+')}")
    assert (wrong.status, wrong.headers["content-type"]) == (400, "application/json")
    assert wrong.json.keys() == {"error"}
    error = wrong.json["error"]
    assert (error["code"], error["field"], error["position"]) == (code, field, position)
    assert error["message"]


@pytest.mark.parametrize("evil", EVIL, ids=range(len(EVIL)))
def test_whatever_is_asked_is_answered_as_text(desk: Desk, evil: str) -> None:
    answer = desk.get("/soeg?q=" + quote(evil))
    assert answer.status in (200, 400)
    assert foreign(answer.page, "//img") == []
    assert "Traceback" not in answer.body
    assert desk.get("/soeg.json?q=" + quote(evil)).status in (200, 400)


def test_nothing_found_is_said(desk: Desk) -> None:
    assert "Ingen omtale fundet." in desk.get("/soeg?q=" + quote("rutsjebanebane")).text


# Omtale


def item_of(demo: Way, source: str, title: str) -> str:
    return next(
        item.id for item in demo.items() if item.source == source and title in str(item.reading.title)
    )


def test_an_item_of_full_rights_shows_text_quotes_people_and_its_way(desk: Desk, demo: Way) -> None:
    item = desk.get("/omtale/" + item_of(demo, "Bæltposten", "Foreningen er stiftet"))
    assert len(item.page.find_class("text")[0]) > 5
    assert item.page.xpath("count(//blockquote)") > 0
    assert {"Merle Havtorn", "Welfare Tech"} <= {link.text_content() for link in item.page.iter("a")}
    way = [li[0].text for li in item.page.find_class("way")[0]]
    assert way == [
        "Fundet",
        "Hentet",
        "Læst",
        "Siet",
        "Analyseret",
        "Lagt til en historie",
        "Klar til søgning",
    ]


def test_an_item_of_link_rights_shows_facts_and_no_text(desk: Desk, demo: Way) -> None:
    item = desk.get("/omtale/" + item_of(demo, "Vesterkær Lokalblad", "Robotten"))
    assert item.page.find_class("text") == []
    assert item.page.xpath("//blockquote") == []
    assert "kun titel og link må vises" in item.text
    assert re.search(r"35\s% af teksten er pressemeddelelsens", item.text)
    assert "Ellen Natlys" in item.text


def test_an_item_of_extract_rights_shows_ten_words(desk: Desk, demo: Way) -> None:
    item = desk.get("/omtale/" + item_of(demo, "Sundhedsteknisk Ugebrev", "Analyse"))
    (text,) = item.page.find_class("text")
    assert len(text.text_content().replace("…", "").split()) == 10
    # The title stands above it.
    assert not text.text_content().strip().startswith("Analyse")


def test_every_link_of_the_page_leads_somewhere(desk: Desk) -> None:
    seen = {link for path in PAGES for link in _inner_links(desk.get(path))}
    assert {desk.get(link).status for link in sorted(seen)} == {200}


def _inner_links(answer: Answer) -> list[str]:
    links = [link.get("href") for link in answer.page.iter("a", "link")]
    return [link for link in links if link.startswith("/")]


# Kilder


def test_sources_with_their_last_visit(desk: Desk, demo: Way) -> None:
    rows = {
        row[0].text: row.text_content()
        for row in desk.get("/kilder").page.xpath("//table[@class='sources']/tbody/tr")
    }
    assert rows.keys() == {source.name for source in demo.settings.sources}
    assert all("hentet" in row and "25. nov. 2020 kl. 6.30" in row for row in rows.values())


def test_a_source_never_visited_says_so(hostile_desk: Desk) -> None:
    sources = hostile_desk.get("/kilder").page.xpath("//table[@class='sources']/tbody/tr")
    assert [row[0].text for row in sources] == ["Tavsbladet", "Fjordbladet"]
    assert "aldrig besøgt" in sources[0].text_content()


# Safe to open


@pytest.mark.parametrize("path", [*PAGES, "/soeg.json?q=klynge", "/nej.json", "/stil.css"])
def test_every_answer_forbids_scripts_and_other_hosts(desk: Desk, path: str) -> None:
    answer = desk.get(path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_danish_and_have_no_script_but_ours_and_need_nobody_else(desk: Desk, path: str) -> None:
    page = desk.get(path).page
    assert page.get("lang") == "da"
    assert foreign(page, "//style | //@style | //img | //iframe") == []
    assert [attribute for attribute in page.xpath("//@*") if str(attribute).startswith("on")] == []
    assert len(page.xpath("//h1")) == 1
    assert all(urlsplit(link.get("href")).netloc == "" for link in page.iter("link"))


@pytest.mark.parametrize("path", HOSTILE)
def test_hostile_coverage_is_only_text(hostile_desk: Desk, path: str) -> None:
    answer = hostile_desk.get(path)
    assert answer.status == 200
    assert foreign(answer.page, "//img | //svg[not(ancestor::div[@class='chart'])] | //b | //i") == []
    links = [link.get("href").lower() for link in answer.page.iter("a")]
    assert [link for link in links if not link.startswith(("/", "#", "https://"))] == []
    assert "22 57 21 59" not in answer.body
    assert "aase@example.org" not in answer.body


def test_a_hostile_text_is_shown_as_it_was_written(hostile_desk: Desk) -> None:
    item = hostile_desk.get("/omtale/00000001")
    assert item.text.count(SCRIPT) >= 4
    assert "\u202e" not in hostile_desk.get("/omtale/00000003").body


def test_hostile_words_are_marked_as_text(hostile_desk: Desk) -> None:
    page = hostile_desk.get("/soeg?q=alert").page
    assert {mark.text for mark in page.xpath("//h2//mark")} >= {"alert"}
    assert page.xpath("//li//script") == []


def test_an_unknown_item_is_a_page_that_says_so(desk: Desk) -> None:
    missing = desk.get("/omtale/nej")
    assert missing.status == 404
    assert "Siden findes ikke" in missing.text


def test_another_host_name_is_not_answered(desk: Desk) -> None:
    assert desk.get("/", Host="udklip.example").status == 400


def test_only_reading_is_possible(desk: Desk) -> None:
    assert [desk.get("/soeg", method).status for method in ("POST", "PUT", "DELETE")] == [405] * 3


def test_without_its_index_the_page_says_what_still_works(hostile: HandFilled) -> None:
    config = hostile.way.config.with_name("elsewhere.toml")
    index = '[index]\nengine = "elasticsearch"\nurl = "http://127.0.0.1:9"\n'
    config.write_text(hostile.way.config.read_text("utf-8") + index, "utf-8")
    with served(Way(config)) as desk:
        assert "Søgningen svarer ikke lige nu" in desk.get("/soeg?q=klynge").text
        answer = desk.get("/soeg.json?q=klynge")
        assert (answer.status, answer.json["error"]["code"]) == (503, "index_unavailable")
        assert desk.get("/").status == 200


# Starting it


@pytest.mark.parametrize("host", ["192.0.2.1", "::", "udklip.example"])
def test_it_serves_this_machine_only(demo: Way, host: str) -> None:
    ended = demo.udklip("desk", "--host", host)
    assert ended.returncode == 2
    assert ended.stderr == (
        f"udklip: --host {host}: nobody has an account yet, and so the page is served to this machine only "
        "(127.0.0.1, ::1, localhost); `udklip user add NAME --role administrator` makes one\n"
    )


def test_a_taken_port_is_one_line(demo: Way, desk: Desk) -> None:
    port = urlsplit(desk.address).port
    ended = demo.udklip("desk", "--port", str(port))
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"udklip: port {port} on 127.0.0.1 cannot be had")
    assert ended.stderr.count("\n") == 1


def test_the_clock_is_only_for_a_press_on_loopback(hostile: HandFilled) -> None:
    ended = hostile.way.udklip("desk", "--now", DEMO_CLOCK)
    assert ended.returncode == 2
    assert "--now is for a demo press on loopback" in ended.stderr


def test_it_ends_when_told_to(demo: Way) -> None:
    process: subprocess.Popen[str] = demo.started("desk", "--port", "0")
    assert process.stderr is not None
    assert process.stderr.readline().startswith("Open http://127.0.0.1:")
    process.terminate()
    _, told = process.communicate(timeout=30)
    assert "Traceback" not in told
