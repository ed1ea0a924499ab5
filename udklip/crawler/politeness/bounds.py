"""Turns away what leaves the source's hosts or the public network."""

from typing import Any, cast
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.error import DNSLookupError

from udklip.core.outcomes import Outcome
from udklip.core.source import Source
from udklip.crawler.failures import Turned
from udklip.crawler.politeness.middleware import Component
from udklip.crawler.politeness.public_network import is_private
from udklip.crawler.politeness.resolver import PrivateName


class Bounds(Component):
    """Looks at every request, redirected ones too, before anything is asked or resolved for it."""

    async def process_request(self, request: Request) -> None:
        """Let through, or raise what the ledger calls `foreign_host`, `private_address` or `dead_link`."""
        source: Source = self._spider.source
        parts = urlsplit(request.url)
        host = parts.hostname or ""
        if parts.scheme not in ("http", "https"):
            raise Turned(Outcome.FOREIGN_HOST, f"{parts.scheme}: is not fetched")
        if not source.private_network and is_private(host):
            raise Turned(Outcome.PRIVATE_ADDRESS, f"{host} is on a private network")
        if not source.admits(parts.netloc) and not _leads_to_site_file(request):
            raise Turned(
                Outcome.FOREIGN_HOST, f"{parts.netloc.rsplit('@')[-1]} is not among the source's hosts"
            )
        if "@" in parts.netloc:
            raise Turned(Outcome.DEAD_LINK, "an address with a user's name in it is not fetched")
        # Behind a proxy names are the proxy's to resolve; here there may be nobody who knows them.
        if not source.private_network and not self._crawler.settings.get("CRAWL_PROXY"):
            await _refuse_private(host)

    def process_response(self, request: Request, response: Response) -> Response:
        """Say where a redirect leads that was not followed, because it leads to nothing that is fetched."""
        location = response.headers.get("Location")
        if location and 300 <= response.status < 400 and not request.meta.get("site_file"):
            where = location.decode("latin-1")[:200]
            raise Turned(Outcome.HTTP_ERROR, f"the server answered {response.status} and leads to {where!r}")
        return response


def _leads_to_site_file(request: Request) -> bool:
    """A robots.txt may stand anywhere: RFC 9309 (2.3.1.2) has its redirects followed across hosts."""
    return bool(request.meta.get("site_file") and request.meta.get("redirect_times"))


async def _refuse_private(host: str) -> None:
    """Ask our resolver, whose answer is cached; a host without an address fails when it is fetched from."""
    from twisted.internet import reactor  # noqa: PLC0415 - importing it installs it

    try:
        answer = await maybe_deferred_to_future(cast("Any", reactor).resolve(host))
    except PrivateName as error:
        raise Turned(Outcome.PRIVATE_ADDRESS, str(error.args[0])) from error
    except (DNSLookupError, TimeoutError):
        return
    # The resolver lets the names of private sources pass, and another source may name the same host.
    if is_private(answer):
        raise Turned(Outcome.PRIVATE_ADDRESS, f"{host} resolves to {answer}, a private address")
