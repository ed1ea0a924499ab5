"""A crawl as a run starts it: a process of its own, told by one line of JSON."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from crawler.misbehaving_server import Answer, Site, return_page

from udklip.core.ledger import Ledger, VisitRow
from udklip.core.outcomes import Outcome
from udklip.core.settings import Crawl
from udklip.core.source import Source
from udklip.crawler.crawl_order import CrawlOrder

CRAWL_SECONDS = 60
PAGE = b"<html lang=da><title>En sag</title><p>Der er sket noget i dag.</p></html>"


@dataclass(frozen=True)
class Crawls:
    """Crawls on one ledger, one after another."""

    store: Path

    def visit(self, *sources: Source, patience: float = 900, now: datetime | None = None) -> int:
        """Crawl `sources` once, at `now` by the crawl's clock; gives the run's number."""
        with self.ledger() as ledger, ledger.writing() as book:
            run = book.runs.begin(now or datetime.now(UTC))
        settings = Crawl(
            organisation="Prøveklyngen",
            contact="it@example.org",
            delay=0,
            patience=patience,
            timeout=5,
            autothrottle=False,
        )
        order = CrawlOrder(run=run, store=self.store, crawl=settings, sources=sources, now=now)
        command = [sys.executable, "-m", "udklip.crawler.crawl"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdin is not None
            process.stdin.write(order.model_dump_json().encode() + b"\n")
            process.stdin.flush()
            assert process.wait(CRAWL_SECONDS) == 0
            assert process.stderr is not None
            assert process.stderr.read().decode() == ""
        return run

    @contextmanager
    def ledger(self) -> Iterator[Ledger]:
        """The crawls' ledger, open."""
        ledger = Ledger.open(self.store)
        try:
            yield ledger
        finally:
            ledger.close()

    def end(self, url: str) -> Outcome:
        """The outcome of the last step of an address; `ok` is fetched."""
        with self.ledger() as ledger, ledger.reading() as book:
            return book.addresses.history(url)[-1].outcome

    def visits(self, run: int) -> list[VisitRow]:
        """The visits of a run."""
        with self.ledger() as ledger, ledger.reading() as book:
            return book.visits.of_run(run)

    def waiting(self) -> list[str]:
        """The addresses whose bytes wait to be read."""
        with self.ledger() as ledger, ledger.reading() as book:
            return [one.url for one in book.addresses.waiting(100)]

    def archived(self) -> bytes:
        """Everything the archive holds, unpacked."""
        import gzip

        return b"".join(gzip.decompress(path.read_bytes()) for path in self.store.rglob("*.warc.gz"))


def source(site: Site, name: str = "Avisen", *, hosts: tuple[str, ...] = ()) -> Source:
    """A source with one feed, at `/feed` of its site."""
    own = (f"127.0.0.1:{site.port}",)
    return Source(name=name, hosts=hosts or own, feeds=(site.url("/feed"),), private_network=True)


def feed_of(*links: str, title: str = "Sag", **headers: str) -> Answer:
    """A feed that names `links`."""
    items = "".join(f"<item><title>{title}</title><link>{link}</link></item>" for link in links)
    body = f'<rss version="2.0"><channel><title>t</title>{items}</channel></rss>'
    return return_page(body.encode(), "application/rss+xml", **headers)
