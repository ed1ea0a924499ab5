"""Elasticsearch is away while items and visits come in; once it is back all of them go in, each once."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from elastic_servers import OwnServer
from indexer.press_items import MORNING, press_item
from pydantic import SecretStr
from schedules.collected import alone, collect, visit

from udklip.core.errors import IndexUnavailable
from udklip.core.ledger import Ledger
from udklip.core.settings import Engine, Secrets
from udklip.core.settings import Index as IndexSettings
from udklip.core.times import system_clock
from udklip.indexer.elastic.security import set_up
from udklip.indexer.index import Index, SearchOptions, open_index
from udklip.schedules.indexing import drain

KEY = "elasticsearch:backlog"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    ledger = Ledger.open(tmp_path)
    yield ledger
    ledger.close()


def opened(server: OwnServer, secrets: Secrets) -> Index:
    settings = IndexSettings(
        engine=Engine.ELASTICSEARCH, url=server.url, ca_file=server.ca_file, name="backlog"
    )
    return open_index(settings, Path(), secrets, writing=True)


def writing_key(server: OwnServer) -> Secrets:
    settings = IndexSettings(
        engine=Engine.ELASTICSEARCH, url=server.url, ca_file=server.ca_file, name="backlog"
    )
    administrator = Secrets(elasticsearch_password=SecretStr(server.password or ""))
    key = set_up(settings, administrator, security=True).keys[0].secret
    assert key
    return Secrets(elasticsearch_api_key=SecretStr(key))


def one_run(ledger: Ledger, number: int) -> None:
    """A run in which two items came in."""
    at = MORNING + timedelta(hours=number)
    items = [press_item(f"{number}-{each}", f"Klynge {number} {each}") for each in "ab"]
    collect(ledger, at, [alone(item) for item in items], [visit("Fjordbladet", at)])


def test_what_came_in_while_it_was_away_goes_in_once(
    ledger: Ledger, secured_elasticsearch: OwnServer
) -> None:
    server = secured_elasticsearch
    secrets = writing_key(server)
    one_run(ledger, 1)
    with opened(server, secrets) as index:
        assert drain(ledger, index, 1, system_clock) == 2
        server.stop()
        try:
            one_run(ledger, 2)
            with pytest.raises(IndexUnavailable, match="does not answer"):
                drain(ledger, index, 2, system_clock)
            with pytest.raises(IndexUnavailable, match="does not answer"):
                opened(server, secrets)
        finally:
            server.start()
    one_run(ledger, 3)
    with ledger.reading() as book:
        assert book.indexing.waiting(KEY) == 4
    with opened(server, secrets) as index:
        assert drain(ledger, index, 3, system_clock) == 4
        assert drain(ledger, index, 4, system_clock) == 0
        found = [hit.url for hit in index.search("klynge", SearchOptions(all_copies=True))]
        assert sorted(found) == sorted(set(found))
        assert (len(found), index.status().items, index.status().visits) == (6, 6, 3)
