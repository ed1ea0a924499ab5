"""What is erased is in no version of an index any more; where the index is away, that is told."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from crawler.misbehaving_server import closed_port
from elasticsearch import Elasticsearch
from indexer.press_items import MORNING, press_item
from schedules.collected import alone, collect
from schedules.keeping.dying import Dying, Killed

from udklip.core.ledger import Ledger
from udklip.core.settings import Engine, Settings
from udklip.core.settings import Index as IndexSettings
from udklip.core.times import fixed_clock
from udklip.schedules.indexing import drain, rebuild
from udklip.schedules.keeping.erasing import Erased, erase
from udklip.schedules.keeping.wish import Page, Person
from udklip.schedules.run import open_for_writing

PERSON = "Åse Rosenfeldt"
CLOCK = fixed_clock(MORNING)
ITEMS = (
    press_item(
        "a", f"{PERSON} bliver formand", f"{PERSON} er glad. Rosenfeldt begynder i maj.", people=[PERSON]
    ),
    press_item("b", "En anden sag", "Den handler om broer.", authors=(PERSON,)),
    press_item("c", "En tredje sag", "Den handler om både."),
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger with three items, two of which name her."""
    ledger = Ledger.open(tmp_path / "var")
    collect(ledger, MORNING, [alone(item) for item in ITEMS])
    yield ledger
    ledger.close()


@pytest.fixture
def client(elasticsearch_url: str) -> Iterator[Elasticsearch]:
    """The server, asked beside the program."""
    with Elasticsearch(elasticsearch_url) as client:
        yield client


@pytest.fixture
def index(elasticsearch_url: str, client: Elasticsearch) -> Iterator[IndexSettings]:
    """An index of a name of its own."""
    name = f"test-{uuid.uuid4().hex[:12]}"
    yield IndexSettings(engine=Engine.ELASTICSEARCH, url=elasticsearch_url, name=name, replicas=0)
    for found in list(client.indices.get(index=f"{name}*", features="aliases")):
        client.indices.delete(index=found)


def erased(ledger: Ledger, index: IndexSettings, folder: Path) -> Erased:
    """Erase her."""
    return erase(Settings(folder=folder, index=index), ledger, Person(PERSON), CLOCK)


def test_no_version_of_an_index_holds_what_was_erased(
    ledger: Ledger, index: IndexSettings, client: Elasticsearch, tmp_path: Path
) -> None:
    with open_for_writing(Settings(folder=tmp_path, index=index)) as opened:
        drain(ledger, opened, 1, CLOCK)
        rebuild(ledger, opened, CLOCK)
    everywhere = {"index": f"{index.name}*", "q": "rosenfeldt"}
    assert client.count(**everywhere)["count"] >= 4
    done = erased(ledger, index, tmp_path)
    assert (done.waits, done.remains, done.counts["items masked"]) == ((), (), 2)
    assert client.count(**everywhere)["count"] == 0
    assert client.count(index=f"{index.name}-items")["count"] == 3
    assert sorted(client.indices.get(index=f"{index.name}-items*", features="aliases")) == [
        f"{index.name}-items-v3"
    ]
    stats = client.indices.stats(index=f"{index.name}*", metric="docs")
    assert stats["_all"]["total"]["docs"]["deleted"] == 0


def test_an_index_that_is_away_is_told_and_the_ledger_is_clean(
    ledger: Ledger, index: IndexSettings, tmp_path: Path
) -> None:
    away = replace_url(index, f"http://127.0.0.1:{closed_port()}")
    done = erased(ledger, away, tmp_path)
    assert len(done.waits) == 1
    assert "`udklip index rebuild`" in done.waits[0]
    assert done.remains == ()
    with ledger.reading() as book:
        assert [item.reading.title for item in book.items.all()] == [
            "[navn fjernet] bliver formand",
            "En anden sag",
            "En tredje sag",
        ]


def replace_url(index: IndexSettings, url: str) -> IndexSettings:
    """The same index elsewhere."""
    return index.model_copy(update={"url": url})


def test_a_story_whose_first_item_goes_stays_a_story(ledger: Ledger, tmp_path: Path) -> None:
    with ledger.writing() as book:
        for identity in ("00000002", "00000003"):
            book.stories.join("00000001", identity)
        book.stories.set_release("00000002", "00000001", 0.9)
    done = erase(Settings(folder=tmp_path), ledger, Page(ITEMS[0].url), CLOCK)
    assert done.counts["items"] == 1
    with ledger.reading() as book:
        assert book.stories.current("00000001") == "00000001"
        members = book.stories.members("00000001")
    assert [(one.id, one.release) for one in members] == [("00000002", None), ("00000003", None)]


def test_an_erasing_that_is_cut_short_anywhere_is_finished_by_the_next(
    ledger: Ledger, tmp_path: Path
) -> None:
    settings, deaths = Settings(folder=tmp_path), 0
    with open_for_writing(settings) as opened:
        drain(ledger, opened, 1, CLOCK)
    while True:
        dying = Dying.open(settings.store_folder)
        dying.left = deaths
        try:
            done = erase(settings, dying, Person(PERSON), CLOCK)
            break
        except Killed:
            deaths += 1
        finally:
            dying.close()
    assert deaths > 5
    assert (done.waits, done.remains) == ((), ())
    with ledger.reading() as book:
        assert "Rosenfeldt" not in repr(list(book.items.all()))
        assert len(book.bars.history()) == 1
