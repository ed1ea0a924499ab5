"""What comes first, in both indexes: texts that differ in one thing only."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from contract.conftest import Opener
from indexer.press_items import press_item

from udklip.core.item import PressItem
from udklip.indexer.index import Index, SearchOptions

NOW = datetime(2020, 11, 24, 12, tzinfo=UTC)
EVERY_COPY = SearchOptions(all_copies=True, now=NOW)


def item(name: str, title: str, lead: str, body: str, *, days: int = 2, **more: str) -> PressItem:
    return press_item(name, title, body, lead=lead, published=NOW - timedelta(days=days), **more)


PLACED = [
    item("in-body", "Nyt fra byen", "Møde i dag.", "En klynge holdt fest."),
    item("in-lead", "Nyt fra byen", "Klynge i dag.", "En skole holdt fest."),
    item("in-title", "Klynge fra byen", "Møde i dag.", "En skole holdt fest."),
    item("in-compound", "Nyt fra byen", "Møde i dag.", "En sundhedsklynge holdt fest."),
]
AGED = [
    item(f"days-{days:03}", "Vandet stiger", "Igen.", "Dæmningen holder.", days=days)
    for days in (400, 2, 100, 20)
]
AGAINST_AGE = [
    item("old-title", "Robot vinder pris", "Igen.", "Den er gul.", days=400),
    item("new-body", "Maskine vinder pris", "Igen.", "En robot er gul.", days=1),
]
COPIED = [
    item("first", "Broen lukker", "Nu.", "Pendlerne venter på broen.", days=3, story="s", source="Sundblad"),
    item(
        "second", "Broen lukker", "Nu.", "Pendlerne venter på broen.", days=1, story="s", source="Fjordbladet"
    ),
    item("third", "Sporet lukker", "Nu.", "Pendlerne venter på broen.", days=1, story="s", source="Sundblad"),
    item("other", "Noget andet", "Nu.", "Pendlerne så broen.", days=9),
]


@pytest.fixture(scope="module")
def press(module_opener: Opener) -> Iterator[Index]:
    with module_opener(writing=True) as index:
        assert index.write([*PLACED, *AGED, *AGAINST_AGE, *COPIED]) == []
        yield index


def order(index: Index, query: str, options: SearchOptions = EVERY_COPY) -> list[str]:
    return [hit.id for hit in index.search(query, options)]


def test_title_above_lead_above_body_above_a_part_of_a_compound(press: Index) -> None:
    assert order(press, "klynge") == ["in-title", "in-lead", "in-body", "in-compound"]


def test_of_the_same_text_the_newer_comes_first(press: Index) -> None:
    assert order(press, "dæmningen") == ["days-002", "days-020", "days-100", "days-400"]


def test_age_is_gentle_an_old_title_stays_above_a_new_body(press: Index) -> None:
    assert order(press, "robot") == ["old-title", "new-body"]


def test_copies_fold_into_the_best_of_them_with_their_outlets(press: Index) -> None:
    hits = press.search("broen", SearchOptions(now=NOW))
    assert [(hit.id, hit.copies, hit.outlets) for hit in hits] == [("second", 3, 2), ("other", 1, 1)]
    assert order(press, "broen") == ["second", "first", "third", "other"]


def test_scores_fall_with_the_order(press: Index) -> None:
    scores = [hit.score for hit in press.search("klynge ELLER dæmningen ELLER broen", EVERY_COPY)]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0
