"""Overblik at the desk: the next one is edited, looked at as a mail, and found again once it was sent."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import feedparser
import pytest
from demo.served_press import Press, ready_port, start_server
from desk.served_desk import Desk, Visitor, served
from schedules.demo_way import demo_way
from schedules.way import Way

from udklip.core.ledger import Ledger
from udklip.schedules.overview.making import make_due_overviews
from udklip.schedules.service.job import JobOutcome, Workplace

BEFORE = "2020-11-25T06:45+01:00"
AFTER = datetime.fromisoformat("2020-11-25T07:00+01:00")


@pytest.fixture(scope="module")
def way(tmp_path_factory: pytest.TempPathFactory) -> Way:
    """The demo press, collected for these tests alone: they change what others count."""
    folder = tmp_path_factory.mktemp("press")
    with start_server(folder) as server:
        way = demo_way(Press(folder, ready_port(server)), tmp_path_factory.mktemp("overviews"))
        way.run()
        server.terminate()
    return way


@pytest.fixture(scope="module")
def desk(way: Way) -> Iterator[Desk]:
    with served(way, "--now", BEFORE) as desk:
        yield desk


def titles(visitor: Visitor) -> list[str]:
    return [
        " ".join(each.text_content().split()) for each in visitor.get("/overblik").page.find_class("title")
    ]


def act(visitor: Visitor, what: str, story: str = "", **fields: str) -> int:
    page = visitor.get("/overblik").page
    form = next(
        form
        for form in page.forms
        if form.action == "/overblik"
        and dict(form.form_values()).get("goer") == what
        and story in (dict(form.form_values())["historie"], "")
    )
    return visitor.post("/overblik", dict(form.form_values()) | fields).status


def test_a_story_is_left_out_moved_and_commented_and_all_of_it_taken_back(desk: Desk) -> None:
    visitor = Visitor(desk)
    before = titles(visitor)
    third = visitor.get("/overblik").page.find_class("story")[2].get("id").removeprefix("h")
    assert act(visitor, "flyt", third) == 303
    assert titles(visitor)[0] == before[2]
    assert act(visitor, "kommentar", third, ord="Se vores <b>svar</b>") == 303
    assert visitor.get("/overblik").page.xpath("string(//p[@class='noted'])") == "Se vores <b>svar</b>"
    assert "Se vores &lt;b&gt;svar&lt;/b&gt;" in visitor.get("/overblik/naeste.html").body
    assert act(visitor, "udelad", third) == 303
    assert before[2] not in titles(visitor)
    for _ in range(3):
        assert act(visitor, "fortryd") == 303
    assert titles(visitor) == before


def test_two_editors_do_not_overwrite_each_other_silently(desk: Desk) -> None:
    anna, bo = Visitor(desk), Visitor(desk)
    stale = next(
        dict(form.form_values())
        for form in bo.get("/overblik").page.forms
        if dict(form.form_values()).get("goer") == "udelad"
    )
    assert act(anna, "flyt") == 303
    refused = bo.post("/overblik", stale)
    assert refused.status == 409
    assert "har ændret overblikket, siden du hentede siden. Din ændring er ikke gemt." in refused.text
    assert "Udeladt af" not in bo.get("/overblik").text
    act(anna, "fortryd")


def test_an_edit_and_its_audit_row_are_one(desk: Desk, way: Way) -> None:
    def audited() -> list[str | None]:
        with way.ledger() as ledger, ledger.reading() as book:
            return [row.words for row in book.decisions.changes("2020-11-25")]

    before = audited()
    visitor = Visitor(desk)
    story = visitor.get("/overblik").page.find_class("story")[0].get("id").removeprefix("h")
    assert act(visitor, "flyt", story) == 303
    assert act(visitor, "fortryd") == 303
    assert audited() == ["undo", f"move_up {story}", *before]


@pytest.mark.parametrize(
    "wrong", [{"goer": "slet"}, {"dag": "i morgen"}, {"version": "x"}, {"goer": "kommentar", "ord": " "}]
)
def test_a_form_of_nobodys_making_changes_nothing(desk: Desk, wrong: dict[str, str]) -> None:
    visitor = Visitor(desk)
    form = next(form for form in visitor.get("/overblik").page.forms if form.action == "/overblik")
    assert visitor.post("/overblik", dict(form.form_values()) | wrong).status == 400


def test_it_is_json_too(desk: Desk) -> None:
    told = desk.get("/overblik.json").json
    assert told["next"]["day"] == "2020-11-25"
    assert told["next"]["counts"]["stories"] == 18
    assert (told["sent"], told["edits"]) == ([], [])


def test_the_mail_to_come_stands_in_a_frame_and_can_do_nothing(desk: Desk) -> None:
    mail = desk.get("/overblik/naeste.html")
    policy = mail.headers["content-security-policy"]
    assert "sandbox" in policy
    assert "frame-ancestors 'self'" in policy
    assert "script-src" not in policy
    assert "18 historier i 4 medier" in mail.text


def test_what_was_sent_is_found_again_and_can_no_more_be_edited(way: Way) -> None:
    with served(way, "--now", BEFORE) as desk:
        before = desk.get("/overblik").page
        stale = dict(next(form for form in before.forms if form.action == "/overblik").form_values())
    group = '\n[[group]]\nname = "presse"\naudience = "staff"\n'
    way.config.write_text(way.config.read_text("utf-8") + group, "utf-8")
    assert way.udklip("recipient", "add", "anna@example.dk", "--group", "presse").returncode == 0
    ledger = Ledger.open(way.settings.store_folder)
    made = make_due_overviews(Workplace(way.settings, ledger, lambda: AFTER + timedelta(seconds=5)))
    ledger.close()
    assert made.outcome is JobOutcome.DONE
    with served(way, "--now", "2020-11-25T09:00+01:00") as desk:
        visitor = Visitor(desk)
        page = visitor.get("/overblik")
        (link,) = [each for each in page.page.xpath("//a/@href") if each.startswith("/overblik/sendt/")]
        assert "0 af 1 modtager har fået det" in page.text
        assert "torsdag den 26. november 2020" in page.text.casefold()
        sent = visitor.get(link)
        assert (sent.status, "18 historier i 4 medier" in sent.text) == (200, True)
        assert "sandbox" in sent.headers["content-security-policy"]
        (told,) = visitor.get("/overblik.json").json["sent"]
        (entry,) = feedparser.parse(visitor.get("/overblik.rss").body.encode()).entries
        assert (entry.title, entry.link) == (told["subject"], desk.address + link)
        (row,) = visitor.get("/overblik.csv").body.splitlines()[1:]
        assert row.split(";")[1:] == [told["subject"], "1", "0", desk.address + link]
        assert visitor.get("/overblik.xlsx").status == 200
        assert {"/overblik.rss", "/overblik.csv", "/overblik.xlsx"} <= set(page.page.xpath("//a/@href"))
        late = visitor.post("/overblik", stale | {"csrf": csrf(visitor)})
        assert late.status == 409
        assert "Overblikket er sendt" in late.text


def csrf(visitor: Visitor) -> str:
    return str(visitor.get("/overvaagninger?q=klynge").page.xpath("string(//input[@name='csrf']/@value)"))
