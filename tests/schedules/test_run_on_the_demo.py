"""One run after another on the demo press: what its gold says must be seen, nothing twice, nothing fetched twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from demo.served_press import Press, ready_port, start_server
from schedules.demo_way import can_read_scans, covered, demo_way, expected
from schedules.way import Rows, Way, unbalanced

from udklip.core.item import PressItem
from udklip.core.ledger import StepRow


@dataclass(frozen=True)
class Seen:
    """What a run left behind, as it was right after it."""

    summary: dict[str, Any]
    items: tuple[PressItem, ...]
    stories: Rows
    ways: dict[str, list[StepRow]]

    def ends(self, url: str) -> str:
        """The outcome of the last step of an address, the index's aside."""
        return [step.outcome for step in self.ways[url] if step.step != "indexed"][-1]

    def item_at(self, url: str) -> PressItem:
        """The item that stands under an address."""
        return next(item for item in self.items if item.url == url)

    def steps(self) -> int:
        """How many steps the addresses have in all."""
        return sum(map(len, self.ways.values()))


@dataclass(frozen=True)
class Demo:
    """A served press and the way that goes by it; the server can be stopped."""

    press: Press
    way: Way
    stop: Any

    def look(self, *arguments: str) -> Seen:
        """Run, and see what is there then."""
        summary = self.way.run(*arguments)
        ways = {end.url: self.way.steps(end.url) for end in expected(self.press)}
        return Seen(summary, tuple(self.way.items()), self.way.json("stories"), ways)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    folder = tmp_path_factory.mktemp("press")
    with start_server(folder) as server:
        press = Press(folder, ready_port(server))
        yield Demo(press, demo_way(press, tmp_path_factory.mktemp("way")), server.terminate)
        server.terminate()


@pytest.fixture(scope="module")
def first(demo: Demo) -> Seen:
    return demo.look()


@pytest.fixture(scope="module")
def second(demo: Demo, first: Seen) -> Seen:
    assert first.items
    return demo.look()


@pytest.fixture(scope="module")
def never_seen(demo: Demo, first: Seen) -> Rows:
    assert first.items
    return demo.way.json("why", f"http://127.0.0.4:{demo.press.port}/redaktion/notat.html")


@pytest.fixture(scope="module")
def again(demo: Demo, second: Seen, never_seen: Rows) -> Seen:
    """Everything read again when the press answers no more."""
    assert second.items
    assert never_seen
    demo.stop()
    return demo.look("--again", "read")


def test_the_sums_balance(first: Seen) -> None:
    assert unbalanced(first.summary) == []
    assert sum(source["found"] for source in first.summary["sources"].values()) == len(first.ways)


def test_every_source_was_complete(first: Seen) -> None:
    states = {name: source["state"] for name, source in first.summary["sources"].items()}
    assert set(states) == {"Bæltposten", "Sundhedsteknisk Ugebrev", "Vesterkær Lokalblad", "inbox"}
    if can_read_scans():
        assert set(states.values()) == {"complete"}


def test_every_address_ends_as_the_gold_says(demo: Demo, first: Seen) -> None:
    wrong = {}
    for end in expected(demo.press):
        outcome = first.ends(end.url)
        allowed = ("ready", "duplicate") if end.outcome == "ready_or_duplicate" else (end.outcome,)
        if outcome not in allowed:
            wrong[end.url] = (outcome, first.ways[end.url][-1].reason)
    assert wrong == {}


def test_one_text_under_two_addresses_is_one_item(demo: Demo, first: Seen) -> None:
    twice = [item for item in demo.press.gold["items"] if len(item.get("urls", ())) > 1]
    assert twice
    for item in twice:
        assert sorted(first.ends(url) for url in item["urls"]) == ["duplicate", "ready"]


def test_the_coverage_is_the_golds_with_its_relevance(demo: Demo, first: Seen) -> None:
    gold = {
        item["title"]: (item["source"], item["relevance"], item["access"]) for item in covered(demo.press)
    }
    seen = {item.reading.title: (item.source, item.relevance, item.reading.access) for item in first.items}
    assert seen == gold


def test_ready_numbers_and_ids_are_given_once_from_one_on(first: Seen) -> None:
    assert [item.ready for item in first.items] == list(range(1, len(first.items) + 1))
    assert len({item.id for item in first.items}) == len(first.items)


def test_stories_are_the_golds(demo: Demo, first: Seen) -> None:
    names = {item.id: _named(item, covered(demo.press)) for item in first.items}
    seen = {frozenset(names[item["id"]]["name"] for item in story["items"]) for story in first.stories}
    stories: dict[str, set[str]] = {}
    for item in covered(demo.press):
        stories.setdefault(item["story"], set()).add(item["name"])
    assert seen == {frozenset(names) for names in stories.values()}


