"""Reading everything a query has, page by page, from one state of either index."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

import pytest
from contract.conftest import Opener
from indexer.press_items import MORNING, press_item

from udklip.core.errors import QueryError
from udklip.indexer.index import MOST_HITS, Index, SearchOptions, Sort

#: More than a page of Elasticsearch's and two of the embedded index.
MANY = 1_100
ALL = SearchOptions(limit=MOST_HITS, sort=Sort.DATE, all_copies=True)
FOLDED = SearchOptions(limit=MOST_HITS, sort=Sort.DATE)


@pytest.fixture(scope="module")
def press(module_opener: Opener) -> Iterator[Index]:
    """Three items a minute, two of each story, the second of them much older."""
    with module_opener(writing=True) as index:
        index.write(
            [
                press_item(
                    f"item{number}",
                    "Klynge samler virksomheder",
                    story=f"{number % (MANY // 2):08}",
                    published=MORNING - timedelta(minutes=number // 3),
                )
                for number in range(MANY)
            ]
        )
        yield index


@pytest.mark.parametrize("options", [ALL, FOLDED], ids=["all copies", "folded"])
def test_a_scan_is_the_whole_search_by_date(press: Index, options: SearchOptions) -> None:
    scanned = list(press.scan("klynge", options))
    assert scanned == press.search("klynge", options)
    assert len(scanned) == (MANY if options.all_copies else MANY // 2)


def test_a_limit_does_not_end_a_scan(press: Index) -> None:
    assert sum(1 for _ in press.scan("klynge", SearchOptions(limit=1, all_copies=True))) == MANY


def test_a_wrong_query_is_refused_before_the_first_hit(press: Index) -> None:
    with pytest.raises(QueryError):
        press.scan("(klynge")


def test_what_is_taken_out_meanwhile_is_still_told(press: Index) -> None:
    scan = press.scan("klynge", ALL)
    first = [hit.id for hit in islice(scan, 2)]
    last = f"item{MANY - 1}"
    press.remove([last])
    rest = [hit.id for hit in scan]
    assert len(first) + len(rest) == MANY
    assert last in rest


def test_an_index_that_is_not_there_has_nothing_to_scan(open_it: Opener) -> None:
    with open_it(writing=False) as index:
        assert list(index.scan("klynge")) == []
