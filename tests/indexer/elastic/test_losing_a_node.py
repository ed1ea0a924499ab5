"""A node is lost in the middle of a bulk load, with replicas on: no document is."""

from pathlib import Path
from threading import Event, Thread

from elastic_servers import OwnServer
from elasticsearch import Elasticsearch
from indexer.press_items import press_item

from udklip.core.settings import Engine, Secrets
from udklip.core.settings import Index as IndexSettings
from udklip.indexer.index import open_index

BATCH = 400
BATCHES = 10
KILLED_AFTER = 2
ITEMS = "udklip-items"


def test_no_document_is_lost_with_a_node(two_nodes: tuple[OwnServer, OwnServer]) -> None:
    first, second = two_nodes
    settings = IndexSettings(engine=Engine.ELASTICSEARCH, url=second.url, more_urls=(first.url,), replicas=1)
    under_way = Event()
    killer = Thread(target=lambda: under_way.wait(60) and second.kill())
    with (
        Elasticsearch(first.url, request_timeout=60) as client,
        open_index(settings, Path(), Secrets(), writing=True) as index,
    ):
        put_the_primary_on(second, client, other=first)
        killer.start()
        for batch in range(BATCHES):
            if batch == KILLED_AFTER:
                under_way.set()
            ids = range(batch * BATCH, (batch + 1) * BATCH)
            assert index.write([press_item(f"{number:05d}", f"Klynge {number}") for number in ids]) == []
        killer.join()
        assert client.cluster.health()["number_of_nodes"] == 1
        assert client.count(index=ITEMS)["count"] == BATCH * BATCHES
        assert index.count("klynge").articles == BATCH * BATCHES


def put_the_primary_on(node: OwnServer, client: Elasticsearch, other: OwnServer) -> None:
    """Wait for both copies; where the primary is on the node that will stay, let the copy take over from it."""
    assert client.cluster.health(index=ITEMS, wait_for_status="green", timeout="60s")["status"] == "green"
    if primary(client) == other.name:
        cancelled = {"index": f"{ITEMS}-v1", "shard": 0, "node": other.name, "allow_primary": True}
        client.cluster.reroute(commands=[{"cancel": cancelled}])
        client.cluster.health(index=ITEMS, wait_for_status="green", timeout="60s")
    assert primary(client) == node.name


def primary(client: Elasticsearch) -> str:
    shards = client.cat.shards(index=ITEMS, format="json", h=["prirep", "node"])
    return next(str(shard["node"]) for shard in shards if shard["prirep"] == "p")
