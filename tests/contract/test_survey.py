"""What a page asks at once: the hits of a search, how much there is, and what it is made of."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from contract.conftest import Opener
from contract.press import PRESS
from indexer.press_items import press_item

from udklip.core.errors import QueryError
from udklip.indexer import breakdown
from udklip.indexer.index import Counts, Index, SearchOptions, Sort

OPTIONS = [
    SearchOptions(),
    SearchOptions(limit=2, sort=Sort.DATE),
    SearchOptions(all_copies=True),
]


@pytest.fixture(scope="module")
def press(module_opener: Opener) -> Iterator[Index]:
    with module_opener(writing=True) as index:
        assert index.write(PRESS) == []
        yield index


@pytest.mark.parametrize("options", OPTIONS)
@pytest.mark.parametrize("query", ["*", "klynge", "type:artikel", "titel:klynge ELLER bevilling", "ubåd"])
def test_it_says_what_the_three_questions_say(press: Index, query: str, options: SearchOptions) -> None:
    hits, summary = press.survey(query, options)
    assert hits == press.search(query, options)
    assert summary.exact
    assert (summary.counts, summary.facets) == (press.count(query), press.facets(query))


def test_of_many_articles_stories_are_estimated_and_facets_tell_of_articles_alone(
    press: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted, facets = press.count("type:artikel"), press.facets("type:artikel")
    monkeypatch.setattr(breakdown, "MOST_EXACT", 3)
    # Asked otherwise, since an open index remembers what it counted.
    hits, summary = press.survey("type:artikel ELLER type:artikel")
    assert hits
    assert not summary.exact
    # So few are estimated right.
    assert summary.counts == counted
    for told, whole in zip(summary.facets, facets, strict=True):
        assert [(one.value, one.articles) for one in told.values] == [
            (one.value, one.articles) for one in whole.values
        ]
        assert {one.stories for one in told.values} <= {None}
        assert {one.outlets for one in told.values} <= {None}


def test_a_wrong_query_is_told(press: Index) -> None:
    with pytest.raises(QueryError):
        press.survey("(klynge")


def test_an_index_without_items_has_nothing(open_it: Opener) -> None:
    with open_it(writing=True) as index:
        hits, summary = index.survey("klynge")
    assert hits == []
    assert summary.counts == Counts(0, 0, 0)
    assert all(facet.values == () for facet in summary.facets)


def test_it_answers_while_stories_change(open_it: Opener) -> None:
    """What one round of questions saw may be another story by the next."""
    items = [press_item(f"a{number}", "Klynge", organisations=["Klynge"]) for number in range(40)]
    with open_it(writing=True) as index, open_it() as reading, ThreadPoolExecutor(1) as writer:
        index.write(items)

        def change() -> None:
            for turn in range(15):
                index.write([replace(item, story=f"{turn}-{item.id}") for item in items])

        changing = writer.submit(change)
        asked = 0
        while not changing.done() or asked < 5:
            hits, summary = reading.survey("klynge")
            assert hits
            assert summary.counts.articles == len(items)
            asked += 1
        changing.result()
