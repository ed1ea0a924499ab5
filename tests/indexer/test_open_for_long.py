"""An embedded index that a page keeps open: it sees what others commit and swap in, from every thread."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from indexer.press_items import press_item

from udklip.core.settings import Index as IndexSettings
from udklip.indexer.index import Index, open_index

SETTINGS = IndexSettings(name="open")
THREADS = 8


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Index]:
    with open_index(SETTINGS, tmp_path, writing=True) as index:
        yield index


@pytest.fixture
def reader(tmp_path: Path, writer: Index) -> Iterator[Index]:
    writer.write([press_item("a", "Klynge i Odense", "Ny klynge.")])
    with open_index(SETTINGS, tmp_path, writing=False) as index:
        yield index


def seen(index: Index) -> tuple[int, int, list[str]]:
    """What it counts, what its first facet counts, and what it finds."""
    source, *_ = index.facets("klynge")
    articles = sum(value.articles for value in source.values)
    return index.count("klynge").articles, articles, sorted(hit.id for hit in index.search("klynge"))


def test_what_another_commits_is_counted_and_found(reader: Index, writer: Index) -> None:
    assert seen(reader) == seen(reader) == (1, 1, ["a"])
    writer.write([press_item("b", "Klynge i Aarhus", "Endnu en klynge.")])
    assert seen(reader) == (2, 2, ["a", "b"])
    writer.remove(["a"])
    assert seen(reader) == (1, 1, ["b"])


def test_what_another_swaps_in_answers(reader: Index, writer: Index) -> None:
    assert seen(reader) == (1, 1, ["a"])
    version = writer.start_new()
    version.write([press_item(each, f"Klynge {each}", "En klynge.") for each in ("x", "y", "z")])
    assert seen(reader) == (1, 1, ["a"])
    version.swap()
    assert seen(reader) == (3, 3, ["x", "y", "z"])


def test_threads_that_ask_while_another_writes_get_whole_answers(reader: Index, writer: Index) -> None:
    with ThreadPoolExecutor(THREADS) as pool:
        asked = [pool.submit(seen, reader) for _ in range(THREADS * 10)]
        for number in range(5):
            writer.write([press_item(f"n{number}", f"Klynge {number}", "En klynge.")])
        answers = [each.result() for each in asked]
    assert {count for count, _, _ in answers} <= set(range(1, 7))
    assert seen(reader)[0] == 6
