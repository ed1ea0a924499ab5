"""How fast the desk answers with six years of coverage behind it, alone and for fifty people at once.

``python -m benchmarks.desk [--items 200000] [--seconds 60] [--users 50] [--pause 1] [--index embedded elasticsearch]``.
Start, search with facets (twelve typical queries) and item are asked by one visitor on one connection, first when
nobody asked the same before (the embedded index remembers counts until it changes), then again; then users at once
open the same, and each looks at what came for `--pause` seconds (about; 0 asks without rest). The yardstick is a
bare Starlette that answers the same bytes from memory. The weight is that of a first view: page, styles and scripts.
With `--folder` what was filled is kept, and asked again next time.
"""

import argparse
import json
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from elasticsearch import Elasticsearch

from benchmarks.desk_visitors import Visitor, Visits, at_once, one_by_one
from benchmarks.filled_desk import NOW, fill, settings_file
from benchmarks.search import delete, server
from benchmarks.search_queries import TWELVE
from udklip.core.settings import Engine

UDKLIP = str(Path(sys.executable).with_name("udklip"))
VIEWS = ("/", *(f"/soeg?{urlencode({'q': asked.query})}" for asked in TWELVE))
ROUNDS = {"start": 40, "search": 10, "item": 4}
ITEMS_ASKED = 25

Pages = Mapping[str, Sequence[str]]


def main() -> None:
    """Fill, ask, and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--items", type=int, default=200_000)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--users", type=int, default=50)
    options.add_argument("--pause", type=float, default=1)
    options.add_argument("--index", nargs="+", type=Engine, default=list(Engine))
    options.add_argument("--folder", type=Path, help="Keep what is filled here.")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.folder or Path(scratch)
        for engine in asked.index:
            measure(engine, folder, asked)


def measure(engine: Engine, folder: Path, asked: argparse.Namespace) -> None:
    """One engine's desk."""
    url = server() if engine is Engine.ELASTICSEARCH else None
    name = f"benchmark-desk-{asked.items}"
    config = settings_file(folder, engine, url, name)
    fill(config, asked.items)
    pages = _pages(asked.items)
    with served(config) as desk:
        print(f"{engine}: {asked.items} items")
        whole, packed = _weight(desk)
        print(
            f"  first view: {whole / 1000:.0f} kB of page, styles and scripts, {packed / 1000:.0f} kB as sent"
        )
        ours = {what: one_by_one(desk, paths, ROUNDS[what]) for what, paths in pages.items()}
        with bare(desk, [path for paths in pages.values() for path in paths]) as peer:
            for what, paths in pages.items():
                _tell(what, *ours[what], one_by_one(peer, paths, ROUNDS[what])[1])
            if asked.seconds:
                mixed = [path for paths in pages.values() for path in paths]
                together = (asked.users, asked.seconds, asked.pause)
                _tell_together(asked.users, *(at_once(each, mixed, *together) for each in (desk, peer)))
    if url and asked.folder is None:
        with Elasticsearch(url, request_timeout=60) as client:
            delete(client, name)


def _pages(items: int) -> Pages:
    """What is asked; items from all over the years."""
    step = max(items // ITEMS_ASKED, 1)
    some = [f"/omtale/{number:08}" for number in range(step, items + 1, step)]
    return {"start": VIEWS[:1], "search": VIEWS[1:], "item": some}


@contextmanager
def served(config: Path) -> Iterator[str]:
    """`udklip desk` on loopback; gives its address."""
    command = [UDKLIP, "desk", "--port", "0", "--now", NOW.isoformat(), "--config", str(config)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            said = process.stderr.readline() if process.stderr else ""
            found = re.search(r"http://\S+(?=/ )", said)
            if found is None:
                raise SystemExit(said)
            yield found[0]
        finally:
            process.terminate()


@contextmanager
def bare(desk: str, paths: Sequence[str]) -> Iterator[str]:
    """The same answers out of memory."""
    visitor = Visitor(desk)
    bodies = {path: visitor.get(path).decode() for path in paths}
    visitor.close()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with tempfile.NamedTemporaryFile("w", suffix=".json") as kept:
        json.dump(bodies, kept)
        kept.flush()
        command = [sys.executable, "-m", "benchmarks.bare_desk", kept.name, str(port)]
        with subprocess.Popen(command) as process:
            try:
                yield _answering(f"http://127.0.0.1:{port}", paths[0])
            finally:
                process.terminate()


def _answering(address: str, path: str) -> str:
    while True:
        try:
            Visitor(address).get(path)
        except OSError:
            time.sleep(0.05)
        else:
            return address


def _weight(desk: str) -> tuple[int, int]:
    """The bytes of a first view, and how many of them are sent to a browser that takes packed files."""
    visitor = Visitor(desk)
    parts = re.findall(r'(?:src|href)="(/[^"]+\.(?:css|js)[^"]*)"', visitor.get("/").decode())
    files = ["/", *dict.fromkeys(parts)]
    whole = sum(len(visitor.get(file)) for file in files)
    packed = sum(len(visitor.get(file, **{"Accept-Encoding": "gzip"})) for file in files)
    visitor.close()
    return whole, packed


def _tell(what: str, first: Visits, ours: Visits, peer: Visits) -> None:
    _stop_at(ours)
    figures = f"p50 {_figures(0.5, ours, peer)}   p95 {_figures(0.95, ours, peer)}"
    print(f"  {what:7} {figures}   the first time p95 {first.percentile(0.95):.1f} ms", flush=True)


def _tell_together(users: int, ours: Visits, peer: Visits) -> None:
    print(f"  {users} users at once: {len(ours.taken)} answers, {len(ours.faults)} faults")
    print(f"          p50 {_figures(0.5, ours, peer)}   p99 {_figures(0.99, ours, peer)}", flush=True)
    _stop_at(ours)


def _figures(share: float, ours: Visits, peer: Visits) -> str:
    own, bare_time = ours.percentile(share), peer.percentile(share)
    return f"{own:6.1f} ms (bare {bare_time:.1f}, ×{own / bare_time:.1f})"


def _stop_at(visits: Visits) -> None:
    if visits.faults:
        raise SystemExit("\n".join(visits.faults[:5]))


if __name__ == "__main__":
    main()
