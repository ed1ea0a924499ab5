"""Names are resolved once a crawl, and the answer is looked at before anyone connects to it."""

from typing import Any
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred, fail
from twisted.internet.error import DNSLookupError

from udklip.crawler.politeness.public_network import is_private


class PublicResolver(CachingThreadedResolver):
    """Refuses names that resolve to private ranges, unless `PRIVATE_HOSTS` names them.

    The connection goes to the very answer that was looked at: it is cached, so a name that answers otherwise
    the second time gains nothing.
    """

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
        if is_private(answer):
            return fail(PrivateName(f"{name} resolves to {answer}, a private address"))
        return answer


class PrivateName(DNSLookupError):
    """A name that resolves to a private address. Twisted prints the stack of anything but a DNSLookupError."""
