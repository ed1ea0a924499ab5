"""A small paper on loopback, and a way that collects it."""

import gzip
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from crawler.crawling import feed_of
from crawler.misbehaving_server import Answer, Site, served
from schedules.way import Way

SETTINGS = "[crawl]\ndelay = 0\nautothrottle = false\nrobots = false\n[nlp]\nworkers = 1\n"


@contextmanager
def paper(pages: dict[str, Answer]) -> Iterator[Site]:
    """A site whose feed names `pages`."""
    with served({}) as site:
        offer(site, pages)
        yield site


def offer(site: Site, pages: dict[str, Answer]) -> None:
    """Let the site have `pages`, and its feed name them."""
    site.routes(pages | {"/feed": feed_of(*map(site.url, pages))})


def way_to(site: Site, folder: Path, more: str = "", name: str = "Bladet") -> Way:
    """A way whose one source is `site`."""
    config = folder / "udklip.toml"
    host = f"127.0.0.1:{site.port}"
    source = f'name = "{name}"\nhosts = ["{host}"]\nfeeds = ["{site.url("/feed")}"]\nrights = "full"\n'
    config.write_text(f"{SETTINGS}{more}[[source]]\n{source}private_network = true\n", "utf-8")
    return Way(config)


def sql(way: Way, statement: str, *values: object) -> list[tuple[object, ...]]:
    """A look into the ledger beside the program."""
    file = way.settings.store_folder / "ledger.sqlite"
    with closing(sqlite3.connect(file)) as connection, connection:
        return connection.execute(statement, values).fetchall()


def tallies(way: Way) -> list[object]:
    """What every run came to, by source."""
    with way.ledger() as ledger, ledger.reading() as book:
        return [book.runs.tallies(number) for number, _ in book.runs.up_to(99, after=0, limit=99)]


def files_with(way: Way, *words: str) -> list[str]:
    """The files of the store that hold one of `words`, whatever they are packed in."""
    store = way.settings.store_folder
    found = []
    for path in sorted(store.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            content = gzip.decompress(content) if ".warc.gz" in path.name else content
            found += [str(path.relative_to(store)) for word in words if word.encode() in content]
    return found
