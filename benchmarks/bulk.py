"""The product's way of putting items into Elasticsearch beside the client's `parallel_bulk` with the same documents."""

import time
from collections.abc import Callable, Iterable, Iterator

from elasticsearch import Elasticsearch
from elasticsearch.helpers import parallel_bulk

from benchmarks.generated_coverage import coverage
from udklip.core.item import PressItem
from udklip.indexer.admission import admit
from udklip.indexer.appearances import to_appearances
from udklip.indexer.elastic.versions import Versions
from udklip.indexer.elastic.writing import Action, Places, Writer, source_of

Batch = list[PressItem]


def compared(client: Elasticsearch, name: str, count: int, size: int) -> str:
    """Both ways with `count` items, `size` at a time, each in a version of its own; as one line each."""
    batches = [list(coverage(first, min(first + size, count))) for first in range(0, count, size)]
    for batch in batches:
        admit(batch)  # So that no way is the first to meet the words.
    versions = Versions(client, name)
    ours = count / _timed(versions, lambda places: _write(Writer(client, places), batches))
    theirs = count / _timed(versions, lambda places: _parallel(client, _actions(places, batches)))
    return (
        f"  bulk of {count} items and their appearances: {ours:.0f} items/s\n"
        f"  parallel_bulk with the same documents:    {theirs:.0f} items/s; ours against it {ours / theirs:.2f}"
    )


def _write(writer: Writer, batches: Iterable[Batch]) -> None:
    for batch in batches:
        assert writer.write(batch) == []  # noqa: S101


def _parallel(client: Elasticsearch, actions: Iterable[Action]) -> None:
    for taken, answer in parallel_bulk(client, actions, chunk_size=500):
        assert taken, answer  # noqa: S101


def _actions(places: Places, batches: Iterable[Batch]) -> Iterator[Action]:
    """What the product would send, made while `parallel_bulk` sends."""
    for batch in batches:
        for item, document in admit(batch)[0]:
            yield {"_index": places.items, "_id": document.id, "_source": source_of(document)}
            for row in to_appearances(item):
                yield {"_index": places.appearances, "_id": row.id, "_source": row.values()}


def _timed(versions: Versions, bring: Callable[[Places], object]) -> float:
    """Seconds until everything is in and can be found."""
    number = versions.create()
    try:
        places = versions.places(number)
        began = time.perf_counter()
        bring(places)
        versions.client.indices.refresh(index=places.all)
        return time.perf_counter() - began
    finally:
        versions.delete(number)
