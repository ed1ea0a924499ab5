"""Items as a run groups them: one story whatever outlet and day; releases know their pickups; stories only merge."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from indexer.press_items import MORNING, press_item
from nlp.stories.story_texts import story

from udklip.core.item import PressItem
from udklip.core.ledger import Ledger, fortnight_of
from udklip.core.reading import Kind
from udklip.nlp.stories.shingles import sketch
from udklip.schedules.grouping import Grouping

RELEASE = story(1)
WORDS = RELEASE.split()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger."""
    opened = Ledger.open(tmp_path)
    yield opened
    opened.close()


def article(text: str, *, days: float = 0, kind: Kind = Kind.ARTICLE, source: str = "Avisen") -> PressItem:
    made = press_item(
        "a", body=sentences(text), published=MORNING + timedelta(days=days), kind=kind, source=source
    )
    return replace(made, id="", story="")


def release(text: str, *, days: float = 0) -> PressItem:
    return article(text, days=days, kind=Kind.PRESS_RELEASE, source="Klyngen")


def sentences(text: str) -> str:
    """The words as sentences of ten."""
    words = text.split()
    return " ".join(
        " ".join(words[start : start + 10]).capitalize() + "." for start in range(0, len(words), 10)
    )


def settled(ledger: Ledger, *items: PressItem) -> list[str]:
    """The ids of items added and grouped in one transaction."""
    with ledger.writing() as book:
        kept = [book.items.add(item) for item in items]
        grouping = Grouping(book, ((sketch(item.reading.text), item.when) for item in items))
        for item in kept:
            grouping.group(item, sketch(item.reading.text))
        grouping.keep()
    return [item.id for item in kept]


def read_again(ledger: Ledger, identity: str, item: PressItem) -> None:
    with ledger.writing() as book:
        before = book.items.get(identity)
        assert before is not None
        changed = replace(item, id=identity, story=before.story)
        book.items.change(changed)
        grouping = Grouping(book, [(sketch(item.reading.text), item.when)])
        grouping.regroup(before, changed, sketch(item.reading.text))
        grouping.keep()


def stories(ledger: Ledger) -> list[list[str]]:
    with ledger.reading() as book:
        return [[member.id for member in members] for members in book.stories.all().values()]


def pickups(ledger: Ledger) -> dict[str, tuple[str, float | None]]:
    with ledger.reading() as book:
        members = [member for story in book.stories.all().values() for member in story]
    return {member.id: (member.release, member.release_share) for member in members if member.release}


def test_the_same_text_is_one_story_in_one_batch_and_over_many(ledger: Ledger) -> None:
    one, other, copy = settled(ledger, article(RELEASE), article(story(2)), article(RELEASE, source="Bladet"))
    (later,) = settled(ledger, article(f"{story(3, 20)} {RELEASE}", days=13))
    assert stories(ledger) == [[one, copy, later], [other]]


def test_a_story_ends_when_nothing_was_written_for_fourteen_days(ledger: Ledger) -> None:
    first, second = settled(ledger, article(RELEASE), article(RELEASE, days=12))
    (third,) = settled(ledger, article(RELEASE, days=25))
    (late,) = settled(ledger, article(RELEASE, days=40))
    assert stories(ledger) == [[first, second, third], [late]]


def test_forty_papers_with_one_telegram_are_one_story_and_take_the_room_of_one(ledger: Ledger) -> None:
    for start in range(0, 40, 8):
        batch = [
            article(RELEASE, days=n / 10, source=f"Avis {n}", kind=Kind.WIRE) for n in range(start, start + 8)
        ]
        settled(ledger, *batch)
    own = sketch(article(RELEASE).reading.text)
    with ledger.reading() as book:
        (members,) = book.stories.all().values()
        rows = book.stories.posted(own.hashes, fortnight_of(MORNING))
    assert len(members) == 40
    assert all(member.release is None for member in members)
    assert len(own.hashes) <= len(rows) <= 2 * len(own.hashes), "a row a hash and fortnight"


def test_the_release_may_come_after_its_pickup(ledger: Ledger) -> None:
    cut = " ".join(WORDS[:150])
    (pickup,) = settled(ledger, article(f"{story(4, 50)} {cut}"))
    (source,) = settled(ledger, release(RELEASE, days=0.2))
    assert pickups(ledger) == {pickup: (source, pytest.approx(0.75, abs=0.05))}


def test_a_pickup_is_linked_to_the_release_it_took_most_from(ledger: Ledger) -> None:
    other = story(5)
    text = " ".join([*WORDS[:150], *other.split()[:90]])
    little, most, pickup = settled(ledger, release(other), release(RELEASE), article(text, days=1))
    assert pickups(ledger) == {pickup: (most, pytest.approx(150 / 240, abs=0.03))}
    assert stories(ledger) == [[little, most, pickup]]


def test_a_release_sent_twice_is_one_release(ledger: Ledger) -> None:
    first, again, pickup = settled(
        ledger, release(RELEASE), release(RELEASE, days=1), article(RELEASE, days=2)
    )
    assert pickups(ledger) == {again: (first, 1.0), pickup: (first, 1.0)}


def test_stories_merge_and_the_old_id_leads_to_the_new(ledger: Ledger) -> None:
    one, other = settled(ledger, article(story(6)), article(story(7)))
    (both,) = settled(ledger, article(f"{story(6)} {story(7)}"))
    assert stories(ledger) == [[one, other, both]]
    with ledger.reading() as book:
        assert {book.stories.current(identity) for identity in (one, other, both)} == {one}
        assert book.stories.current("00009999") is None


def test_what_was_read_again_is_measured_again(ledger: Ledger) -> None:
    source, pickup = settled(ledger, release(RELEASE), article(RELEASE))
    read_again(ledger, pickup, article(f"{RELEASE} {story(8)}"))
    assert pickups(ledger) == {pickup: (source, pytest.approx(0.5, abs=0.03))}
    read_again(ledger, source, article(RELEASE))
    assert pickups(ledger) == {}, "what was a release is none"


def test_an_item_is_found_by_what_it_says_now(ledger: Ledger) -> None:
    (changed,) = settled(ledger, article(RELEASE))
    read_again(ledger, changed, article(story(9)))
    old, new = settled(ledger, article(RELEASE, days=1), article(story(9), days=1))
    assert stories(ledger) == [[changed, new], [old]]
