"""Afmeld: a link leaves a group and comes back to it; looking changes nothing, and nobody else's link can be made."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from desk.served_desk import Desk, served
from schedules.way import Way

from udklip.core.ledger import Leaving as Left
from udklip.core.ledger import Ledger, Member
from udklip.core.settings import Secrets
from udklip.schedules.mailing.leaving import Leaving

AT = datetime(2020, 11, 25, 6, 0, tzinfo=UTC)
ASTA, BO = "asta@klyngen.example", "bo@klyngen.example"
SETTINGS = """
[mail]
public_url = "https://udklip.klyngen.example"

[[group]]
name = "presse"
"""


@pytest.fixture(scope="module")
def way(tmp_path_factory: pytest.TempPathFactory) -> Way:
    config = tmp_path_factory.mktemp("leaving") / "udklip.toml"
    config.write_text(SETTINGS, "utf-8")
    return Way(config)


@pytest.fixture(scope="module")
def served_desk(way: Way) -> Iterator[Desk]:
    Ledger.open(way.settings.store_folder).close()
    with served(way) as desk:
        yield desk


@pytest.fixture
def desk(way: Way, served_desk: Desk) -> Desk:
    """Asta and Bo are in the group at the start of each test."""
    with way.ledger() as ledger, ledger.writing() as book:
        for address in (ASTA, BO):
            book.recipients.add("presse", address, None, AT)
            for left_by in Left:
                book.recipients.rejoin("presse", address, left_by)
    return served_desk


def link(way: Way, address: str) -> str:
    return "/afmeld/" + Leaving.of(way.settings, Secrets()).token("presse", address)


def member(way: Way, address: str) -> Member:
    with way.ledger() as ledger, ledger.reading() as book:
        found = book.recipients.member("presse", address)
    assert found is not None
    return found


def addresses(way: Way) -> list[str]:
    with way.ledger() as ledger, ledger.reading() as book:
        return [each.address for each in book.recipients.of("presse")]


def test_looking_asks_and_changes_nothing(desk: Desk, way: Way) -> None:
    for method in ("GET", "HEAD", "GET"):
        assert desk.get(link(way, ASTA), method).status == 200
    page = desk.get(link(way, ASTA))
    assert "Vil du afmelde asta@klyngen.example?" in page.text
    assert page.page.xpath("//form/@action") == [link(way, ASTA)]
    assert page.page.xpath("//form/@method") == ["post"]
    assert addresses(way) == [ASTA, BO]


def test_the_button_takes_one_out_and_no_other(desk: Desk, way: Way) -> None:
    answer = desk.get(link(way, ASTA), "POST")
    assert answer.status == 200
    assert "Du er nu afmeldt" in answer.text
    assert addresses(way) == [BO]
    assert member(way, ASTA).leaving is Left.UNSUBSCRIBED
    assert "Du er afmeldt" in desk.get(link(way, ASTA)).text


def test_a_mail_programs_one_click_does_the_same(desk: Desk, way: Way) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    for _ in range(2):
        answer = desk.get(link(way, ASTA), "POST", "List-Unsubscribe=One-Click", **form)
        assert answer.status == 200
    assert addresses(way) == [BO]


def test_who_left_by_mistake_comes_back_by_the_page(desk: Desk, way: Way) -> None:
    (back,) = desk.get(link(way, ASTA), "POST").page.xpath("//form/@action")
    answer = desk.get(back, "POST")
    assert "Du er tilmeldt igen" in answer.text
    assert addresses(way) == [ASTA, BO]


def test_who_was_taken_out_does_not_come_back_alone(desk: Desk, way: Way) -> None:
    with way.ledger() as ledger, ledger.writing() as book:
        book.recipients.leave("presse", ASTA, AT, Left.REMOVED)
    for path in (link(way, ASTA), link(way, ASTA) + "/tilbage"):
        assert desk.get(path, "POST").page.xpath("//form") == []
    assert addresses(way) == [BO]


@pytest.mark.parametrize("spoilt", ["x", "A" * 43, "", "æøå", "%00", "a" * 4000])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_link_that_is_none_says_so(desk: Desk, way: Way, spoilt: str, method: str) -> None:
    answer = desk.get("/afmeld/" + spoilt.replace("æøå", "%C3%A6%C3%B8"), method)
    assert answer.status == 404
    assert "Traceback" not in answer.body
    assert addresses(way) == [ASTA, BO]


def test_a_link_cut_short_says_what_to_do(desk: Desk, way: Way) -> None:
    answer = desk.get(link(way, ASTA)[:-1])
    assert answer.status == 404
    assert "Åbn linket nederst i mailen igen" in answer.text


def test_another_stores_link_does_not_work(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "udklip.toml").write_text(SETTINGS, "utf-8")
    assert desk.get(link(Way(tmp_path / "udklip.toml"), ASTA), "POST").status == 404


def test_by_its_name_outside_only_the_way_out_is_open(desk: Desk, way: Way) -> None:
    outside = {"Host": "udklip.klyngen.example"}
    assert desk.get(link(way, ASTA), **outside).status == 200
    assert desk.get("/stil.css", **outside).status == 200
    for path in ("/", "/soeg?q=klynge", "/soeg.json?q=klynge", "/kilder", "/omtale/00000001", "/afmeld"):
        assert desk.get(path, **outside).status == 400, path
    assert desk.get(link(way, ASTA), Host="andre.example").status == 400


def test_its_pages_are_danish_lead_nowhere_else_and_run_no_script(desk: Desk, way: Way) -> None:
    answer = desk.get(link(way, ASTA))
    assert answer.page.get("lang") == "da"
    assert answer.page.xpath("//script | //img | //nav") == []
    assert "form-action 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