def test_the_release_knows_its_pickups(demo: Demo, first: Seen) -> None:
    names = {item.id: _named(item, covered(demo.press)) for item in first.items}
    story = next(story for story in first.stories if len(story["items"]) == 4)
    assert names[story["release"]]["kind"] == "press_release"
    pickups = {names[pickup["id"]]["name"]: pickup["share"] for pickup in story["pickups"]}
    assert len(pickups) == 3
    assert max(pickups.values()) > 0.8
    assert all(0 < share <= 1 for share in pickups.values())


def test_everything_new_is_indexed_and_found(demo: Demo, first: Seen) -> None:
    assert first.summary["indexed"] == len(first.items)
    assert demo.way.json("index", "status")[0]["items"] == len(first.items)
    hits = demo.way.json("search", "Gyldenlyng", "--all-copies")
    assert {hit["id"] for hit in hits} >= {
        item.id for item in first.items if "Gyldenlyng" in item.reading.text
    }


def test_a_second_run_finds_nothing_new(first: Seen, second: Seen) -> None:
    for name, source in second.summary["sources"].items():
        known = source["found"] if can_read_scans() or name != "inbox" else source["found"] - 1
        assert source["known"] == known
        assert source["fetched"] == source["found"] - known
        assert source["found"] == first.summary["sources"][name]["found"]
    assert second.items == first.items
    assert second.summary["indexed"] == 0


def test_reading_again_fetches_nothing_and_keeps_what_was_given_once(first: Seen, again: Seen) -> None:
    assert unbalanced(again.summary) == []
    assert sum(source["fetched"] for source in again.summary["sources"].values()) == 0
    assert [(item.id, item.ready, item.url, item.story) for item in again.items] == [
        (item.id, item.ready, item.url, item.story) for item in first.items
    ]
    assert again.stories == first.stories


def test_reading_again_reads_everything_whose_bytes_are_kept(demo: Demo, second: Seen, again: Seen) -> None:
    for end in expected(demo.press):
        fresh = again.ways[end.url][len(second.ways[end.url]) :]
        assert ("read" in {step.step for step in fresh}) == ("read" in {s.step for s in second.ways[end.url]})
    assert [item.reading for item in again.items] == [item.reading for item in second.items]


def test_why_tells_the_way_of_a_found_address(demo: Demo, first: Seen) -> None:
    url = next(item.url for item in first.items if item.source == "Bæltposten")
    told = demo.way.json("why", url)
    assert [step["step"] for step in told][:6] == [
        "discovered",
        "fetched",
        "read",
        "sieved",
        "analysed",
        "grouped",
    ]
    assert told[0]["at"] == "2020-11-25T06:30:00+01:00"


def test_why_knows_an_address_by_its_tracked_form(demo: Demo, first: Seen) -> None:
    url = next(item.url for item in first.items if item.source == "Bæltposten")
    assert demo.way.json("why", f"{url}?utm_source=rss#top") == demo.way.json("why", url)


def test_why_tells_a_refusal_in_words(demo: Demo, first: Seen) -> None:
    forbidden = next(end.url for end in expected(demo.press) if end.outcome == "robots")
    assert first.ends(forbidden) == "robots"
    assert demo.way.json("why", forbidden)[1]["reason"] == "robots.txt forbids it"


def test_why_tells_of_an_address_never_seen_whose_it_would_be(never_seen: Rows) -> None:
    (told,) = never_seen
    assert told["step"] == "never_seen"
    for words in ("Vesterkær Lokalblad", "robots.txt forbids it", "last complete at 2020-11-25 06:30"):
        assert words in told["reason"]


def test_why_tells_that_no_source_has_a_host(demo: Demo, first: Seen) -> None:
    assert first.items
    (told,) = demo.way.json("why", "https://avisen.example/nyhed")
    assert told["step"] == "never_seen"
    assert "no source has the host avisen.example" in told["reason"]


def _named(item: PressItem, gold: list[dict[str, Any]]) -> dict[str, Any]:
    return next(one for one in gold if (one["title"], one["source"]) == (item.reading.title, item.source))


def test_a_clock_is_refused_where_a_source_is_on_the_live_press(tmp_path: Path) -> None:
    config = tmp_path / "udklip.toml"
    config.write_text(
        '[[source]]\nname = "Avisen"\nhosts = ["avisen.example"]\nfeeds = ["https://avisen.example/rss"]\n',
        "utf-8",
    )
    ended = Way(config).udklip("run", "--once", "--now", "2020-11-25T06:30+01:00")
    assert ended.returncode == 2
    assert "--now" in ended.stderr
    assert len(ended.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "var").exists()
