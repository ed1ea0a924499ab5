"""Sends what is asked of the web through the settings' proxy."""

from scrapy import Request
from scrapy.crawler import Crawler

from udklip.core.source import Source
from udklip.crawler.politeness.middleware import Component
from udklip.crawler.proxy_address import with_credentials


class Proxy(Component):
    """Names the proxy to Scrapy's own component, which comes after; sources on the private network have none."""

    def __init__(self, crawler: Crawler) -> None:
        """Read who we are to the proxy."""
        super().__init__(crawler)
        address = crawler.settings.get("CRAWL_PROXY")
        self._proxy = with_credentials(address) if address else None

    def process_request(self, request: Request) -> None:
        """Without a proxy in the settings, that of the environment (`https_proxy`) holds, as Scrapy has it."""
        if self._proxy:
            source: Source = self._spider.source
            request.meta["proxy"] = None if source.private_network else self._proxy
