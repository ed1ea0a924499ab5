"""Scouting as a process of its own: asks with the crawl's own settings, and tells a line of JSON for each result."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import TypeAdapter
from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from udklip.core.address import domain_of, host_of
from udklip.core.errors import Unreadable
from udklip.core.outcomes import Outcome
from udklip.core.source import Source
from udklip.core.times import fixed_clock, system_clock
from udklip.crawler import failures
from udklip.crawler.child_process import take_order, work_through
from udklip.crawler.crawl import SOURCES_AT_ONCE, scrapy_settings
from udklip.crawler.crawl_order import CrawlOrder
from udklip.crawler.politeness.manners import Manners, passing_manners
from udklip.crawler.politeness.public_network import is_private
from udklip.crawler.scouting.asking import Answer, Ask
from udklip.crawler.scouting.proposal import propose
from udklip.crawler.scouting.scout import scout
from udklip.crawler.scouting.site_files import SitesSeen
from udklip.crawler.scouting.trial import try_source
from udklip.crawler.scouting.values import Reported, ScoutOrder, SourceTried, WayTried

MOST_ASKED = 60
_REPORTED: TypeAdapter[Reported] = TypeAdapter(Reported)

Work = Callable[[Source, Ask], Awaitable[Reported]]


class AskingSpider(Spider):
    """Asks for what its work asks for, one address after another, within robots.txt and the source's hosts."""

    name = "scouting"

    def __init__(self, source: Source, work: Work, manners: Manners, **_: Any) -> None:
        """Do `work` on `source`."""
        super().__init__()
        self.source = source
        self.manners = manners
        self._work = work
        self._answers: dict[str, Answer] = {}

    async def start(self) -> AsyncIterator[Request]:
        """Do the work; it asks by itself, so that nothing is left for the engine."""
        try:
            _tell(await self._work(self.source, self._ask))
        except Unreadable as error:
            _tell(Reported(fault=f"{self.source.name}: {error.reason} ({error.outcome})"))
        except Exception as error:  # noqa: BLE001 - what a site makes of us must not end the others
            _tell(
                Reported(fault=f"{self.source.name}: looking at it broke ({type(error).__name__}: {error})")
            )
        for request in list[Request]():
            yield request

    async def _ask(self, url: str) -> Answer:
        if url not in self._answers:
            self._answers[url] = await self._fetched(url)
        return self._answers[url]

    async def _fetched(self, url: str) -> Answer:
        if len(self._answers) >= MOST_ASKED:
            return Answer(url, url, Outcome.TOO_LARGE, f"more than {MOST_ASKED} addresses were asked for")
        try:
            return _answer(url, await self._download(Request(url, callback=NO_CALLBACK, dont_filter=True)))
        except ValueError as error:
            return Answer(url, url, Outcome.DEAD_LINK, f"not an address: {error}")
        except Exception as error:  # noqa: BLE001 - Scrapy's and Twisted's failures have no common root
            return Answer(url, url, *failures.of_error(error))

    async def _download(self, request: Request) -> Response:
        engine: Any = self.crawler.engine
        response: Response = await engine.download_async(request)
        return response


def _answer(url: str, response: Response) -> Answer:
    headers = {
        name.decode("latin-1").lower(): [value.decode("latin-1") for value in values]
        for name, values in response.headers.items()
    }
    if failure := failures.of_status(response.status):
        return Answer(url, response.url, *failure, response.status, headers)
    return Answer(url, response.url, Outcome.OK, None, response.status, headers, response.body)


def _tell(reported: Reported) -> None:
    sys.stdout.buffer.write(_REPORTED.dump_json(reported) + b"\n")
    sys.stdout.buffer.flush()


def _look(order: ScoutOrder, seen: SitesSeen, now: datetime) -> Work:
    async def look(source: Source, ask: Ask) -> Reported:
        scouted = await scout(order.home or "", source, ask, seen.rules, now)
        short = replace(scouted, ways=_short(scouted.ways), left=_short(scouted.left))
        return Reported(scouted=short, toml=propose(scouted))

    return look


def _try(seen: SitesSeen, now: datetime) -> Work:
    async def each(source: Source, ask: Ask) -> Reported:
        tried: SourceTried = await try_source(source, ask, seen.rules, now)
        return Reported(tried=replace(tried, ways=_short(tried.ways)))

    return each


def _short(ways: tuple[WayTried, ...]) -> tuple[WayTried, ...]:
    """Without the addresses themselves, of which a sitemap may have fifty thousand."""
    return tuple(replace(way, urls=(), times=()) for way in ways)


def _provisional(home: str) -> Source:
    """A source that admits the site of `home` and what belongs to it; one on our own network if it was named."""
    host = urlsplit(f"//{host_of(home)}").hostname or ""
    private = is_private(host)
    hosts = (host if private else domain_of(host),)
    return Source(name=home, hosts=hosts, feeds=(home,), private_network=private)


async def _all(process: AsyncCrawlerProcess, order: ScoutOrder) -> None:
    clock = fixed_clock(order.now) if order.now else system_clock
    seen = SitesSeen()
    manners = passing_manners(order.crawl, seen, clock)
    work = _look(order, seen, clock()) if order.home else _try(seen, clock())
    places = asyncio.Semaphore(SOURCES_AT_ONCE)

    async def one(source: Source) -> None:
        async with places:
            await process.crawl(AskingSpider, source=source, manners=manners, work=work)

    await asyncio.gather(*map(one, order.sources))


def main() -> int:
    """Read the order from standard input and carry it out."""
    order = take_order(ScoutOrder)
    if order.home:
        order = order.model_copy(update={"sources": (_provisional(order.home),)})
    settings = scrapy_settings(CrawlOrder(run=0, store=Path(), crawl=order.crawl, sources=order.sources))
    process = AsyncCrawlerProcess(settings)
    work_through(process, _all(process, order))
    return 0


if __name__ == "__main__":
    sys.exit(main())
