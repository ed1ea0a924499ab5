"""What keeps the spiders within what they may: robots.txt by RFC 9309, registered hosts, public networks."""

import ipaddress
from typing import Any, cast
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.http import Response
from scrapy.resolver import CachingThreadedResolver
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.defer import Deferred, fail
from twisted.internet.error import DNSLookupError

from udklip.core.outcomes import Outcome
from udklip.core.source import Source
from udklip.crawler import failures
from udklip.crawler.failures import Turned


class Robots(RobotsTxtMiddleware):
    """Obeys robots.txt; where it answers 5xx or not at all, RFC 9309 (2.3.1.4) says: not now."""

    def __init__(self, crawler: Crawler) -> None:
        """Remember of every host why its robots.txt could not be had."""
        super().__init__(crawler)
        self._causes: dict[str, tuple[Outcome, str]] = {}

    async def process_request(self, request: Request, spider: Spider | None = None) -> None:  # noqa: ARG002
        """Let through, or raise what the ledger calls `robots`, `not_now`, or why the host cannot be asked."""
        await super().process_request(request)
        if request.meta.get("dont_obey_robotstxt"):
            return
        if cause := self._causes.get(urlsplit(request.url).netloc):
            raise Turned(*cause)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        outcome, reason = failures.of_error(exc)
        if outcome not in (Outcome.UNREACHABLE, Outcome.PRIVATE_ADDRESS):
            outcome = Outcome.NOT_NOW
            reason = f"robots.txt of {netloc} cannot be had ({reason}), so nothing is asked of it now"
        self._causes[netloc] = outcome, reason
        super()._robots_error(exc, netloc)

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500:
            raise Turned(Outcome.NOT_NOW, f"the server answered {response.status}")
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
        if not source.private_network:
            await _refuse_private(parts.hostname or "")


class PublicResolver(CachingThreadedResolver):
    """Refuses names that resolve to private ranges, unless `PRIVATE_HOSTS` names them."""

    allowed: frozenset[str] = frozenset()

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> "PublicResolver":
        """As Scrapy makes its resolver."""
        resolver = super().from_crawler(crawler, reactor)
        hosts = crawler.settings.getlist("PRIVATE_HOSTS")
        resolver.allowed = frozenset(urlsplit(f"//{host}").hostname or host for host in hosts)
        return resolver

    def getHostByName(self, name: str, timeout: Any = ()) -> "Deferred[str]":  # noqa: N802 - Twisted's name
        """Resolve, and look at the answer before anyone connects to it."""
        if any(name == host or name.endswith("." + host) for host in self.allowed):
            return super().getHostByName(name, timeout)
        return super().getHostByName(name, timeout).addCallback(self._public, name)

    def _public(self, answer: str, name: str) -> "str | Deferred[str]":
        if _is_private(answer):
            return fail(PrivateName(f"{name} resolves to {answer}, a private address"))
        return answer


class PrivateName(DNSLookupError):
    """A name that resolves to a private address. Twisted prints the stack of anything but a DNSLookupError."""


async def _refuse_private(host: str) -> None:
    """Ask the resolver above, whose answer is cached; a host without an address fails when it is fetched from."""
    from twisted.internet import reactor  # noqa: PLC0415 - importing it installs it

    try:
        await maybe_deferred_to_future(cast("Any", reactor).resolve(host))
    except PrivateName as error:
        raise Turned(Outcome.PRIVATE_ADDRESS, str(error.args[0])) from error
    except (DNSLookupError, TimeoutError):
        return


def _is_private(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))
