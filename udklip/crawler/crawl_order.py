"""What a crawl is told. Apart from the crawl itself, so that nobody loads Scrapy to write it."""

from datetime import datetime
from pathlib import Path

from pydantic import BaseModel

from udklip.core.settings import Crawl
from udklip.core.source import Source


class CrawlOrder(BaseModel):
    """The run's number, the store, the sources and, in a demo, the time."""

    run: int
    store: Path
    crawl: Crawl
    sources: tuple[Source, ...]
    now: datetime | None = None
