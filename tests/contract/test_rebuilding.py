"""An index is rebuilt from the ledger while people search and items come in, in both engines alike."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from contract.conftest import Opener
from indexer.press_items import MORNING, press_item
from schedules.collected import alone, collect

from udklip.core.errors import IndexUnavailable, UdklipError
from udklip.core.item import PressItem
from udklip.core.ledger import Ledger
from udklip.core.outcomes import Outcome, Step
from udklip.core.times import system_clock
from udklip.indexer.index import Index, NewVersion, Refused, SearchOptions
from udklip.schedules.indexing import backlog, drain, key_of, prune, rebuild

Write = Callable[[Sequence[PressItem]], list[Refused]]

BAD_URL = "https://x.example/" + "y" * 40_000


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    ledger = Ledger.open(tmp_path / "store")
    yield ledger
    ledger.close()


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backlog, "BATCH", 10)


def come_in(ledger: Ledger, *names: str, url: str | None = None) -> list[PressItem]:
    return collect(ledger, MORNING, [alone(press_item(name, f"Klynge {name}", url=url)) for name in names])


def titles(index: Index) -> list[str]:
    return sorted(str(hit.title) for hit in index.search("klynge", SearchOptions(limit=500, all_copies=True)))


@contextmanager
def searched_throughout(open_it: Opener) -> Iterator[list[int]]:
    """Somebody searches from now until the end, again and again; gives how many items each search found."""
    found: list[int] = []
    begun, over = Event(), Event()

    def search() -> None:
        with open_it() as reader:
            while not over.is_set():
                found.append(reader.count("klynge").articles)
                begun.set()

    searcher = Thread(target=search)
    searcher.start()
    assert begun.wait(30)
    try:
        yield found
    finally:
        over.set()
        searcher.join()


class OtherVersion:
    """A new version whose writing is another; all else is its own."""

    def __init__(self, version: NewVersion, write: Write) -> None:
        self._version = version
        self.write = write

    def __getattr__(self, name: str) -> Any:
        return getattr(self._version, name)


class OtherIndex:
    """An index whose new versions write as `write` says, given the version's own writing."""

    def __init__(self, index: Index, write: Callable[[Write], Write]) -> None:
        self.engine, self.name = index.engine, index.name
        self._index, self._write = index, write

    def start_new(self) -> OtherVersion:
        version = self._index.start_new()
        return OtherVersion(version, self._write(version.write))


@pytest.mark.usefixtures("small_batches")
def test_searches_answer_throughout(index: Index, open_it: Opener, ledger: Ledger) -> None:
    names = [f"{number:03d}" for number in range(40)]
    come_in(ledger, *names)
    drain(ledger, index, 1, system_clock)
    with searched_throughout(open_it) as found:
        rebuilt = rebuild(ledger, index)
    assert (rebuilt.items, rebuilt.refused) == (40, ())
    assert set(found) == {40}
    assert len(found) > 3
    assert index.status().kept, "the version before is there until it is pruned"


@pytest.mark.usefixtures("small_batches")
def test_what_comes_in_meanwhile_is_in_the_new_version_too(index: Index, ledger: Ledger) -> None:
    come_in(ledger, *(f"{number:03d}" for number in range(25)))
    drain(ledger, index, 1, system_clock)
    arriving = ["late-1", "late-2"]

    def interrupted(write: Write) -> Write:
        def written(items: Sequence[PressItem]) -> list[Refused]:
            if arriving:
                come_in(ledger, arriving.pop())
                drain(ledger, index, 2, system_clock)
            return write(items)

        return written

    rebuilt = rebuild(ledger, OtherIndex(index, interrupted))  # type: ignore[arg-type]
    assert rebuilt.items == 27
    assert {"Klynge late-1", "Klynge late-2"} <= set(titles(index))
    assert drain(ledger, index, 3, system_clock) == 0
    assert index.status().items == 27


def test_a_count_that_does_not_agree_is_not_swapped_in(index: Index, ledger: Ledger) -> None:
    come_in(ledger, "one", "two")
    drain(ledger, index, 1, system_clock)

    forgetful = OtherIndex(index, lambda _: lambda _: [])
    with pytest.raises(UdklipError, match="holds 0 items, the ledger gave it 2"):
        rebuild(ledger, forgetful)  # type: ignore[arg-type]
    assert titles(index) == ["Klynge one", "Klynge two"]
    assert index.status().kept == ()
    assert drain(ledger, index, 2, system_clock) == 0


def test_a_refused_item_is_named_in_the_ledger_and_fills_nothing_anew(index: Index, ledger: Ledger) -> None:
    good, bad = come_in(ledger, "good")[0], come_in(ledger, "bad", url=BAD_URL)[0]
    assert drain(ledger, index, 1, system_clock) == 1
    assert drain(ledger, index, 2, system_clock) == 0, "a refusal is no loss"
    with ledger.reading() as book:
        step = book.addresses.history(BAD_URL)[-1]
        refused = book.indexing.refused(key_of(index))
        told = [row for row in book.addresses.history(good.url) if row.step is Step.INDEXED]
    assert (step.outcome, (step.reason or "")[:4]) == (Outcome.INDEX_REFUSED, "url:")
    assert [item for item, _ in refused] == [bad.id]
    assert len(told) == 1
    rebuilt = rebuild(ledger, index)
    assert (rebuilt.items, [one.id for one in rebuilt.refused]) == (1, [bad.id])
    assert drain(ledger, index, 3, system_clock) == 0


def test_an_index_that_was_lost_is_filled_again(index: Index, ledger: Ledger) -> None:
    come_in(ledger, "one", "two")
    drain(ledger, index, 1, system_clock)
    index.clear()
    assert drain(ledger, index, 2, system_clock) == 2
    assert titles(index) == ["Klynge one", "Klynge two"]


def test_a_swap_whose_answer_was_lost_deletes_nothing_and_is_finished_later(
    index: Index, ledger: Ledger
) -> None:
    come_in(ledger, "one", "two")
    drain(ledger, index, 1, system_clock)

    class LineCut(OtherVersion):
        def swap(self) -> None:
            self._version.swap()
            raise IndexUnavailable("the line was cut")

    class CutIndex(OtherIndex):
        def start_new(self) -> OtherVersion:
            version = self._index.start_new()
            return LineCut(version, version.write)

    with pytest.raises(IndexUnavailable):
        rebuild(ledger, CutIndex(index, lambda write: write))  # type: ignore[arg-type]
    assert titles(index) == ["Klynge one", "Klynge two"]
    assert drain(ledger, index, 2, system_clock) == 0
    come_in(ledger, "three")
    assert drain(ledger, index, 3, system_clock) == 1
    assert prune(ledger, index) == (f"{index.name}-items-v1",)
    assert index.status().items == 3
