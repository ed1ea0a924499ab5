"""What a crawl is told. Apart from the crawl itself, so that nobody loads Scrapy to write it."""

import ssl
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel

from udklip.core.errors import SettingsError
from udklip.core.settings import Crawl
from udklip.core.source import Source


class CrawlOrder(BaseModel):
    """The run's number, the store, the sources and, in a demo, the time."""

    run: int
    store: Path
    crawl: Crawl
    sources: tuple[Source, ...]
    now: datetime | None = None


def check_authority(crawl: Crawl) -> None:
    """See that the file of an authority of one's own holds certificates, before a crawl fails at every one of them.

    Raises:
        SettingsError: it does not.
    """
    if crawl.ca_file is None:
        return
    try:
        ssl.create_default_context(cafile=crawl.ca_file)
    except OSError as error:
        raise SettingsError(
            f"crawl.ca_file: {crawl.ca_file} holds no certificates in PEM form ({error})"
        ) from error
