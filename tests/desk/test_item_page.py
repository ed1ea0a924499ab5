"""Omtale and the pages of names: what people mark, tag and write there, and what they read."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from desk.served_desk import Desk, Visitor, served
from schedules.way import DEMO_CLOCK, Way

from udklip.core.item import PressItem
from udklip.core.times import system_clock
from udklip.schedules.indexing import drain
from udklip.schedules.run import open_for_writing


@pytest.fixture(scope="module")
def desk(demo: Way) -> Iterator[Desk]:
    with served(demo, "--now", DEMO_CLOCK) as desk:
        yield desk


@pytest.fixture(scope="module")
def pickup(demo: Way) -> PressItem:
    return max((item for item in demo.items() if item.release), key=lambda item: item.release_share or 0)


def audit(demo: Way, item: str) -> list[str]:
    with demo.ledger() as ledger, ledger.reading() as book:
        return [row.action for row in reversed(book.decisions.changes(item))]


def test_a_star_is_set_and_taken_back_and_both_stand_in_the_audit(desk: Desk, demo: Way) -> None:
    visitor, page = Visitor(desk), "/omtale/00000003"
    assert visitor.send(page, f"{page}/stjerne").status == 303
    assert "★ Stjerne" in visitor.get(page).text
    assert visitor.get("/").page.xpath("//section[@id='stjerner']//a/@href") == [page]
    visitor.send(page, f"{page}/stjerne")
    assert "☆ Stjerne" in visitor.get(page).text
    assert visitor.get("/").page.xpath("//section[@id='stjerner']") == []
    assert audit(demo, "00000003") == ["star", "star_off"]


def test_not_relevant_is_seen_in_the_hits_and_can_be_undone_there(desk: Desk) -> None:
    visitor, action = Visitor(desk), "/omtale/00000002/ikke-relevant"
    hits = "/soeg?q=id:00000002"
    sent = visitor.send(hits, action)
    assert sent.headers["location"] == "/soeg?q=id:00000002#f00000002"
    assert len(visitor.get(hits).page.find_class("unwanted")) == 1
    visitor.send(hits, action)
    assert visitor.get(hits).page.find_class("unwanted") == []


def test_notes_are_text_and_are_deleted_by_their_writer(desk: Desk) -> None:
    visitor, page = Visitor(desk), "/omtale/00000004"
    visitor.send(page, f"{page}/note", note="<b>Ring</b> til Åse\nFør tolv")
    noted = visitor.get(page)
    assert noted.page.xpath("string(//div[@class='noted']/p)") == "<b>Ring</b> til Åse\nFør tolv"
    visitor.send(page, f"{page}/note")
    assert visitor.get(page).page.find_class("noted") == []


def test_a_tag_is_set_once_shown_and_taken_off(desk: Desk) -> None:
    visitor, page = Visitor(desk), "/omtale/00000005"
    for _ in range(2):
        visitor.post(f"{page}/tag", {"csrf": csrf(visitor, page), "tag": "til  direktionen"})
    assert visitor.get(page).page.xpath("//ul[@class='tags']/li/a/text()") == ["til direktionen"]
    visitor.send(page, f"{page}/tag")
    assert visitor.get(page).page.xpath("//ul[@class='tags']/li") == []


def test_a_tag_is_searched_for_from_the_next_indexing_on(desk: Desk, demo: Way) -> None:
    visitor, page = Visitor(desk), "/omtale/00000006"
    visitor.post(f"{page}/tag", {"csrf": csrf(visitor, page), "tag": "til bestyrelsen"})
    with demo.ledger() as ledger, open_for_writing(demo.settings) as index:
        assert drain(ledger, index, 1, system_clock) >= 1
    assert [hit["id"] for hit in demo.json("search", 'mærke:"til bestyrelsen"')] == ["00000006"]


def csrf(visitor: Visitor, page: str) -> str:
    return str(visitor.get(page).page.xpath("string(//input[@name='csrf']/@value)"))


def test_a_pickup_is_read_beside_its_release(desk: Desk, pickup: PressItem) -> None:
    page = desk.get(f"/omtale/{pickup.id}/sammenlign")
    assert f"{round((pickup.release_share or 0) * 100)}\u00a0% af artiklens ord" in page.body
    assert {item.get("class") for item in page.page.xpath("//div[@class='text']/p")} <= {
        "kept",
        "added",
        "cut",
    }
    assert desk.get(f"/omtale/{pickup.release}").text.count("Genbragt af") == 1


def test_what_is_no_pickup_has_nothing_to_be_compared_with(desk: Desk, pickup: PressItem) -> None:
    assert desk.get(f"/omtale/{pickup.release}/sammenlign").status == 404


def test_the_original_is_handed_over_as_a_file_and_never_shown(desk: Desk, demo: Way) -> None:
    item = demo.items()[0]
    answer = desk.get(f"/omtale/{item.id}/original")
    assert answer.status == 200
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert "original" in audit(demo, item.id)


def test_names_in_a_text_lead_to_their_pages(desk: Desk, demo: Way) -> None:
    full = next(item for item in demo.items() if item.rights == "full" and item.analysis.organisations)
    named = desk.get(f"/omtale/{full.id}").page.find_class("named")
    assert named
    for link in named:
        assert link.get("href").startswith(("/organisation/", "/person/"))
        assert desk.get(link.get("href")).status == 200


def test_a_page_of_a_name_has_as_many_articles_as_the_search(desk: Desk, demo: Way) -> None:
    (counts,) = demo.json("search", 'organisationsnavn:"Welfare Tech"', "--count")
    page = desk.get("/organisation/Welfare%20Tech")
    assert (
        f"{counts['articles']} artikler i {counts['outlets']} medier, {counts['stories']} historier"
        in page.text
    )


def test_a_page_of_a_name_says_with_whom_and_not_with_itself(desk: Desk) -> None:
    side = desk.get("/organisation/Welfare%20Tech").page.get_element_by_id("afgraens")
    named = [link.text for link in side.iter("a")]
    assert "Danish Life Science Cluster" in named
    assert "Welfare Tech" not in named


def test_journalists_have_no_page(desk: Desk, demo: Way) -> None:
    authors = {author for item in demo.items() for author in item.reading.authors}
    assert authors
    assert {desk.get(f"/person/{quote(author)}").status for author in authors} == {404}


def test_facets_lead_to_as_many_articles_as_they_say(desk: Desk) -> None:
    page = desk.get("/soeg?q=klynge").page
    choices = page.xpath("//section[contains(@class, 'facet')]//li")
    assert len(choices) > 10
    for choice in choices:
        (link,) = choice.xpath("a/@href")
        articles = int(choice.xpath("string(span[@class='figure']/text())"))
        assert f"{articles} artik" in desk.get(link + "&all_copies=1").text, link


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("tit", "titel:"),
        ("klynge og Sundhedst", 'klynge og kilde:"Sundhedsteknisk Ugebrev" '),
        ("welf", 'organisationsnavn:"Welfare Tech" '),
    ],
)
def test_what_may_be_meant_is_proposed_while_typing(desk: Desk, typed: str, proposed: str) -> None:
    assert proposed in [one["query"] for one in desk.get(f"/forslag.json?q={quote(typed)}").json]


@pytest.mark.parametrize("typed", ["", "a", '"åben', "(((((", "titel:x*", "\x00\x01", "*" * 500])
def test_nothing_typed_breaks_the_proposals(desk: Desk, typed: str) -> None:
    assert desk.get(f"/forslag?q={quote(typed)}").status == 200
