"""The crawl: a process of its own, because a reactor cannot be started twice in one.

It is told what to do by one line of JSON on standard input, which stays open for as long as the run that
started it lives, and answers by its exit code; what it finds is in the ledger and the archive.
"""

import asyncio
import re
import sys
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess

from udklip.core.ledger import Ledger, VisitRow, VisitState
from udklip.core.outcomes import Outcome
from udklip.core.source import Source
from udklip.core.times import Clock, fixed_clock, system_clock
from udklip.crawler.child_process import take_order, work_through
from udklip.crawler.crawl_order import CrawlOrder
from udklip.crawler.intake import Intake
from udklip.crawler.politeness.manners import manners_of
from udklip.crawler.proxy_address import proxy_host
from udklip.crawler.reservation.rights import Rights
from udklip.crawler.spiders import SPIDERS, WaySpider

SOURCES_AT_ONCE = 16


def crawl(order: CrawlOrder) -> None:
    """Visit every source of `order` once; sources side by side, the ways of one source after one another."""
    clock = fixed_clock(order.now) if order.now else system_clock
    ledger = Ledger.open(order.store)
    intake = Intake(ledger, order.store / "archive", order.run, clock)
    process = AsyncCrawlerProcess(scrapy_settings(order))
    rights = Rights(ledger, order.run, clock)
    shared = {
        "intake": intake,
        "clock": clock,
        "look_back": timedelta(days=order.crawl.look_back_days),
        "rights": rights,
        "manners": manners_of(order.crawl, rights, clock),
    }
    try:
        work_through(process, _all(process, order.sources, shared))
    finally:
        intake.close()
        ledger.close()


def scrapy_settings(order: CrawlOrder) -> dict[str, Any]:
    """Scrapy's settings for an order: polite, bounded, certificates checked, nothing cached, no console."""
    settings = order.crawl
    return {
        "AUTOTHROTTLE_ENABLED": settings.autothrottle,
        "AUTOTHROTTLE_START_DELAY": settings.delay,
        "CONCURRENT_REQUESTS": settings.concurrency,
        "CONCURRENT_REQUESTS_PER_DOMAIN": settings.concurrency,
        "COOKIES_ENABLED": False,
        "CRAWL_CA_FILE": str(settings.ca_file) if settings.ca_file else None,
        "CRAWL_PROXY": settings.proxy,
        "DEFAULT_REQUEST_HEADERS": {"Accept-Language": "da, en;q=0.5"} | _from(settings.contact),
        "DOWNLOADER_MIDDLEWARES": {
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
            "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
            "udklip.crawler.politeness.bounds.Bounds": 90,
            "udklip.crawler.politeness.middleware.Robots": 100,
            "udklip.crawler.politeness.proxy.Proxy": 740,
            "udklip.crawler.politeness.middleware.Pacing": 950,
        },
        "DNS_TIMEOUT": settings.timeout,
        "DOWNLOAD_DELAY": settings.delay,
        # The delay varies only to hide what asks, and we say who we are.
        "DOWNLOAD_DELAY_JITTER": 0,
        # Nothing but the web is asked, whatever a redirect says.
        "DOWNLOAD_HANDLERS": {
            **dict.fromkeys(("http", "https"), "udklip.crawler.politeness.handler.BoundedHandler"),
            **dict.fromkeys(("data", "file", "ftp", "s3")),
        },
        "DOWNLOAD_MAXSIZE": settings.max_bytes,
        "DOWNLOAD_TIMEOUT": settings.timeout,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DOWNLOAD_WARNSIZE": 0,
        "HTTPERROR_ALLOW_ALL": True,
        "LOG_ENABLED": False,
        "LOG_INSTALL_ROOT_HANDLER": False,
        # A page that reloads itself every minute leads nowhere else.
        "METAREFRESH_MAXDELAY": 5,
        "PRIVATE_HOSTS": [
            *(host for source in order.sources if source.private_network for host in source.hosts),
            *proxy_host(settings),
        ],
        "REDIRECT_MAX_TIMES": 8,
        "REMOTE_CONTROL_ENABLED": False,
        "RETRY_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "TWISTED_DNS_RESOLVER": "udklip.crawler.politeness.resolver.PublicResolver",
        "USER_AGENT": settings.user_agent,
    }


async def _all(process: AsyncCrawlerProcess, sources: Sequence[Source], shared: dict[str, Any]) -> None:
    places = asyncio.Semaphore(SOURCES_AT_ONCE)

    async def one(source: Source) -> None:
        async with places:
            for spider in _spiders(source):
                await process.crawl(spider, source=source, **shared)
                _notice_unvisited(spider, source, shared["intake"], shared["clock"])

    await asyncio.gather(*map(one, sources))


def _from(contact: str) -> dict[str, str]:
    """The header by which a webmaster finds us (RFC 9110, 10.1.2), where the contact is an e-mail address."""
    return {"From": contact} if re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", contact) else {}


def _spiders(source: Source) -> list[type[WaySpider]]:
    return [spider for spider in SPIDERS if spider.ways_of(source)]


def _notice_unvisited(spider: type[WaySpider], source: Source, intake: Intake, clock: Clock) -> None:
    """A way that its spider never came to, because it broke, is a failed visit and not silence."""
    for url in intake.unvisited(spider.ways_of(source)):
        row = VisitRow(
            source=source.name,
            way=spider.way,
            url=url,
            at=clock(),
            state=VisitState.FAILED,
            outcome=Outcome.CRASHED,
            reason="the spider broke before it came to it",
        )
        intake.visited(row)


def main() -> int:
    """Read the order from standard input and carry it out."""
    crawl(take_order(CrawlOrder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
