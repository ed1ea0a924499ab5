"""Asks one address of a way, and says what it holds."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from parsel import Selector

from udklip.core.address import host_of
from udklip.core.dated_address import in_time, is_dated
from udklip.core.errors import Unreadable
from udklip.core.outcomes import Outcome
from udklip.core.source import Source
from udklip.core.times import COPENHAGEN
from udklip.crawler.scouting.asking import Answer, Ask
from udklip.crawler.scouting.values import WayTried
from udklip.crawler.spiders.base import Listed
from udklip.crawler.spiders.feed import entries_of_feed
from udklip.crawler.spiders.listing import entries_of_listing
from udklip.crawler.spiders.sitemap import SitemapEntries, entries_of_sitemap

NEWS_SITEMAP = b"sitemap-news/"
DAYS_TRIED = 2
CHILDREN_TRIED = 2


async def try_way(source: Source, way: str, address: str, ask: Ask, today: date) -> WayTried:
    """Ask for `address` as `source` has it; one that holds a date, for the newest day that there is."""
    tried = [WayTried(way, address, Outcome.EMPTY)]
    for one in in_time(address, today - timedelta(days=DAYS_TRIED - 1), today):
        tried.append(await _try(source, way, one.url, ask))
        if tried[-1].ok or not is_dated(address):
            break
    return tried[-1]


async def _try(source: Source, way: str, url: str, ask: Ask) -> WayTried:
    answer = await ask(url)
    if not answer.ok:
        return WayTried(way, url, answer.outcome, answer.reason)
    try:
        listed = await _listed(source, way, answer, ask)
    except Unreadable as error:
        return WayTried(way, url, error.outcome, error.reason)
    seen = _seen(source, way, url, listed)
    is_news = way == "sitemap" and NEWS_SITEMAP in answer.body[:100_000]
    return replace(seen, is_news=is_news, title=_title_of(answer.body) if is_news or way == "feed" else None)


def _title_of(body: bytes) -> str | None:
    """What a feed or a news sitemap calls the outlet."""
    names = (
        "/*/*[local-name()='channel']/*[local-name()='title']/text()",
        "/*[local-name()='feed']/*[local-name()='title']/text()",
        "//*[local-name()='publication']/*[local-name()='name']/text()",
    )
    page = Selector(body=body[:200_000], type="xml")
    said = (page.xpath(name).get() for name in names)
    return next((" ".join(title.split()) for title in said if title and title.strip()), None)


async def _listed(source: Source, way: str, answer: Answer, ask: Ask) -> Sequence[Listed]:
    """The entries of a way.

    Raises:
        Unreadable: it is not what it should be.
    """
    if way == "feed":
        return entries_of_feed(answer.body, answer.url)
    if way == "listing":
        patterns = [listing.pattern for listing in source.listings]
        return entries_of_listing(answer.body, answer.url, patterns)
    found = entries_of_sitemap(answer.body)
    return found.listed or await _beneath(found, ask)


async def _beneath(index: SitemapEntries, ask: Ask) -> Sequence[Listed]:
    """The entries of the sitemap that an index says changed last, or of the next that has any.

    Raises:
        Unreadable: that one is no sitemap, or cannot be had.
    """
    children = sorted(
        index.further_dated, key=lambda child: child.at.timestamp() if child.at else 0, reverse=True
    )
    for child in children[:CHILDREN_TRIED]:
        answer = await ask(child.url)
        if not answer.ok:
            raise Unreadable(answer.outcome, f"{child.url}, which it names: {answer.reason}")
        if listed := entries_of_sitemap(answer.body).listed:
            return listed
    return ()


def _seen(source: Source, way: str, url: str, listed: Sequence[Listed]) -> WayTried:
    wanted = [
        entry
        for entry in listed
        if source.admits(host_of(entry.url)) and (way == "listing" or source.wants(entry.url))
    ]
    times = tuple(sorted(entry.at for entry in wanted if entry.at))
    outcome, reason = Outcome.OK, None
    if listed and not wanted:
        outcome = Outcome.NOT_A_FEED
        reason = f"none of its {len(listed)} entries is on the source's hosts and matches its pattern"
    return WayTried(
        way=way,
        url=url,
        outcome=outcome,
        reason=reason,
        entries=len(listed),
        wanted=len(wanted),
        dated=len(times),
        newest=times[-1] if times else None,
        urls=tuple(entry.url for entry in wanted),
        times=times,
    )


def today_of(now: datetime) -> date:
    """The day in Copenhagen, which dated addresses go by."""
    return now.astimezone(COPENHAGEN).date()
