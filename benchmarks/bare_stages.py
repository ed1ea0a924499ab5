"""The bare libraries on the generated pages, one stage after another in one process. Prints JSON: CPU seconds by stage.

Scrapy fetches every page of the sitemap; trafilatura extracts them; spaCy's `nlp.pipe` reads the texts with the
shipped pipeline; tantivy adds the texts to an index and commits. Loading the libraries and the model is a stage of its
own, as it is a part of any run.
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

from udklip.nlp.pipeline import load_pipeline
from udklip.nlp.register import load_register


class BareSpider(Spider):
    """Fetches what the sitemap names, and nothing more."""

    name = "bare"
    sitemap: str
    pages: list[bytes]

    async def start(self) -> AsyncIterator[Request]:
        """Begin with the sitemap."""
        yield Request(self.sitemap)

    def parse(self, response: Response, **_: Any) -> Any:
        """Ask for every page."""
        for entry in Sitemap(response.body):
            yield Request(entry["loc"], callback=self.fetched)

    def fetched(self, response: Response) -> None:
        """Keep it."""
        self.pages.append(response.body)


def main() -> None:
    """Do the stages and print what each took."""
    nlp = load_pipeline(load_register())
    took = {"loading": time.process_time()}
    pages: list[bytes] = []

    def end(stage: str) -> None:
        took[stage] = time.process_time() - sum(took.values())

    settings = {"LOG_ENABLED": False, "CONCURRENT_REQUESTS_PER_DOMAIN": 16, "TELNETCONSOLE_ENABLED": False}
    process = AsyncCrawlerProcess(settings)
    process.crawl(BareSpider, sitemap=sys.argv[1], pages=pages)
    process.start()
    end("Scrapy fetch")
    texts = [_text(content) for content in pages]
    end("trafilatura.bare_extraction")
    with nlp.memory_zone():
        for _ in nlp.pipe(texts):
            pass
    end("spaCy nlp.pipe")
    _index(texts)
    end("tantivy add and commit")
    print(json.dumps(took))


def _index(texts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        schema = tantivy.SchemaBuilder().add_text_field("body").build()
        writer = tantivy.Index(schema, path=folder).writer(15_000_000, 1)
        for text in texts:
            writer.add_document(tantivy.Document(body=text))
        writer.commit()


def _text(content: bytes) -> str:
    found = bare_extraction(content, include_comments=False, with_metadata=True)
    return getattr(found, "text", None) or ""


if __name__ == "__main__":
    main()
