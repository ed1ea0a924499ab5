"""How long watches take over new items, and how that grows with both.

``python -m benchmarks.watches [--items 1000 2500 5000 10000] [--watches 125 250 500] [--older 20000] [--url URL]``.
Items of generated Danish texts (some 260 words) stand in a real ledger and in the embedded index, `--older` before the
new ones. Measured is the asking of the job `alerts` in one sweep, from the ledger to hits in the ledger. Its peer is
the usual way without a percolator: each watch a query of the whole index for what is above its mark, one by one; with
`--url` on Elasticsearch too, whose own work is in the clock's figure alone. All must find the same. The last lines tell
of ordinary ticks: 20 new items.
"""

import argparse
import math
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from benchmarks.generated_press import sentence
from udklip.core.analysis import Analysis, Relevance
from udklip.core.item import PressItem
from udklip.core.ledger import Ledger
from udklip.core.ledger.watching.values import Watch
from udklip.core.reading import Kind, Reading
from udklip.core.settings import Engine, Settings
from udklip.core.settings import Index as IndexSettings
from udklip.core.source import Rights, SourceType
from udklip.core.times import fixed_clock
from udklip.indexer.elastic.translation import to_elastic
from udklip.indexer.embedded.store import Store
from udklip.indexer.embedded.translation import Translation
from udklip.indexer.embedded.versions import Versions
from udklip.indexer.index import open_index
from udklip.indexer.query import parse
from udklip.indexer.tree import AllOf, Between, Node
from udklip.schedules.service.job import Workplace
from udklip.schedules.watching.asking import ask

AT = datetime(2020, 11, 24, 6, tzinfo=UTC)
AT_ONCE = 1_000
SENTENCES = 18
TICK = 20

Hits = dict[str, int]
"""How many items each watch found."""


def items(first: int, count: int) -> Iterator[PressItem]:
    """Items with texts of their own, the same for the same numbers."""
    chance = random.Random(first)
    for number in range(first, first + count):
        body = " ".join(sentence(chance) for _ in range(SENTENCES))
        published = AT - timedelta(minutes=number)
        reading = Reading(sentence(chance)[:90], None, body, published=published, language="da")
        yield PressItem(
            id="",
            url=f"https://fjordbladet.example/{number}",
            source="Fjordbladet",
            source_type=SourceType.REGIONAL,
            rights=Rights.LINK,
            first_seen=published,
            reading=reading,
            analysis=Analysis(reading.text, Kind.ARTICLE, "da"),
            relevance=Relevance.CLUSTER,
        )


def queries(count: int) -> list[str]:
    """Queries as teams write them: names, words with alternatives, phrases, distance, wildcards, what is left out."""
    chance = random.Random(7)
    words = sorted(
        {word for _ in range(3_000) for word in sentence(chance).split() if word.isalpha() and len(word) > 5}
    )

    def made(number: int) -> str:
        a, b, c = chance.sample(words, 3)
        forms = (
            a,
            f"{a} {b}",
            f"{a} ELLER ({b} {c})",
            f'"{a} {b}" ELLER titel:{c}',
            f'"{a} {b}"~10 ELLER "{a} {c}"~10',
            f"{a[:6]}* {b} IKKE {c}",
            f'organisation:{a} ELLER "{b} {c}"',
        )
        return forms[number % len(forms)]

    return [made(number) for number in range(count)]


