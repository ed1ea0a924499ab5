"""A page is followed for some days: one item whatever it says meanwhile, and what it said of us is kept."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from crawler.misbehaving_server import Answer, Handler, Site, return_page, return_status, served
from schedules.identity.havneavisen import feed, page, paper
from schedules.way import Rows, Way, unbalanced

from udklip.core.item import PressItem

US = "Danish Life Science Cluster"
STORY = (
    f"{US} får {{amount}} til et nyt hus ved havnen i Vester Nebel, hvor medlemmerne kan mødes.\n"
    "Huset skal stå færdigt, når kajen er blevet repareret, og det har folk i byen ventet på længe.\n"
    "Borgmesteren glæder sig over velfærdsteknologi og medicinsk udstyr, som skal vises frem i stueetagen."
)
OTHER = (
    "Et lokalt hospital har købt medicinsk udstyr af en virksomhed, der laver sengeborde med hjul under. "
    "Sygeplejerskerne har været med til at vælge, hvilke hjul der larmer mindst om natten på gangene."
)
WEATHER = (
    "Det bliver regnvejr hele ugen, og det er der ikke noget at gøre ved, siger en meteorolog til avisen. "
    * 3
)
FURNITURE = (
    "<p>Læs også: Her ligger byens bedste bænke</p><p>Skriv dig op til vores nyhedsbrev om alt det gode.</p>"
)


def unless_known(body: bytes, asked: list[str | None]) -> Answer:
    """A page with an ETag, which answers 304 to who has it; notes what it was asked."""

    def answer(handler: Handler) -> None:
        asked.append(handler.headers.get("If-None-Match"))
        (return_status(304) if asked[-1] == '"et"' else return_page(body, ETag='"et"'))(handler)

    return answer


@dataclass
class Followed:
    """A site as it was at four times, and what a run each time came to."""

    site: Site
    way: Way
    asked: list[str | None] = field(default_factory=list)
    runs: list[dict[str, Any]] = field(default_factory=list)
    found: list[Rows] = field(default_factory=list)
    fetched: list[list[str]] = field(default_factory=list)

    def visit(self, hour: int, titles: dict[str, str], pages: dict[str, Answer]) -> None:
        """One run at an hour, when the feed has these titles and the site these pages."""
        self.site.routes({"/feed": feed(self.site, titles)} | pages)
        self.runs.append(self.way.run(now=f"2020-11-24T{hour:02}:00+01:00"))
        self.found.append(self.way.json("search", "havnen", "--all-copies"))
        self.fetched.append([path for path in self.site.server.asked if path.startswith("/nyt")])

    @property
    def item(self) -> PressItem:
        """The item that was followed, as it is now."""
        return next(item for item in self.way.items() if item.url == self.site.url("/nyt/hus-1"))

    def why(self, path: str) -> Rows:
        """What became of an address."""
        return self.way.json("why", self.site.url(path))


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Followed]:
    """A page that changes, turns off topic and back, its twins and copies, and a page that only changes its title."""
    with served({}) as site:
        one = Followed(site, paper(site, tmp_path_factory.mktemp("followed")))
        other = unless_known(page("Nye borde", OTHER), one.asked)
        first, second = (page("Nyt hus", STORY.format(amount=f"{n} mio. kr.")) for n in (10, 12))
        copy = page("Nyt hus", STORY.format(amount="12 mio. kr."), FURNITURE)
        titles = {"/nyt/hus-1": "Nyt hus", "/nyt/hus-1/amp": "Nyt hus", "/nyt/borde-2": "Nye borde"}
        one.visit(8, titles, {"/nyt/hus-1": return_page(first), "/nyt/borde-2": other})
        titles |= {"/nyt/hus-1": "Nyt hus bliver dyrere", "/nyt/borde-2": "Borde", "/nyt/kopi-3": "Nyt hus"}
        pages = {"/nyt/borde-2": other, "/nyt/kopi-3": return_page(copy)}
        one.visit(10, titles, pages | {"/nyt/hus-1": return_page(second)})
        titles["/nyt/hus-1"] = "Regn"
        one.visit(14, titles, pages | {"/nyt/hus-1": return_page(page("Regn", WEATHER))})
        titles["/nyt/hus-1"] = "Nyt hus alligevel"
        one.visit(23, titles, pages | {"/nyt/hus-1": return_page(second)})
        yield one


def test_the_sums_balance_each_time(followed: Followed) -> None:
    assert [unbalanced(summary) for summary in followed.runs] == [[], [], [], []]
    assert [summary["sources"]["Havneavisen"]["new"] for summary in followed.runs] == [2, 0, 0, 0]


def test_a_twin_is_known_without_being_fetched(followed: Followed) -> None:
    assert sorted(followed.fetched[0]) == ["/nyt/borde-2", "/nyt/hus-1"]
    end = followed.why("/nyt/hus-1/amp")[-1]
    assert (end["step"], end["outcome"]) == ("discovered", "duplicate")
    assert followed.site.url("/nyt/hus-1") in end["reason"]


def test_only_what_is_said_to_have_changed_is_asked_for_again(followed: Followed) -> None:
    assert sorted(followed.fetched[1]) == ["/nyt/borde-2", "/nyt/hus-1", "/nyt/kopi-3"]
    assert followed.fetched[2:] == [["/nyt/hus-1"], ["/nyt/hus-1"]]


def test_a_second_look_is_conditional(followed: Followed) -> None:
    assert followed.asked == [None, '"et"']
    assert followed.why("/nyt/borde-2")[-1]["outcome"] == "unchanged"


def test_a_copy_of_the_changed_text_with_furniture_around_it_is_the_same_item(followed: Followed) -> None:
    assert followed.why("/nyt/kopi-3")[-1]["outcome"] == "duplicate"
    assert len(followed.way.items()) == 2


def test_a_changed_page_is_the_same_item_with_its_new_text(followed: Followed) -> None:
    (before,), (after,) = followed.found[0], followed.found[1]
    assert before["id"] == after["id"]
    assert "12 mio. kr." in followed.item.reading.text


def test_what_changed_about_us_is_kept_and_shown(followed: Followed) -> None:
    changed = next(step for step in followed.why("/nyt/hus-1") if step["outcome"] == "changed")
    (change,) = changed["changes"]
    assert change["after"] == change["before"].replace("10 mio. kr.", "12 mio. kr.")
    talk = followed.way.udklip("why", followed.site.url("/nyt/hus-1")).stdout
    assert f"before: {change['before']}" in talk
    assert f"after:  {change['after']}" in talk


def test_earlier_texts_are_kept(followed: Followed) -> None:
    with followed.way.ledger() as ledger, ledger.reading() as book:
        first, *_ = book.revisions.of(followed.item.id)
    assert "10 mio. kr." in first.reading.text


def test_what_turns_off_topic_leaves_the_coverage_and_comes_back_untold(followed: Followed) -> None:
    left = next(step for step in followed.why("/nyt/hus-1") if step["outcome"] == "off_topic")
    assert "leaves the coverage" in left["reason"]
    assert [len(hits) for hits in followed.found] == [1, 1, 0, 1]
    assert followed.found[3][0]["id"] == followed.found[0][0]["id"]
    ready = [step for step in followed.why("/nyt/hus-1") if step["outcome"] == "ready"]
    assert len(ready) == 1


def test_the_index_holds_what_the_ledger_holds(followed: Followed) -> None:
    assert followed.way.json("index", "status")[0]["items"] == 2
    assert json.dumps(followed.way.json("stories")).count('"source"') == 2


def test_the_overview_tells_it_once(followed: Followed, tmp_path: Path) -> None:
    assert followed.way.udklip("digest", "--for", "2020-11-25", "--out", str(tmp_path)).returncode == 0
    assert json.loads((tmp_path / "digest.json").read_text("utf-8"))["counts"]["articles"] == 2
