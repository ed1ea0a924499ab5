"""Our crawl of a sitemap and the reading of every page, without language, stories and index: one process.

``python -m benchmarks.crawl_and_read SITEMAP FOLDER`` writes the texts into FOLDER/texts.json, by address.
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from udklip.core.ledger import Ledger, Waiting
from udklip.core.reading import Hints
from udklip.core.settings import Crawl
from udklip.core.source import Source
from udklip.crawler import archive
from udklip.crawler.crawl import crawl
from udklip.crawler.crawl_order import CrawlOrder
from udklip.crawler.reading import read

MOST = 100_000


def main() -> None:
    """Crawl, read, write."""
    sitemap, folder = sys.argv[1], Path(sys.argv[2])
    ledger = Ledger.open(folder)
    with ledger.writing() as book:
        run = book.runs.begin(datetime.now(UTC))
    settings = Crawl(delay=0, autothrottle=False, concurrency=16, robots=False, look_back_days=10_000)
    host = urlsplit(sitemap).netloc
    source = Source(name="Målebladet", hosts=(host,), sitemaps=(sitemap,), private_network=True)
    crawl(CrawlOrder(run=run, store=folder, crawl=settings, sources=(source,)))
    with ledger.reading() as book:
        waiting = book.addresses.waiting(MOST)
    texts = {one.url: _text(folder / "archive", one) for one in waiting}
    (folder / "texts.json").write_text(json.dumps(texts), "utf-8")
    ledger.close()


def _text(root: Path, one: Waiting) -> str:
    archived = archive.load(root, one.record)
    reading = read(archived.body, Hints(url=one.url, charset="utf-8", fetched_at=one.fetched_at))
    return "\n\n".join(part for part in (reading.lead, reading.body) if part)


if __name__ == "__main__":
    main()