class Bench:
    """A ledger and an index with older items; new ones come, and watches are asked."""

    def __init__(self, folder: Path, older: int, url: str | None) -> None:
        self.settings = Settings(folder=folder)
        self.ledger = Ledger.open(self.settings.store_folder)
        self._folder = folder / "index"
        self._engines = [IndexSettings()]
        if url:
            name = f"bench-watches-{time.time_ns()}"
            self._engines.append(IndexSettings(engine=Engine.ELASTICSEARCH, url=url, name=name))
        self._indexes = [open_index(each, self._folder, writing=True) for each in self._engines]
        self.come(0, older)

    def come(self, first: int, count: int) -> None:
        """New items stand in ledger and indexes."""
        for start in range(first, first + count, AT_ONCE):
            part = list(items(start, min(AT_ONCE, first + count - start)))
            with self.ledger.writing() as book:
                kept = [book.items.add(item) for item in part]
            for index in self._indexes:
                index.write(kept)

    def close(self) -> None:
        """Let go, and leave nothing on a server."""
        for settings, index in zip(self._engines, self._indexes, strict=True):
            if settings.engine is Engine.ELASTICSEARCH:
                client = index._client  # type: ignore[attr-defined]
                for name in list(client.indices.get(index=f"{settings.name}*", features="aliases")):
                    client.indices.delete(index=name)
            index.close()
        self.ledger.close()

    def watches(self, asked: Sequence[str]) -> int:
        """Keep watches on these queries, which are asked of what comes from now on; gives the number it comes after."""
        with self.ledger.writing() as book:
            for watch in book.watches.all():
                book.watches.remove(watch.name, AT)
            named = (Watch(f"{time.time_ns()} {number:03}", query, AT) for number, query in enumerate(asked))
            return max(book.watches.put(watch).mark for watch in named)

    def in_memory(self) -> Hits:
        """The way of the job `alerts`: what it finds stands in the ledger, and is counted afterwards."""
        ask(Workplace(self.settings, self.ledger, fixed_clock(AT)))
        return {}

    def hits(self) -> Hits:
        """What the watches hit, by the ledger."""
        with self.ledger.reading() as book:
            return {watch.name[-3:]: book.watches.hits.count(watch.name) for watch in book.watches.all()}

    def one_by_one(self, asked: Sequence[str], mark: int) -> Hits:
        """The peer on the embedded index."""
        folder = Versions(self._folder, self._engines[0].name).current() or self._folder
        searcher = (store := Store(folder, create=False)).searcher()
        translation = Translation(store.index.schema)

        def found(node: Node) -> int:
            answer = searcher.search(translation.query(node), limit=searcher.num_docs, count=False)
            return len(searcher.fast_field_values("ready", [address for _, address in answer.hits]))

        return _each(asked, mark, found)

    def one_by_one_on_elasticsearch(self, asked: Sequence[str], mark: int) -> Hits:
        """The peer on Elasticsearch."""
        client = self._indexes[1]._client  # type: ignore[attr-defined]

        def found(node: Node) -> int:
            query = {"bool": {"filter": [to_elastic(node)]}}
            answer = client.search(index=self._engines[1].name, query=query, size=10_000, source=False)
            return len(answer["hits"]["hits"])

        return _each(asked, mark, found)


def _each(asked: Sequence[str], mark: int, found: Callable[[Node], int]) -> Hits:
    above = Between("ready", float(mark + 1), None)
    return {f"{number:03}": found(AllOf((parse(query), above))) for number, query in enumerate(asked)}


class Taken(NamedTuple):
    """Seconds of this process's work, which others on the machine do not lengthen, and seconds by the clock."""

    work: float
    clock: float


def timed(work: Callable[[], Hits]) -> tuple[Taken, Hits]:
    """How long it took, and what it found."""
    began, worked = time.monotonic(), time.process_time()
    found = work()
    return Taken(time.process_time() - worked, time.monotonic() - began), found


def measure(bench: Bench, first: int, count: int, watches: int, *, elastic: bool) -> float:
    """One sweep of `watches` over `count` new items, beside its peers; gives its seconds."""
    asked = queries(watches)
    mark = bench.watches(asked)
    bench.come(first, count)
    ours, _ = timed(bench.in_memory)
    found = bench.hits()
    peers = [("embedded index", lambda: bench.one_by_one(asked, mark))]
    peers += [("Elasticsearch", lambda: bench.one_by_one_on_elasticsearch(asked, mark))] if elastic else []
    said = []
    for name, peer in peers:
        taken, same = timed(peer)
        if same != found:
            raise SystemExit(f"{name} found other items")
        said.append(f"one by one on the {name} {taken.work:.2f} s, by the clock {taken.clock:.2f} s")
    print(
        f"{watches} watches, {count} new items: {ours.work:.2f} s ({ours.work / count * 1000:.2f} ms an item), "
        f"by the clock {ours.clock:.2f} s, {sum(found.values())} hits; {'; '.join(said)}",
        flush=True,
    )
    return ours.work


def main() -> None:
    """Measure, and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--items", type=int, nargs="+", default=[1_000, 2_500, 5_000, 10_000])
    options.add_argument("--watches", type=int, nargs="+", default=[125, 250, 500])
    options.add_argument("--older", type=int, default=20_000)
    options.add_argument("--url", help="An Elasticsearch to compare with.")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), chosen.older, chosen.url)
        print(f"{chosen.older} older items stand in the index")
        first, most = chosen.older, max(chosen.watches)
        elastic = chosen.url is not None
        taken = {}
        for count in chosen.items:
            taken[count] = measure(bench, first, count, most, elastic=elastic)
            first += count
        for watches in chosen.watches[:-1]:
            measure(bench, first, max(chosen.items), watches, elastic=elastic)
            first += max(chosen.items)
        least = min(taken)
        power = (
            math.log(taken[max(taken)] / taken[least]) / math.log(max(taken) / least) if len(taken) > 1 else 1
        )
        print(f"seconds grow as items to the power of {power:.2f}")
        print("ordinary ticks, the first with queries to parse:")
        for tick in range(3):
            measure(bench, first + tick * TICK, TICK, most, elastic=elastic)
        bench.close()


if __name__ == "__main__":
    main()
