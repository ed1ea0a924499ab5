"""The libraries' own bare rates on the generated pages, one after another. Prints JSON: CPU seconds by name.

Scrapy fetches every page of the sitemap; trafilatura extracts them; spaCy's `nlp.pipe` reads the texts with the
shipped pipeline; tantivy adds the texts to an index and commits. Everything is loaded before its clock starts.
"""

import json
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from typing import Any

import tantivy
from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from scrapy.utils.sitemap import Sitemap
from trafilatura import bare_extraction

from benchmarks.generated_press import HOST, pages
from udklip.nlp.pipeline import load_pipeline
from udklip.nlp.register import load_register


class BareSpider(Spider):
    """Fetches what the sitemap names, and nothing more."""

    name = "bare"
    port: int

    async def start(self) -> AsyncIterator[Request]:
        """Begin with the sitemap."""
        yield Request(f"http://{HOST}:{self.port}/sitemap.xml")

    def parse(self, response: Response, **_: Any) -> Any:
        """Ask for every page."""
        for entry in Sitemap(response.body):
            yield Request(entry["loc"], callback=self.fetched)

    def fetched(self, response: Response) -> None:
        """Have it."""


def main() -> None:
    """Load, warm up, measure each."""
    count, port = int(sys.argv[1]), int(sys.argv[2])
    made = [page.content for page in pages(count, port)]
    nlp = load_pipeline(load_register())
    list(nlp.pipe([_text(content) for content in made[:20]]))
    figures = {}
    began = time.process_time()
    texts = [_text(content) for content in made]
    figures["trafilatura.bare_extraction"] = time.process_time() - began
    began = time.process_time()
    with nlp.memory_zone():
        for _ in nlp.pipe(texts):
            pass
    figures["spaCy nlp.pipe"] = time.process_time() - began
    figures["tantivy add and commit"] = _indexed(texts)
    figures["Scrapy fetch"] = _fetched(port)
    print(json.dumps(figures))


def _indexed(texts: list[str]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        schema = tantivy.SchemaBuilder().add_text_field("body").build()
        writer = tantivy.Index(schema, path=folder).writer(15_000_000, 1)
        began = time.process_time()
        for text in texts:
            writer.add_document(tantivy.Document(body=text))
        writer.commit()
        return time.process_time() - began


def _fetched(port: int) -> float:
    settings = {"LOG_ENABLED": False, "CONCURRENT_REQUESTS_PER_DOMAIN": 16, "TELNETCONSOLE_ENABLED": False}
    process = AsyncCrawlerProcess(settings)
    process.crawl(BareSpider, port=port)
    began = time.process_time()
    process.start()
    return time.process_time() - began


def _text(content: bytes) -> str:
    found = bare_extraction(content, include_comments=False, with_metadata=True)
    return getattr(found, "text", None) or ""


if __name__ == "__main__":
    main()
