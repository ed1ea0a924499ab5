"""Why an address was never seen: whose it would be, and what keeps it out."""

import re
import ssl
from datetime import datetime
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)

from udklip.core.settings import Crawl, Settings
from udklip.core.source import Source
from udklip.core.times import COPENHAGEN
from udklip.crawler.politeness.robots_txt import MOST_BYTES, parse_robots
from udklip.crawler.proxy_address import proxy_for

ROBOTS_SECONDS = 5


def why_not(url: str, settings: Settings, last_complete: dict[str, datetime]) -> str:
    """The reason in words. Asks the robots.txt of one host, and only where that host is a source's own."""
    if "://" not in url:
        return f"no file of that name was taken in from {settings.inbox_folder}"
    host = urlsplit(url).netloc
    owners = [source for source in settings.sources if source.admits(host)]
    if not owners:
        return f"no source has the host {host}; `udklip.toml` would need a [[source]] block for it"
    return "; ".join(_of_source(url, source, settings, last_complete.get(source.name)) for source in owners)


def _of_source(url: str, source: Source, settings: Settings, complete: datetime | None) -> str:
    parts = [f"it would belong to {source.name}", *_excluded(url, source, settings)]
    if complete:
        when = complete.astimezone(COPENHAGEN).strftime("%Y-%m-%d %H:%M")
        parts.append(
            f"the source was last complete at {when} and its {_ways(source)} did not name the address"
        )
    else:
        parts.append("the source was never visited completely")
    return ", ".join(parts)


def _excluded(url: str, source: Source, settings: Settings) -> list[str]:
    reasons = [] if source.enabled else ["the source is switched off"]
    patterns = patterns_of(source)
    if patterns and not any(re.search(pattern, url) for pattern in patterns):
        reasons.append(f"its address does not match the pattern {' or '.join(patterns)}")
    return reasons + _robots(url, _opener(source, settings.crawl), settings.crawl.user_agent)


def patterns_of(source: Source) -> list[str]:
    """What an address must match, whichever way it comes; empty where a feed or sitemap takes any."""
    listings = [listing.pattern for listing in source.listings]
    if source.feeds or source.sitemaps:
        return [*listings, source.pattern] if source.pattern else []
    return listings


def _robots(url: str, opener: OpenerDirector, user_agent: str) -> list[str]:
    parts = urlsplit(url)
    text = _fetch(f"{parts.scheme}://{parts.netloc}/robots.txt", opener, user_agent)
    if text is None:
        return ["its robots.txt does not answer now"]
    return [] if parse_robots(text).allows(url) else ["robots.txt forbids it"]


class _Stay(HTTPRedirectHandler):
    """A robots.txt that leads elsewhere is not followed."""

    def redirect_request(self, *_: object) -> None:
        """Follow nothing."""


def _opener(source: Source, crawl: Crawl) -> OpenerDirector:
    """Asks by the same proxy, and believes the same authorities, as the crawl does."""
    proxy = proxy_for(source, crawl.proxy)
    trust = ssl.create_default_context()
    if crawl.ca_file:
        trust.load_verify_locations(crawl.ca_file)
    by = dict.fromkeys(("http", "https"), proxy) if proxy else {}
    return build_opener(ProxyHandler(by), HTTPSHandler(context=trust), _Stay())


def _fetch(url: str, opener: OpenerDirector, user_agent: str) -> bytes | None:
    """A robots.txt; empty where there is none; None where the host does not answer."""
    request = Request(url, headers={"User-Agent": user_agent})  # noqa: S310 - http and https only, checked above
    try:
        with opener.open(request, timeout=ROBOTS_SECONDS) as answer:
            content: bytes = answer.read(MOST_BYTES)
            return content
    except HTTPError as error:
        return None if error.code >= 500 or error.code == 429 else b""
    except (OSError, HTTPException, ValueError):
        return None


def _ways(source: Source) -> str:
    ways = {"feeds": source.feeds, "sitemaps": source.sitemaps, "listings": source.listings}
    return " and ".join(name for name, addresses in ways.items() if addresses)
