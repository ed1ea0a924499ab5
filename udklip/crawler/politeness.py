"""What keeps the spiders within what they may: robots.txt by RFC 9309, registered hosts, public networks."""

import ipaddress
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.http import Response
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred, fail

from udklip.core.outcomes import Outcome
from udklip.core.source import Source
from udklip.crawler.failures import Turned


class Robots(RobotsTxtMiddleware):
    """Obeys robots.txt; where it answers 5xx or not at all, RFC 9309 (2.3.1.4) says: not now."""

    async def process_request(self, request: Request, spider: Spider | None = None) -> None:  # noqa: ARG002
        """Let through, or raise what the ledger calls `robots` or `not_now`."""
        await super().process_request(request)
        netloc = urlsplit(request.url).netloc
        if self._parsers.get(netloc, self) is None and not request.meta.get("dont_obey_robotstxt"):
            raise Turned(
                Outcome.NOT_NOW, f"robots.txt of {netloc} does not answer, so nothing is asked of it now"
            )

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500:
            raise Turned(Outcome.NOT_NOW, f"robots.txt answered {response.status}")
        # A page that is not there says nothing about robots, whatever stands in its body.
        body = response.body if response.status < 300 else b""
        await super()._parse_robots(response.replace(body=body), netloc, request)


class Bounds:
    """Turns away every request, redirected ones too, that leaves the source's hosts or the public network."""

    def __init__(self, crawler: Crawler) -> None:
        """Ask the crawler's spider for its source."""
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Bounds":
        """As Scrapy makes its components."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let through, or raise what the ledger calls `foreign_host` or `private_address`."""
        source: Source = self._crawler.spider.source  # type: ignore[union-attr]
        parts = urlsplit(request.url)
        if parts.scheme not in ("http", "https"):
            raise Turned(Outcome.FOREIGN_HOST, f"{parts.scheme}: is not fetched")
        if not source.private_network and _is_private(parts.hostname or ""):
            raise Turned(Outcome.PRIVATE_ADDRESS, f"{parts.hostname} is on a private network")
        if not source.admits(parts.netloc):
            raise Turned(Outcome.FOREIGN_HOST, f"{parts.netloc} is not among the source's hosts")


class PublicResolver(CachingThreadedResolver):
    """Refuses names that resolve to private ranges, unless `PRIVATE_HOSTS` names them."""

    allowed: frozenset[str] = frozenset()

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> "PublicResolver":
        """As Scrapy makes its resolver."""
        resolver = super().from_crawler(crawler, reactor)
        resolver.allowed = frozenset(crawler.settings.getlist("PRIVATE_HOSTS"))
        return resolver

    def getHostByName(self, name: str, timeout: Any = ()) -> "Deferred[str]":  # noqa: N802 - Twisted's name
        """Resolve, and look at the answer before anyone connects to it."""
        if name in self.allowed:
            return super().getHostByName(name, timeout)
        return super().getHostByName(name, timeout).addCallback(self._public, name)

    def _public(self, answer: str, name: str) -> "str | Deferred[str]":
        if _is_private(answer):
            return fail(Turned(Outcome.PRIVATE_ADDRESS, f"{name} resolves to {answer}, a private address"))
        return answer


def _is_private(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))
