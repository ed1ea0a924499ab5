"""What stories are found by: postings around a day, stock phrases, and texts of stories still in the news."""

from datetime import timedelta

from ledger_values import AT, item

from udklip.core.item import PressItem
from udklip.core.ledger import Book, Ledger, Posting, fortnight_of

NOW = fortnight_of(AT)


def added(book: Book, *items: PressItem) -> list[int]:
    """The numbers of items kept."""
    return [int(book.items.add(one).id) for one in items]


def test_postings_are_found_from_their_fortnight_and_the_ones_beside(ledger: Ledger) -> None:
    with ledger.writing() as book:
        days = range(NOW - 2, NOW + 3)
        book.stories.post([Posting(day, 7 + day - NOW, 99, (1, 2**48 - 1)) for day in days])
        found = book.stories.posted({1, 2**48 - 1, 5}, NOW)
    assert sorted({(row.fortnight, row.item) for row in found}) == [(NOW - 1, 6), (NOW, 7), (NOW + 1, 8)]
    assert {row.hash for row in found} == {1, 2**48 - 1}
    assert {row.size for row in found} == {99}


def test_posting_twice_and_taking_back(ledger: Ledger) -> None:
    with ledger.writing() as book:
        book.stories.post([Posting(NOW, 1, 9, (1, 2, 3))] * 2)
        book.stories.unpost([Posting(NOW, 1, 0, (2, 3))])
        assert [row.hash for row in book.stories.posted({1, 2, 3}, NOW)] == [1]


def test_a_stock_phrase_is_one_row_whoever_has_it(ledger: Ledger) -> None:
    with ledger.writing() as book:
        book.stories.post([Posting(NOW, number, 9, (1, 2)) for number in (1, 2, 3)])
        book.stories.mark_stock_phrases(NOW, [1])
        assert [(row.hash, row.item) for row in book.stories.posted({1}, NOW)] == [(1, 0)]
        assert len(book.stories.posted({2}, NOW)) == 3


def test_a_text_is_near_while_its_story_goes_on(ledger: Ledger) -> None:
    with ledger.writing() as book:
        first, later, alone = added(book, item("a"), item("b", days=10), item("c"))
        book.stories.join(f"{first:08d}", f"{later:08d}")
        near = book.stories.texts_near([first, alone], AT + timedelta(days=20))
    assert [(text.item, text.story) for text in near] == [(first, f"{first:08d}")]


def test_new_outlets_are_those_that_had_nothing_of_a_story_told_before(ledger: Ledger) -> None:
    sources = ("Avisen", "Bladet", "Avisen", "Posten", "Posten", "Ugen")
    with ledger.writing() as book:
        first, *others, alone = (
            f"{number:08d}" for number in added(book, *(item(s, source=s) for s in sources))
        )
        for other in others:
            book.stories.join(first, other)
        assert book.stories.new_outlets([first, alone], mark=2) == {first: ["Posten"]}
        assert book.stories.new_outlets([first, alone], mark=5) == {first: []}
