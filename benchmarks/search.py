"""How fast each index is filled and answers, beside what the same server does when it is asked barely.

``python -m benchmarks.search [--items 200000] [--engines embedded elasticsearch] [--folder FOLDER]``. Generated
coverage goes into each index as `udklip run` brings it; then twelve typical queries and facets are asked. Yardsticks
on Elasticsearch: the same queries by `query_string` over title, lead and body, one aggregation request for facets, and
`helpers.parallel_bulk` with the same documents. With `--folder` what was filled is kept, and asked again next time.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from elasticsearch import Elasticsearch

from benchmarks.bulk import compared
from benchmarks.generated_coverage import NEWEST, coverage
from benchmarks.search_queries import FACETED, TWELVE, Asked
from udklip.core.settings import Engine, Index, Secrets
from udklip.indexer import index as indexes
from udklip.indexer.elastic.hits import SHOWN
from udklip.indexer.facets import FACETS

BATCH = 500
TIMES = 40
WARMING = 10
HITS = 20
NOW = indexes.SearchOptions(limit=HITS, now=NEWEST + timedelta(hours=1))
_WEIGHTED = ["title^4", "lead^2", "body"]
_SERVER = Path(__file__).resolve().parent.parent / "tools" / "elasticsearch" / "server.py"

Ask = Callable[[Asked], object]


def main() -> None:
    """Fill, ask, and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--items", type=int, default=200_000)
    options.add_argument("--bulk", type=int, default=20_000, help="Items that both ways of bulk loading get.")
    options.add_argument("--engines", nargs="+", type=Engine, default=list(Engine))
    options.add_argument("--folder", type=Path, help="Keep what is filled here.")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.folder or Path(scratch)
        if Engine.EMBEDDED in asked.engines:
            measure_embedded(folder, asked.items)
        if Engine.ELASTICSEARCH in asked.engines:
            measure_elasticsearch(asked.items, asked.bulk, keep=asked.folder is not None)


def measure_embedded(folder: Path, items: int) -> None:
    """The index in a folder."""
    name = f"benchmark-{items}"
    with indexes.open_index(Index(name=name), folder, writing=True) as index:
        fill(index, items)

    def opened() -> indexes.Index:
        return indexes.open_index(Index(name=name), folder, writing=False)

    # Asked by another than the one that wrote, as a search is.
    with opened() as index:
        report("hits", TWELVE, lambda asked: index.search(asked.query, NOW))

    # An open index remembers what it counted: each is asked of one just opened, and opening it counts.
    def counted(asked: Asked) -> object:
        with opened() as index:
            return index.count(asked.query, NOW)

    def made_of(asked: Asked) -> object:
        with opened() as index:
            return index.facets(asked.query, NOW)

    report("counts, opening the index", FACETED, counted)
    report("facets, opening the index", FACETED, made_of)


def measure_elasticsearch(items: int, bulk: int, *, keep: bool) -> None:
    """The index on a server, and the server asked barely."""
    url = os.environ.get("UDKLIP_TEST_ELASTICSEARCH") or server()
    settings = Index(engine=Engine.ELASTICSEARCH, url=url, name=f"benchmark-{items}")
    with Elasticsearch(url, request_timeout=60) as client:
        try:
            with indexes.open_index(settings, Path(), Secrets(), writing=True) as index:
                fill(index, items)
                bare = _Bare(client, f"{settings.name}-items")
                report("hits", TWELVE, lambda asked: index.search(asked.query, NOW), bare.search)
                report("counts", FACETED, lambda asked: index.count(asked.query, NOW))
                report("facets", FACETED, lambda asked: index.facets(asked.query, NOW), bare.facets)
            if bulk:
                print(compared(client, f"{settings.name}-bulk", bulk, BATCH))
        finally:
            if not keep:
                delete(client, settings.name)


def delete(client: Elasticsearch, name: str) -> None:
    """Take an index away with all its versions."""
    for found in list(client.indices.get(index=f"{name}-*", features="aliases")):
        client.indices.delete(index=found)


def fill(index: indexes.Index, items: int) -> None:
    """Put `items` in where they are not in yet, and print how fast; generating them does not count."""
    there = index.status().items
    seconds = 0.0
    for first in range(there, items, BATCH):
        made = list(coverage(first, min(first + BATCH, items)))
        began = time.perf_counter()
        index.write(made)
        seconds += time.perf_counter() - began
    status = index.status()
    print(
        f"{index.engine}: {status.items} items, {status.appearances} appearances, {status.bytes / 1e6:.0f} MB"
    )
    if seconds:
        print(f"  filled at {(items - there) / seconds:.0f} items/s")


def report(what: str, queries: tuple[Asked, ...], *asks: Ask) -> None:
    """Ask each of `queries` many times and print p50 and p95 in milliseconds; a second way of asking is the yardstick.

    Both ways take turns, so that whatever else the machine does slows both.
    """
    taken = [(asked, _taken(asked, asks)) for asked in queries]
    print(f"  {what}: p50 and p95 in ms{', of ours and of the bare server' if len(asks) > 1 else ''}")
    for asked, ways in taken:
        print(f"    {_figures(ways)}  {asked.what}: {asked.query}")
    together = [[one for _, ways in taken for one in ways[way]] for way in range(len(asks))]
    print(f"    {_figures(together)}  all", flush=True)


def _figures(ways: Sequence[list[float]]) -> str:
    figures = "   ".join(f"{statistics.median(times):6.1f} {_p95(times):6.1f}" for times in ways)
    if len(ways) < 2:
        return figures
    ours, theirs = ways
    ratios = statistics.median(ours) / statistics.median(theirs), _p95(ours) / _p95(theirs)
    return f"{figures}   ×{ratios[0]:.2f} ×{ratios[1]:.2f}"


def _taken(asked: Asked, asks: Sequence[Ask]) -> list[list[float]]:
    taken: list[list[float]] = [[] for _ in asks]
    for number in range(WARMING + TIMES):
        for ask, times in zip(asks, taken, strict=True):
            began = time.perf_counter()
            ask(asked)
            if number >= WARMING:
                times.append((time.perf_counter() - began) * 1000)
    return taken


def _p95(times: list[float]) -> float:
    return sorted(times)[round(0.95 * (len(times) - 1))]


class _Bare:
    """The same server asked in its own words."""

    def __init__(self, client: Elasticsearch, items: str) -> None:
        self._client = client
        self._items = items

    def search(self, asked: Asked) -> object:
        """The best hits, with the fields that ours have."""
        return self._client.search(
            index=self._items, query=_query_string(asked), size=HITS, source_includes=SHOWN
        )["hits"]["hits"]

    def facets(self, asked: Asked) -> object:
        """The most frequent values of each facet."""
        aggregations = {name: {"terms": {"field": field, "size": 12}} for name, field in FACETS.items()}
        return self._client.search(
            index=self._items, query=_query_string(asked), size=0, aggs=aggregations, request_cache=False
        )["aggregations"]


def _query_string(asked: Asked) -> dict[str, Any]:
    return {"query_string": {"query": asked.bare, "fields": _WEIGHTED, "default_operator": "AND"}}


def server() -> str:
    """The address of the server that the tests use."""
    command = [sys.executable, str(_SERVER), "start"]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


if __name__ == "__main__":
    main()
