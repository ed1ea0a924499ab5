"""What every downloader middleware of ours shares, and those that ask the crawl's manners."""

from datetime import UTC, datetime
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload
from scrapy.http import Response

from udklip.core.outcomes import Outcome
from udklip.crawler.failures import Turned
from udklip.crawler.politeness.manners import Manners
from udklip.crawler.politeness.retry_after import rest_until
from udklip.crawler.politeness.robots_txt import MOST_BYTES


class Component:
    """A Scrapy component that knows its crawler."""

    def __init__(self, crawler: Crawler) -> None:
        """Ask the crawler's spider for what is needed, once it is there."""
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes its components."""
        return cls(crawler)

    @property
    def _spider(self) -> Any:
        return self._crawler.spider

    @property
    def _manners(self) -> Manners:
        manners: Manners = self._spider.manners
        return manners


class Robots(Component):
    """Obeys robots.txt, and has the reservations of a site learned before anything is fetched from it."""

    def __init__(self, crawler: Crawler) -> None:
        """Stop the download of a site's file where no more of it is parsed."""
        super().__init__(crawler)
        crawler.signals.connect(self._stop, signals.bytes_received)

    async def process_request(self, request: Request) -> None:
        """Let through, or raise what the ledger calls `robots`, `not_now`, or why the host cannot be asked."""
        if request.meta.get("site_file") or request.meta.get("dont_obey_robotstxt"):
            return
        files, ask = self._manners.files, self._crawler.engine.download_async
        await files.where_texts_are(self._spider.source, ask)
        robots = await files.robots(request.url, ask)
        if robots and not robots.allows(request.url):
            raise Turned(Outcome.ROBOTS, "robots.txt forbids it")
        await files.reservations(request.url, ask, robots)
        if robots:
            self._manners.paces.of(urlsplit(request.url).netloc).asked = robots.delay

    def _stop(self, data: bytes, request: Request, spider: Spider) -> None:  # noqa: ARG002 - Scrapy's signature
        if request.meta.get("site_file"):
            request.meta["received"] = request.meta.get("received", 0) + len(data)
            if request.meta["received"] > MOST_BYTES:
                raise StopDownload(fail=False)


class Pacing(Component):
    """Holds requests back until their host's turn, and leaves a host alone that asks for it."""

    async def process_request(self, request: Request) -> None:
        """Wait, or raise `not_now`. The files of a site do not wait, for they are few."""
        host = urlsplit(request.url).netloc
        if request.meta.get("site_file"):
            await self._manners.paces.rest_over(host)
        else:
            await self._manners.paces.turn(host)

    def process_response(self, request: Request, response: Response) -> Response:
        """Let through what answers; one that asks for patience ends here."""
        value = response.headers.get("Retry-After")
        until = rest_until(value.decode("latin-1") if value else None, datetime.now(UTC))
        words = self._manners.paces.answered(urlsplit(request.url).netloc, response.status, until)
        if words:
            raise Turned(Outcome.NOT_NOW, words)
        return response
