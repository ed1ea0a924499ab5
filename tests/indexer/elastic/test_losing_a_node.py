"""A node is lost in the middle of a bulk load, with replicas on: no document is."""

from pathlib import Path
from threading import Thread

from elastic_servers import OwnServer
from elasticsearch import Elasticsearch
from indexer.press_items import press_item

from udklip.core.settings import Engine, Secrets
from udklip.core.settings import Index as IndexSettings
from udklip.indexer.index import Index, open_index

BATCH = 400
KILLED_AFTER = 2
AFTER_THE_KILL = 2
MOST_BATCHES = 200
ITEMS = "udklip-items"


def test_no_document_is_lost_with_a_node(two_nodes: tuple[OwnServer, OwnServer]) -> None:
    first, second = two_nodes
    settings = IndexSettings(engine=Engine.ELASTICSEARCH, url=second.url, more_urls=(first.url,), replicas=1)
    with (
        Elasticsearch(first.url, request_timeout=60) as client,
        open_index(settings, Path(), Secrets(), writing=True) as index,
    ):
        put_the_primary_on(second, client, other=first)
        written = load_while_it_is_killed(index, second)
        assert client.cluster.health()["number_of_nodes"] == 1
        assert client.count(index=ITEMS)["count"] == written
        assert index.count("klynge").articles == written


def load_while_it_is_killed(index: Index, node: OwnServer) -> int:
    """Write batch after batch, before, while and after `node` is killed; gives how many items went in."""
    killer = Thread(target=node.kill)
    left, batches = AFTER_THE_KILL, 0
    while left and batches < MOST_BATCHES:
        if batches == KILLED_AFTER:
            killer.start()
        left -= batches > KILLED_AFTER and not killer.is_alive()
        ids = range(batches * BATCH, (batches + 1) * BATCH)
        assert index.write([press_item(f"{number:06d}", f"Klynge {number}") for number in ids]) == []
        batches += 1
    killer.join()
    assert not left, "the node outlived every batch"
    return batches * BATCH


def put_the_primary_on(node: OwnServer, client: Elasticsearch, other: OwnServer) -> None:
    """Wait for both copies; where the primary is on the node that will stay, let the copy take over from it."""
    assert client.cluster.health(index=ITEMS, wait_for_status="green", timeout="60s")["status"] == "green"
    if primary(client) == other.name:
        cancelled = {"index": f"{ITEMS}-v1", "shard": 0, "node": other.name, "allow_primary": True}
        client.cluster.reroute(commands=[{"cancel": cancelled}], metric="none")
        client.cluster.health(index=ITEMS, wait_for_status="green", timeout="60s")
    assert primary(client) == node.name


def primary(client: Elasticsearch) -> str:
    shards = client.cat.shards(index=ITEMS, format="json", h=["prirep", "node"])
    return next(str(shard["node"]) for shard in shards if shard["prirep"] == "p")
