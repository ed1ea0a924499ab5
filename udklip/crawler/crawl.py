"""The crawl: a process of its own, because a reactor cannot be started twice in one.

It is told what to do by one line of JSON on standard input, which stays open for as long as the run that
started it lives, and answers by its exit code; what it finds is in the ledger and the archive.
"""

import asyncio
import logging
import os
import sys
from datetime import timedelta
from threading import Thread
from typing import Any, cast

from scrapy.crawler import AsyncCrawlerProcess

from udklip.core.ledger import Ledger, VisitRow, VisitState
from udklip.core.outcomes import Outcome
from udklip.core.source import Source
from udklip.core.times import Clock, fixed_clock, system_clock
from udklip.crawler.crawl_order import CrawlOrder
from udklip.crawler.intake import Intake
from udklip.crawler.spiders import SPIDERS, WaySpider

SOURCES_AT_ONCE = 16


def crawl(order: CrawlOrder) -> None:
    """Visit every source of `order` once; sources side by side, the ways of one source after one another."""
    clock = fixed_clock(order.now) if order.now else system_clock
    ledger = Ledger.open(order.store)
    intake = Intake(ledger, order.store / "archive", order.run, clock)
    process = AsyncCrawlerProcess(scrapy_settings(order))
    loop = asyncio.get_event_loop()
    work = loop.create_task(_all(process, order, intake, clock))
    work.add_done_callback(lambda _: _stop())
    process.start(stop_after_crawl=False)
    intake.close()
    ledger.close()
    work.result()


def scrapy_settings(order: CrawlOrder) -> dict[str, Any]:
    """Scrapy's settings for an order: polite, bounded, certificates checked, nothing cached, no console."""
    settings = order.crawl
    return {
        "AUTOTHROTTLE_ENABLED": settings.autothrottle,
        "AUTOTHROTTLE_START_DELAY": settings.delay,
        "CONCURRENT_REQUESTS": settings.concurrency,
        "CONCURRENT_REQUESTS_PER_DOMAIN": settings.concurrency,
        "COOKIES_ENABLED": False,
        "DEFAULT_REQUEST_HEADERS": {"Accept-Language": "da, en;q=0.5"},
        "DOWNLOADER_MIDDLEWARES": {
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
            "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
            "udklip.crawler.politeness.Bounds": 90,
            "udklip.crawler.politeness.Robots": 100,
        },
        "DOWNLOAD_DELAY": settings.delay,
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
            host for source in order.sources if source.private_network for host in source.hosts
        ],
        "REDIRECT_MAX_TIMES": 8,
        "REMOTE_CONTROL_ENABLED": False,
        "RETRY_ENABLED": False,
        "ROBOTSTXT_OBEY": settings.robots,
        "TELNETCONSOLE_ENABLED": False,
        "TWISTED_DNS_RESOLVER": "udklip.crawler.politeness.PublicResolver",
        "USER_AGENT": settings.user_agent,
    }


async def _all(process: AsyncCrawlerProcess, order: CrawlOrder, intake: Intake, clock: Clock) -> None:
    places = asyncio.Semaphore(SOURCES_AT_ONCE)
    look_back = timedelta(days=order.crawl.look_back_days)

    async def one(source: Source) -> None:
        async with places:
            for spider in _spiders(source):
                await process.crawl(spider, source=source, intake=intake, clock=clock, look_back=look_back)
                _notice_unvisited(spider, source, intake, clock)

    await asyncio.gather(*(one(source) for source in order.sources))


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


def _stop() -> None:
    from twisted.internet import reactor  # noqa: PLC0415 - importing it installs it

    cast("Any", reactor).stop()


def _is_our_fault(record: logging.LogRecord) -> bool:
    """What happened to an address is an outcome in the ledger; faults of ours are for the log."""
    ours = record.name == "scrapy.core.engine" or record.getMessage().startswith("Spider error")
    return record.levelno >= logging.CRITICAL or (ours and record.levelno >= logging.ERROR)


class _OneLine(logging.Formatter):
    """The message and the error behind it, without its traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        error = record.exc_info[1] if record.exc_info else None
        line = f"udklip crawl: {record.getMessage().splitlines()[0]}"
        return f"{line}: {type(error).__name__}: {error}" if error else line


def main() -> int:
    """Read the order from standard input and carry it out."""
    handler = logging.StreamHandler()
    handler.addFilter(_is_our_fault)
    handler.setFormatter(_OneLine())
    logging.getLogger().addHandler(handler)
    order = CrawlOrder.model_validate_json(sys.stdin.buffer.readline())
    Thread(target=_end_with_run, daemon=True).start()
    crawl(order)
    return 0


def _end_with_run() -> None:
    """A run that was killed cannot end its crawl, and the next run shall not meet it still at work."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main())
