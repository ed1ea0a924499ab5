"""Visits stand in Elasticsearch as the ledger has them: one row a source and run, the running one's made good later."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from elasticsearch import Elasticsearch
from indexer.press_items import MORNING, press_item
from schedules.collected import alone, collect, visit

from udklip import __version__
from udklip.core.ledger import Find, Ledger, StepRow, VisitState
from udklip.core.outcomes import Fate, Outcome, Step
from udklip.core.settings import Engine, Secrets
from udklip.core.settings import Index as IndexSettings
from udklip.core.times import system_clock
from udklip.indexer.index import Index, open_index
from udklip.schedules.indexing import drain, rebuild

ROBOTS = "https://fjordbladet.example/robots"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    ledger = Ledger.open(tmp_path)
    yield ledger
    ledger.close()


@pytest.fixture
def client(elasticsearch_url: str) -> Iterator[Elasticsearch]:
    with Elasticsearch(elasticsearch_url) as client:
        yield client


@pytest.fixture
def index(elasticsearch_url: str, client: Elasticsearch) -> Iterator[Index]:
    name = f"test-{uuid.uuid4().hex[:12]}"
    settings = IndexSettings(engine=Engine.ELASTICSEARCH, url=elasticsearch_url, name=name)
    with open_index(settings, Path(), Secrets(), writing=True) as opened:
        yield opened
    client.indices.delete(index=list(client.indices.get(index=f"{name}-*", features="aliases")))


def rows(client: Elasticsearch, index: Index) -> dict[str, dict[str, Any]]:
    """By source and run, what stands in the index."""
    hits = client.search(index=f"{index.name}-visits", size=100)["hits"]["hits"]
    return {f"{hit['_source']['source']} {hit['_source']['run']}": hit["_source"] for hit in hits}


def fill(ledger: Ledger) -> None:
    """A run in which one source answered by one of two ways, and the other not at all."""
    visits = [
        visit("Fjordbladet", MORNING),
        visit("Fjordbladet", MORNING, VisitState.FAILED, "sitemap"),
        visit("Sundblad", MORNING, VisitState.FAILED),
    ]
    met = [Find(ROBOTS, "Fjordbladet", "feed")]
    collect(ledger, MORNING, [alone(press_item("one", "Klynge"))], visits, met)
    with ledger.writing() as book:
        row = StepRow(ROBOTS, Step.FETCHED, Outcome.ROBOTS, None, MORNING, __version__)
        book.addresses.steps(1, [row])


def test_a_row_says_how_a_visit_went(ledger: Ledger, index: Index, client: Elasticsearch) -> None:
    fill(ledger)
    drain(ledger, index, 1, system_clock)
    found = rows(client, index)
    assert found.keys() == {"Fjordbladet 1", "Sundblad 1"}
    one = found["Fjordbladet 1"]
    assert (one["state"], one["ways"], one["outcome"]) == ("partial", 2, ["ok", "unreachable"])
    assert (one["found"], one["new"], one["refused"], one["known"]) == (2, 1, 1, 0)
    assert one["outcomes"] == {"ready": 1, "robots": 1}
    assert one["at"].startswith("2020-11-24T08:00:00")
    assert found["Sundblad 1"]["state"] == "failed"


def test_the_rows_of_a_run_under_way_are_made_good_and_never_doubled(
    ledger: Ledger, index: Index, client: Elasticsearch
) -> None:
    fill(ledger)
    drain(ledger, index, 1, system_clock)
    late = MORNING + timedelta(minutes=5)
    with ledger.writing() as book:
        book.addresses.find(1, [Find("https://fjordbladet.example/late", "Fjordbladet", "feed")], late)
    collect(ledger, late + timedelta(hours=1), visits=[visit("Fjordbladet", late)])
    drain(ledger, index, 2, system_clock)
    found = rows(client, index)
    assert found.keys() == {"Fjordbladet 1", "Sundblad 1", "Fjordbladet 2"}
    assert found["Fjordbladet 1"]["found"] == 3
    assert index.status().visits == 3


def test_a_rebuilt_index_has_the_visits_too(ledger: Ledger, index: Index, client: Elasticsearch) -> None:
    fill(ledger)
    drain(ledger, index, 1, system_clock)
    before = rows(client, index)
    rebuild(ledger, index)
    assert rows(client, index) == before
    assert index.status().visits == 2


def test_every_outcome_can_be_counted(index: Index, client: Elasticsearch) -> None:
    ends = {f"outcomes.{outcome}" for outcome in Outcome if outcome.fate is not Fate.ON_THE_WAY}
    said = client.field_caps(index=f"{index.name}-visits", fields="outcomes.*")["fields"]
    counted = {name for name, types in said.items() if "long" in types and types["long"]["aggregatable"]}
    assert counted == ends


def test_an_outcome_that_is_named_later_finds_its_place(
    elasticsearch_url: str, client: Elasticsearch, index: Index, ledger: Ledger
) -> None:
    """An index made before `robots` was an outcome: its mapping grows when the index is next opened to write."""
    made = f"{index.name}-visits-v1"
    mapping = client.indices.get_mapping(index=made)[made]["mappings"]
    del mapping["properties"]["outcomes"]["properties"]["robots"]
    client.indices.delete(index=made)
    client.indices.create(index=made, mappings=mapping, aliases={f"{index.name}-visits": {}})
    settings = IndexSettings(engine=Engine.ELASTICSEARCH, url=elasticsearch_url, name=index.name)
    fill(ledger)
    with open_index(settings, Path(), Secrets(), writing=True) as opened:
        drain(ledger, opened, 1, system_clock)
    assert rows(client, index)["Fjordbladet 1"]["outcomes"]["robots"] == 1
