"""Of a page's twins one is read; a page is looked at again when its own way says something new of it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from ledger_values import AT, begun, ended, fetched, find, met

from udklip.core.ledger import Find, Ledger
from udklip.core.outcomes import Outcome, Step

PAGE = find("nyt/sag-1")
AMP, MOBILE = find("nyt/sag-1/amp"), replace(PAGE, url="http://m.avisen.example/nyt/sag-1")
DAYS = timedelta(days=3)


def held_back(ledger: Ledger, run: int, *finds: Find) -> set[str]:
    """Which of new finds are twins."""
    with ledger.writing() as book:
        new, _ = book.addresses.find(run, finds, AT)
        return book.twins.hold_back(run, new, AT)


def end_of(ledger: Ledger, url: str) -> Outcome:
    """How an address's way ended."""
    with ledger.reading() as book:
        return book.addresses.history(url)[-1].outcome


def test_of_twins_found_together_the_first_is_read(ledger: Ledger) -> None:
    assert held_back(ledger, begun(ledger), PAGE, AMP, MOBILE) == {AMP.url, MOBILE.url}
    assert (end_of(ledger, PAGE.url), end_of(ledger, AMP.url)) == (Outcome.OK, Outcome.DUPLICATE)


def test_a_twin_found_later_is_known(ledger: Ledger) -> None:
    assert held_back(ledger, begun(ledger), PAGE) == set()
    assert held_back(ledger, begun(ledger), MOBILE) == {MOBILE.url}
    with ledger.reading() as book:
        assert book.twins.of(AMP.url) == [PAGE.url, MOBILE.url]


def test_another_sources_page_is_no_twin(ledger: Ledger) -> None:
    assert held_back(ledger, begun(ledger), PAGE, replace(AMP, source="Ugebrevet")) == set()


def test_where_the_first_could_not_be_had_its_twin_is_tried(ledger: Ledger) -> None:
    run = begun(ledger)
    held_back(ledger, run, PAGE, AMP)
    ended(ledger, run, PAGE.url, Outcome.ROBOTS)
    with ledger.writing() as book:
        book.twins.let_go(PAGE.url)
        assert book.addresses.left_over(run + 1, PAGE.source) == [AMP.url]
    assert held_back(ledger, run + 1, MOBILE) == {MOBILE.url}, "behind the one that is tried now"


def looked_at(ledger: Ledger, *says: Find, hours: float = 1) -> list[str]:
    """What is to be looked at again once a way has said this, so many hours after the page was found."""
    now = AT + timedelta(hours=hours)
    with ledger.writing() as book:
        book.looks.listed(says, now, now - DAYS)
        return [one.url for one in book.looks.due(PAGE.source, now, now - DAYS)]


@pytest.fixture
def read(ledger: Ledger) -> Find:
    """A page that was read, and what its feed says of it."""
    says = replace(PAGE, title="Salget stiger", listed_at=AT)
    run = begun(ledger)
    met(ledger, run, says)
    with ledger.writing() as book:
        book.looks.listed([says], AT, AT - DAYS)
    fetched(ledger, run, says.url)
    ended(ledger, run, says.url, Outcome.READY, Step.GROUPED)
    return says


def test_what_says_the_same_is_left_alone(ledger: Ledger, read: Find) -> None:
    assert looked_at(ledger, read) == []
    assert looked_at(ledger, replace(read, title=None, listed_at=None)) == []


def test_another_title_is_looked_into(ledger: Ledger, read: Find) -> None:
    assert looked_at(ledger, replace(read, title="Salget falder")) == [read.url]


def test_a_later_time_is_looked_into_and_an_earlier_one_is_not(ledger: Ledger, read: Find) -> None:
    assert looked_at(ledger, replace(read, listed_at=AT - DAYS)) == []
    assert looked_at(ledger, replace(read, updated_at=AT + timedelta(minutes=9))) == [read.url]


def test_another_ways_word_is_no_change(ledger: Ledger, read: Find) -> None:
    sitemap = replace(read, via="https://avisen.example/sitemap.xml", title="Salg", listed_at=AT + DAYS)
    assert looked_at(ledger, sitemap) == []


def test_an_old_page_is_left_alone(ledger: Ledger, read: Find) -> None:
    assert looked_at(ledger, replace(read, title="Salget falder"), hours=80) == []


def test_a_page_that_changes_all_the_time_is_looked_at_ever_more_seldom(ledger: Ledger, read: Find) -> None:
    looks = []
    for hour in range(1, 72):
        if looked_at(ledger, replace(read, title=f"Kl. {hour}"), hours=hour):
            looks.append(hour)
            with ledger.writing() as book:
                book.looks.unchanged(1, read.url, "the same", AT + timedelta(hours=hour))
    assert looks == [1, 2, 4, 8, 16, 32, 64]


@pytest.mark.parametrize("outcome", [Outcome.RIGHTS_RESERVED, Outcome.DEAD_LINK, Outcome.DUPLICATE])
def test_what_was_not_read_is_not_followed(ledger: Ledger, read: Find, outcome: Outcome) -> None:
    ended(ledger, begun(ledger), read.url, outcome)
    assert looked_at(ledger, replace(read, title="Salget falder")) == []
