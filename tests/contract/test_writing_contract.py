"""What both indexes do alike when they are written to, emptied and rebuilt."""

import pytest
from contract.conftest import Opener
from contract.press import PRESS, day
from indexer.press_items import press_item

from udklip.core.item import PressItem
from udklip.core.settings import Engine
from udklip.indexer.index import Counts, Index, SearchOptions


def ids(index: Index, query: str = "*") -> set[str]:
    return {hit.id for hit in index.search(query, SearchOptions(all_copies=True))}


def test_an_index_that_was_never_written_to_answers_nothing(open_it: Opener) -> None:
    with open_it() as index:
        assert index.search("klynge") == []
        assert index.count("klynge") == Counts(0, 0, 0)
        assert (index.status().items, index.status().appearances, index.status().bytes) == (0, 0, 0)


def test_what_is_written_twice_is_there_once(index: Index) -> None:
    index.write(PRESS)
    once = index.status()
    index.write(PRESS)
    index.write([*PRESS[:2], *PRESS[:2]])
    assert index.count("*").articles == len(PRESS)
    assert (index.status().items, index.status().appearances) == (once.items, once.appearances)


def test_an_item_takes_the_place_of_what_had_its_id(index: Index) -> None:
    index.write([press_item("one", "Klynge stiftet", organisations=["DTU", "Novo Nordisk"])])
    index.write([press_item("one", "Sejr til holdet", organisations=["DTU"])])
    assert ids(index, "klynge") == set()
    assert ids(index, "sejr") == {"one"}
    assert index.status().appearances == 1


def test_status_says_what_is_there(index: Index, engine: Engine) -> None:
    index.write(PRESS)
    status = index.status()
    assert (status.engine, status.name) == (engine, index.name)
    # Four of the press name somebody: 2 + 1 + 1 in grant, 1 in copy, 2 in release.
    assert (status.items, status.appearances) == (7, 7)
    assert status.bytes > 0


def test_removed_items_are_gone_and_unknown_ids_are_passed_over(index: Index) -> None:
    index.write(PRESS)
    index.remove(["grant", "never-there"])
    assert "grant" not in ids(index)
    assert index.search("arbejdet")[0].copies == 1
    assert (index.status().items, index.status().appearances) == (6, 3)


def test_cleared_it_is_empty_and_can_be_written_to(index: Index) -> None:
    index.write(PRESS)
    index.clear()
    assert (index.status().items, index.status().appearances) == (0, 0)
    index.write(PRESS[:1])
    assert ids(index) == {"grant"}


def test_writing_nothing_is_no_fault(index: Index) -> None:
    assert index.write([]) == []
    index.remove([])
    assert index.status().items == 0


def test_another_process_sees_what_was_written_without_opening_again(index: Index, open_it: Opener) -> None:
    with open_it() as reader:
        assert reader.search("klynge") == []
        index.write(PRESS)
        assert ids(reader) == {item.id for item in PRESS}
        index.remove(["grant"])
        assert "grant" not in ids(reader)


def test_the_old_version_answers_until_the_new_one_is_swapped_in(index: Index, open_it: Opener) -> None:
    index.write(PRESS)
    with open_it() as reader:
        version = reader.start_new()
        version.write([press_item("new", "Klynge", published=day(1))])
        assert version.count() == 1
        assert ids(reader) == ids(index) == {item.id for item in PRESS}
        version.swap()
        assert ids(reader) == ids(index) == {"new"}
    index.write(PRESS[:1])
    assert ids(index) == {"new", "grant"}


def test_an_abandoned_version_leaves_nothing(index: Index) -> None:
    index.write(PRESS)
    version = index.start_new()
    version.write(PRESS[:1])
    name = version.name
    version.abandon()
    assert index.status().items == len(PRESS)
    assert index.start_new().name == name


def test_versions_have_names_of_their_own(index: Index) -> None:
    names = []
    for _ in range(2):
        version = index.start_new()
        version.write(PRESS[:2])
        version.swap()
        names.append(version.name)
    assert names == [f"{index.name}-items-v2", f"{index.name}-items-v3"]
    assert index.status().items == 2


def test_what_was_swapped_out_is_kept_until_it_is_pruned(index: Index, open_it: Opener) -> None:
    index.write(PRESS)
    for _ in range(2):
        version = index.start_new()
        version.write(PRESS[:3])
        version.swap()
    half_built = index.start_new()
    old = (f"{index.name}-items-v1", f"{index.name}-items-v2")
    assert index.status().kept == old
    with open_it() as other:
        assert other.prune() == old
    assert (index.status().kept, index.prune()) == ((), ())
    assert index.status().items == 3
    half_built.write(PRESS)
    half_built.swap()
    assert index.status().items == len(PRESS)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (press_item("bad", "Klynge", url="https://x.example/" + "y" * 40_000), "url"),
        (press_item("bad", "Klynge, half a pair: \ud800"), "title"),
        (press_item("bad", "Klynge", amounts=[float("nan")]), "amounts_dkk"),
    ],
    ids=["too long", "no text", "no number"],
)
def test_an_item_that_cannot_be_kept_is_refused_by_name_and_the_others_go_in(
    index: Index, bad: PressItem, reason: str
) -> None:
    refused = index.write([PRESS[0], bad, PRESS[1]])
    assert [each.id for each in refused] == ["bad"]
    assert refused[0].reason.startswith(reason)
    assert ids(index) == {"grant", "copy"}


@pytest.mark.parametrize("words", ["ﷺ ½ ²", "a" * 5_000, "😀 \u00ad\u200b", "\x00 \x1f"])
def test_odd_texts_are_taken(index: Index, words: str) -> None:
    assert index.write([press_item("odd", words, words)]) == []
    assert ids(index) == {"odd"}
