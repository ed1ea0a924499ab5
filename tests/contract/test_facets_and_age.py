"""What both indexes say alike of what a query found: facets, outlets of a story, and the newer of two alike."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from contract.conftest import Opener
from contract.press import PRESS
from indexer.press_items import press_item

from udklip.indexer import breakdown
from udklip.indexer.facets import FacetValue
from udklip.indexer.index import Index, SearchOptions

NOW = datetime(2020, 12, 2, 8, tzinfo=UTC)
TWINS = "Ordlyden er den samme i begge."


@pytest.fixture(scope="module")
def press(module_opener: Opener) -> Iterator[Index]:
    aged = [
        press_item(f"old{days}", "Ens titel", TWINS, source="Arkivet", published=NOW - timedelta(days=days))
        for days in (2, 500, 20)
    ]
    with module_opener(writing=True) as index:
        assert index.write([*PRESS, *aged]) == []
        yield index


def facet(index: Index, query: str, name: str) -> list[tuple[str, int, int, int]]:
    (one,) = [facet for facet in index.facets(query) if facet.name == name]
    assert one.exact
    return [(value.value, value.articles, value.outlets, value.stories) for value in one.values]


def test_a_facet_counts_articles_outlets_and_stories(press: Index) -> None:
    assert facet(press, "klynge", "organisation") == [
        ("Novo Nordisk", 2, 2, 1),
        ("Aarhus Universitet", 1, 1, 1),
        ("DTU", 1, 1, 1),
        ("Danish Life Science Cluster", 1, 1, 1),
    ]
    assert facet(press, "klynge", "kind") == [("article", 4, 4, 3), ("press_release", 1, 1, 1)]
    assert facet(press, "klynge", "person") == [("Signe Holmgaard", 1, 1, 1)]


def test_months_are_copenhagens_and_the_newest_comes_first(press: Index) -> None:
    # Published on 30 November at 23 in London.
    assert facet(press, "sejr ELLER klynge", "month") == [("2020-12", 1, 1, 1), ("2020-11", 5, 5, 4)]


def test_facets_keep_to_the_query_and_its_days(press: Index) -> None:
    sources = {value.value for value in press.facets("lægemiddel")[0].values}
    assert sources == {"Fjordbladet", "Dagens Medico"}
    (source, *_) = press.facets("*", SearchOptions(first=NOW.date()))
    assert source.values == ()


def test_nothing_found_has_empty_facets(press: Index) -> None:
    assert all(facet.values == () for facet in press.facets("ubåd"))


def test_a_hit_says_how_many_outlets_have_its_story(press: Index) -> None:
    (hit,) = press.search("forskningsministeriet")
    assert (hit.copies, hit.outlets) == (2, 2)


def test_of_two_that_fit_alike_the_newer_comes_first(press: Index) -> None:
    hits = press.search("ordlyden", SearchOptions(now=NOW))
    assert [hit.id for hit in hits] == ["old2", "old20", "old500"]
    assert hits[0].score > hits[1].score > hits[2].score


def test_age_does_not_outweigh_the_title(press: Index) -> None:
    """The newest has the word in its body, the oldest in its title."""
    hits = press.search("bevilling", SearchOptions(now=datetime(2020, 11, 25, tzinfo=UTC)))
    assert [hit.id for hit in hits][-1] == "release"


def test_yesterday_is_counted_from_the_moment_of_asking(press: Index) -> None:
    options = SearchOptions(now=datetime(2020, 11, 25, 8, tzinfo=UTC))
    assert {hit.id for hit in press.search("dato:i-går", options)} == {"release", "paid"}


def test_many_articles_are_estimated_and_it_is_said(press: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(breakdown, "MOST_EXACT", 3)
    kinds = {one.name: one for one in press.facets("*")}["kind"]
    assert not kinds.exact
    assert kinds.values[0] == FacetValue("article", 8, 5, 7)
