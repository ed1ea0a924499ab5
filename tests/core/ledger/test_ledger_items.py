"""Items: ids and ready numbers are given once, stories only merge, and an index is told what it lacks."""

from dataclasses import replace

from ledger_values import AT, item

from udklip.core.item import PressItem
from udklip.core.ledger import Ledger


def added(ledger: Ledger, *items: PressItem) -> list[PressItem]:
    """The items as the ledger keeps them."""
    with ledger.writing() as book:
        return [book.items.add(one) for one in items]


def test_ids_and_ready_numbers_are_given_in_the_order_of_commit(ledger: Ledger) -> None:
    kept = added(ledger, item("b"), item("a"))
    kept += added(ledger, item("c", days=-3))
    assert [one.ready for one in kept] == [1, 2, 3]
    assert len({one.id for one in kept}) == 3
    with ledger.reading() as book:
        assert list(book.items.all()) == kept
        assert book.items.above(1, limit=1) == kept[1:2]


def test_a_new_reading_keeps_what_was_given_once(ledger: Ledger) -> None:
    (kept,) = added(ledger, item("a"))
    other = replace(item("b", days=9), id=kept.id, first_seen=AT)
    with ledger.writing() as book:
        book.items.change(other)
        changed = book.items.get(kept.id)
    assert changed is not None
    assert (changed.reading, changed.when) == (other.reading, other.when)
    given_once = (changed.id, changed.ready, changed.url, changed.first_seen, changed.story)
    assert given_once == (kept.id, kept.ready, kept.url, kept.first_seen, kept.story)


def test_the_same_text_is_one_item_only_within_its_source(ledger: Ledger) -> None:
    one, _ = added(ledger, item("a"), item("b"))
    with ledger.writing() as book:
        book.items.keep_contents("Avisen", ["hash", "mark"], one.id)
        book.items.keep_contents("Avisen", ["hash", "more"], "another")
        assert book.items.of_contents("Avisen", ["hash", "more"]) == {"hash": one.id, "more": "another"}
        assert book.items.of_contents("Ugebrevet", ["hash", "mark"]) == {}


def test_stories_merge_under_the_elder_whichever_way_they_are_joined(ledger: Ledger) -> None:
    one, two, three, four = added(ledger, *(item(name) for name in "abcd"))
    with ledger.writing() as book:
        assert book.stories.join(three.story, two.story) == two.id
        assert book.stories.join(two.story, one.story) == one.id
        assert [member.id for member in book.stories.members(one.id)] == [one.id, two.id, three.id]
        assert {story: len(members) for story, members in book.stories.all().items()} == {
            one.id: 3,
            four.id: 1,
        }


def test_an_index_lacks_what_is_new_or_has_changed(ledger: Ledger) -> None:
    one, two = added(ledger, item("a"), item("b"))
    with ledger.writing() as book:
        pending = book.indexing.pending("embedded:x", 10)
        assert [identity for identity, _ in pending] == [one.id, two.id]
        book.indexing.done("embedded:x", pending)
        assert book.indexing.pending("embedded:x", 10) == []
        assert len(book.indexing.pending("elasticsearch:x", 10)) == 2

        book.items.change(replace(item("c"), id=two.id))
        assert [identity for identity, _ in book.indexing.pending("embedded:x", 10)] == [two.id]


def test_everyone_who_changes_story_or_release_is_indexed_again(ledger: Ledger) -> None:
    one, two = added(ledger, item("a"), item("b"))
    with ledger.writing() as book:
        book.indexing.done("x", book.indexing.pending("x", 10))
        book.stories.join(one.story, two.story)
        assert [identity for identity, _ in book.indexing.pending("x", 10)] == [two.id]
        book.indexing.done("x", book.indexing.pending("x", 10))
        book.stories.set_release(two.id, one.id, 0.9)
        assert [identity for identity, _ in book.indexing.pending("x", 10)] == [two.id]
        book.indexing.done("x", book.indexing.pending("x", 10))
        book.stories.set_release(two.id, one.id, 0.9)
        assert book.indexing.pending("x", 10) == [], "nothing changed"


def test_what_was_written_while_an_index_worked_is_not_taken_for_done(ledger: Ledger) -> None:
    (one,) = added(ledger, item("a"))
    with ledger.writing() as book:
        pending = book.indexing.pending("x", 10)
        book.items.change(replace(item("b"), id=one.id))
        book.indexing.done("x", pending)
        assert [identity for identity, _ in book.indexing.pending("x", 10)] == [one.id]
