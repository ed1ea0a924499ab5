"""A story that became part of another is found under its old id, by search and by why; pickups within the rights."""

import pytest
from indexer.press_items import MORNING, press_item
from nlp.stories.story_texts import story
from schedules.collected import alone, collect, visit
from schedules.way import Way

from udklip.core.ledger import Ledger
from udklip.core.reading import Kind
from udklip.core.source import Rights
from udklip.core.times import system_clock
from udklip.schedules.indexing import drain
from udklip.schedules.run import open_for_writing


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Way:
    """A release with a pickup of a paper whose rights are `link`; the pickup's story was another at first."""
    folder = tmp_path_factory.mktemp("merged")
    (folder / "udklip.toml").write_text("", "utf-8")
    way = Way(folder / "udklip.toml")
    release, article = (
        "Klyngen er klar. " + story(1, 40).capitalize() + ".",
        "Klyngen er klar. Avisens egne ord om sagen.",
    )
    items = [
        press_item("r", "Nyt", release, rights=Rights.FULL, kind=Kind.PRESS_RELEASE, source="Klyngen"),
        press_item("p", "Andet", article, rights=Rights.LINK),
    ]
    ledger = Ledger.open(way.settings.store_folder)
    one, other = collect(ledger, MORNING, [alone(item) for item in items], [visit("Klyngen", MORNING)])
    with ledger.writing() as book:
        book.stories.join(one.story, other.story)
        book.stories.set_release(other.id, one.id, 0.375)
    with open_for_writing(way.settings) as index:
        drain(ledger, index, 1, system_clock)
    ledger.close()
    return way


def test_search_by_an_old_id_finds_the_story(desk: Way) -> None:
    for asked in ("story:00000002", 'historie:"00000002"'):
        (hit,) = desk.json("search", asked)
        assert (hit["story"], hit["copies"]) == ("00000001", 2)
    counted = desk.json("search", "story:00000002 OR story:00000009", "--count")
    assert counted == [{"articles": 2, "outlets": 2, "stories": 1}]


def test_why_by_an_old_id_says_which_story_it_is_now(desk: Way) -> None:
    steps = desk.json("why", "00000002")
    assert steps[-1]["reason"] == "story 00000002 is part of story 00000001"
    assert len(desk.json("why", "00000001")) == len(steps) - 1
    assert desk.json("why", "00000009")[0]["step"] == "never_seen"


def test_what_was_added_is_counted_where_it_may_not_be_shown(desk: Way) -> None:
    (merged,) = desk.json("stories")
    (pickup,) = merged["pickups"]
    assert (merged["release"], pickup["id"], pickup["share"]) == ("00000001", "00000002", 0.375)
    assert (pickup["added_words"], pickup["added"]) == (5, None)
    assert pickup["cut_words"] == 40
    assert len(pickup["cut"]) == 1
