"""Stories on the gold (one pair is a reprint, its share counted by hand) and among generated texts."""

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from gold_texts import GoldText, floors, gold_texts

from benchmarks.generated_stories import COPIES
from benchmarks.stories import Told, empty_ledger, grouped, precision, recall, told_stories
from udklip.nlp.stories.pickups import pickup_share
from udklip.nlp.stories.same_text import group, is_same_text

HAND_COUNT_ALLOWS = 0.10


@pytest.fixture(scope="module")
def texts(shared: Path) -> list[GoldText]:
    return gold_texts(shared)


@pytest.fixture(scope="module")
def relations(shared: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((shared / "gold" / "relations.json").read_text("utf-8"))
    return loaded


def test_the_only_pair_is_the_reprint(texts: list[GoldText], relations: dict[str, Any]) -> None:
    same = {
        frozenset((one.name, other.name))
        for one, other in combinations(texts, 2)
        if is_same_text(one.reading.text, other.reading.text)
    }
    assert same == {frozenset((reprint["from"], reprint["to"])) for reprint in relations["reprints"]}


def test_stories_of_the_seeds(texts: list[GoldText], relations: dict[str, Any]) -> None:
    grouped = group({text.name: text.reading.text for text in texts})
    wanted = {frozenset(story["seeds"]) for story in relations["story_groups"]}
    assert {frozenset(story) for story in grouped} == wanted


def test_share_of_the_pickup(texts: list[GoldText], relations: dict[str, Any]) -> None:
    reprint = relations["reprints"][0]
    by_name = {text.name: text for text in texts}
    article, release = by_name[reprint["to"]], by_name[reprint["from"]]
    share = pickup_share(
        "\n\n".join((article.reading.lead or "", article.reading.body)), release.reading.text
    )
    assert share == pytest.approx(reprint["share_shared_pct"] / 100, abs=HAND_COUNT_ALLOWS)


def test_share_on_the_hand_counted_body(
    shared: Path, texts: list[GoldText], relations: dict[str, Any]
) -> None:
    reprint = relations["reprints"][0]
    lines = (shared / "seeds" / f"{reprint['to']}.txt").read_text("utf-8").split("\n")
    body = "\n".join(
        line for number, line in enumerate(lines, start=1) if 14 <= number <= 34 and number != 26
    )
    release = next(text for text in texts if text.name == reprint["from"])
    share = pickup_share(body, release.reading.text)
    assert share == pytest.approx(
        reprint["share_shared_pct"] / 100, abs=floors("stories")["pickup_share_within"]
    )


@pytest.fixture(scope="module")
def told(shared: Path) -> list[Told]:
    """Originals with copies of every kind among texts with none; their vocabulary is that of the shared minutes."""
    assert shared.is_dir()
    return told_stories(originals=50, distractors=800)


@pytest.fixture(scope="module")
def found(told: list[Told]) -> dict[int, str]:
    """Each text's story, grouped through a ledger as in a run."""
    with empty_ledger() as ledger:
        return grouped(ledger, [one.text for one in told])


def test_what_is_one_story_is_no_other(told: list[Told], found: dict[int, str]) -> None:
    assert precision(told, found) >= floors("stories")["precision"]


@pytest.mark.parametrize("how", COPIES)
def test_copies_of_every_kind_are_found(told: list[Told], found: dict[int, str], how: str) -> None:
    assert recall(told, found, how) >= floors("stories")["recall"]


def test_the_same_event_in_other_words_is_another_text(told: list[Told], found: dict[int, str]) -> None:
    assert recall(told, found, "in other words") <= 0.05
