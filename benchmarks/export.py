"""How long an export takes and how much memory, as the number of hits grows.

``python -m benchmarks.export [--items 10000 100000] [--kinds csv xlsx json rss]``. Items of generated texts, three to a
story, all of whose text may be shown, go into a real ledger and the embedded index; then `udklip search` writes each
kind of file in a process of its own. Reported: hits, seconds, the process's greatest memory and the file's size.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.generated_stories import as_text, story
from udklip.core.analysis import Analysis, Relevance
from udklip.core.item import PressItem
from udklip.core.ledger import Ledger
from udklip.core.reading import Kind, Reading
from udklip.core.settings import load_settings
from udklip.core.source import Rights, SourceType
from udklip.indexer.index import open_index

AT_ONCE = 2_000
WORDS = 120
SETTINGS = """
[[source]]
name = "Fjordbladet"
hosts = ["fjordbladet.example"]
feeds = ["https://fjordbladet.example/feed"]
rights = "full"
"""
_NEWEST = datetime(2020, 11, 23, tzinfo=UTC)


def items(first: int, upto: int) -> Iterator[PressItem]:
    """Items that all have the word `klynge`, the same for the same numbers."""
    chance = random.Random(first)
    for number in range(first, upto):
        body = f"En klynge er stiftet. {as_text(story(chance, WORDS))}"
        published = _NEWEST - timedelta(minutes=number)
        reading = Reading(f"Klynge nummer {number}", None, body, published=published, language="da")
        yield PressItem(
            id="",
            url=f"https://fjordbladet.example/{number}",
            source="Fjordbladet",
            source_type=SourceType.REGIONAL,
            rights=Rights.FULL,
            first_seen=published,
            reading=reading,
            analysis=Analysis(reading.text, Kind.ARTICLE, "da"),
            relevance=Relevance.CLUSTER,
            story=f"{number // 3 * 3 + 1:08}" if number % 3 else "",
        )


def fill(folder: Path, count: int) -> Path:
    """A ledger and an index of `count` items in `folder`; gives the settings file."""
    config = folder / "udklip.toml"
    config.write_text(SETTINGS, "utf-8")
    settings = load_settings(config)
    ledger = Ledger.open(settings.store_folder)
    with open_index(settings.index, settings.store_folder / "index", writing=True) as index:
        for first in range(0, count, AT_ONCE):
            with ledger.writing() as book:
                kept = [book.items.add(item) for item in items(first, min(first + AT_ONCE, count))]
            index.write(kept)
    ledger.close()
    return config


def export(config: Path, kind: str) -> str:
    """One line on the export of everything to one kind of file."""
    file = config.with_name(f"udklip.{kind}")
    program = str(Path(sys.executable).with_name("udklip"))
    command = [program, "search", "klynge", "--all-copies", "--config", str(config), "--export", str(file)]
    began = time.monotonic()
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    said = process.stderr.read() if process.stderr else ""
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.monotonic() - began
    if status:
        return f"  {kind}: {said.strip()}"
    size = file.stat().st_size / 1e6
    return f"  {kind}: {said.split()[1]} rows, {seconds:.1f} s, {used.ru_maxrss / 1024:.0f} MB, file of {size:.1f} MB"


def main() -> None:
    """Measure, and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--items", type=int, nargs="+", default=[10_000, 100_000])
    options.add_argument("--kinds", nargs="+", default=["csv", "xlsx", "json", "rss"])
    asked = options.parse_args()
    for count in asked.items:
        with tempfile.TemporaryDirectory() as folder:
            began = time.monotonic()
            # A process starts with the greatest memory of the one that started it: this one stays small.
            with ProcessPoolExecutor(1) as other:
                config = other.submit(fill, Path(folder), count).result()
            print(f"{count} items, ready after {time.monotonic() - began:.0f} s")
            for kind in asked.kinds:
                print(export(config, kind), flush=True)


if __name__ == "__main__":
    main()
