"""A server that is busy, full, or lost in the middle: nothing is lost, nothing twice, nothing blamed wrongly."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch
from indexer.elastic.gate import Gate, Mood, gate_before
from indexer.press_items import press_item

from udklip.core.errors import IndexUnavailable
from udklip.core.settings import Engine, Secrets
from udklip.core.settings import Index as IndexSettings
from udklip.indexer.elastic import writing
from udklip.indexer.index import Index, open_index

ITEMS = [
    press_item(f"item-{number}", f"Klynge nummer {number}", organisations=["DTU"]) for number in range(20)
]


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "FIRST_PAUSE", 0.01)


@pytest.fixture
def gate(elasticsearch_url: str) -> Iterator[Gate]:
    with gate_before(elasticsearch_url) as gate:
        yield gate


@pytest.fixture
def index(gate: Gate, elasticsearch_url: str) -> Iterator[Index]:
    name = f"test-{uuid.uuid4().hex[:12]}"
    settings = IndexSettings(engine=Engine.ELASTICSEARCH, url=gate.url, name=name)
    with open_index(settings, Path(), Secrets(), writing=True) as opened:
        yield opened
    with Elasticsearch(elasticsearch_url) as client:
        client.indices.delete(index=[f"{name}-{rows}-v1" for rows in ("items", "appearances", "visits")])


@pytest.mark.parametrize(
    "moods",
    [
        [Mood.BUSY, Mood.BUSY],
        [Mood.NOT_THERE],
        [Mood.EVERY_DOCUMENT_BUSY, Mood.BUSY, Mood.EVERY_DOCUMENT_BUSY],
        [Mood.ANSWER_LOST],
    ],
    ids=lambda moods: moods[0].name,
)
def test_what_the_server_did_not_take_is_sent_again_and_is_there_once(
    index: Index, gate: Gate, moods: list[Mood]
) -> None:
    gate.moods = list(moods)
    assert index.write(ITEMS) == []
    assert gate.bulks == len(moods) + 1
    status = index.status()
    assert (status.items, status.appearances) == (len(ITEMS), len(ITEMS))


@pytest.mark.parametrize("mood", [Mood.BUSY, Mood.EVERY_DOCUMENT_BUSY], ids=lambda mood: mood.name)
def test_a_server_that_stays_busy_is_given_up_and_no_document_is_blamed(
    index: Index, gate: Gate, mood: Mood
) -> None:
    gate.moods = [mood] * 50
    with pytest.raises(IndexUnavailable, match="429"):
        index.write(ITEMS)
    assert gate.bulks == 1 + writing.RETRIES
    gate.moods.clear()
    assert index.write(ITEMS) == []


def test_an_index_that_takes_nothing_is_no_fault_of_the_documents(
    index: Index, elasticsearch_url: str
) -> None:
    with Elasticsearch(elasticsearch_url) as client:
        client.indices.put_settings(index=f"{index.name}-items", settings={"index.blocks.write": True})
        with pytest.raises(IndexUnavailable, match="blocked"):
            index.write(ITEMS)
        client.indices.put_settings(index=f"{index.name}-items", settings={"index.blocks.write": None})
    assert index.write(ITEMS) == []


def test_without_its_alias_nothing_is_written_to_an_index_made_on_the_way(
    index: Index, elasticsearch_url: str
) -> None:
    index.write(ITEMS[:1])
    with Elasticsearch(elasticsearch_url) as client:
        client.indices.delete_alias(index=f"{index.name}-items-v1", name=f"{index.name}-items")
        with pytest.raises(IndexUnavailable, match="alias"):
            index.write(ITEMS)
        assert not client.indices.exists(index=f"{index.name}-items")
