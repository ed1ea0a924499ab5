"""Looks at a home page and finds the ways into its source."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from urllib.parse import urljoin, urlsplit

from udklip.core.address import host_of
from udklip.core.errors import Unreadable
from udklip.core.outcomes import Outcome
from udklip.core.source import Listing, Source
from udklip.core.times import shown
from udklip.crawler.reservation.page import signal_of
from udklip.crawler.reservation.site import SiteRules
from udklip.crawler.scouting.asking import Answer, Ask, RulesOf
from udklip.crawler.scouting.home_page import HomePage, clean_name, read_home_page
from udklip.crawler.scouting.link_pattern import learn
from udklip.crawler.scouting.site_files import sitemaps_of
from udklip.crawler.scouting.values import Learned, Scouted, WayTried
from udklip.crawler.scouting.ways import today_of, try_way

USUAL_FEEDS = ("/feed/", "/rss", "/rss.xml", "/feed.xml", "/atom.xml")
USUAL_SITEMAPS = ("/news-sitemap.xml", "/sitemap-news.xml", "/sitemap.xml")
MOST_FEEDS = 4
MOST_SITEMAPS = 4
FEWEST_LINKS = 3
MOSTLY = 0.5
FEW = 1000
STALE = timedelta(days=60)
_NEWS = re.compile(r"news|nyhed|artik|seneste|latest|google", re.IGNORECASE)


async def scout(home: str, source: Source, ask: Ask, rules_of: RulesOf, now: datetime) -> Scouted:
    """Find the ways into the source of `home`.

    Args:
        home: its address.
        source: admits the hosts that may be asked.
        ask: asks politely.
        rules_of: gives what a site that was asked says in its own files.
        now: the time.

    Raises:
        Unreadable: the home page cannot be had.
    """
    answer = await ask(home)
    if not answer.ok:
        raise Unreadable(answer.outcome, answer.reason or answer.outcome)
    page = read_home_page(answer.body, answer.url)
    rules = rules_of(answer.url)
    today = today_of(now)
    feeds = await _feeds(page, source, ask, today)
    sitemaps = await _sitemaps(answer.url, rules, source, ask, today)
    usable = _judged([*feeds, *sitemaps])
    named = {url for way in usable for url in way.urls if way.ok and (way.way == "feed" or way.is_news)}
    learned, listing = await _listing(page, named, ask)
    return Scouted(
        home=answer.url,
        at=now,
        name=_name(page, usable),
        language=page.language,
        ways=tuple(way for way in usable if way.ok),
        listing=listing,
        learned=learned,
        left=tuple(way for way in usable if not way.ok and _was_named(way, page, rules)),
        signals=_signals(answer, rules),
        delay=rules.robots.delay if rules.robots else 0.0,
    )


async def _feeds(page: HomePage, source: Source, ask: Ask, today: date) -> list[WayTried]:
    """The feeds that the page names; where it names none that works, those at the usual places."""
    named = [await try_way(source, "feed", url, ask, today) for url in page.feeds[:MOST_FEEDS]]
    if any(way.ok for way in named):
        return named
    for path in USUAL_FEEDS:
        tried = await try_way(source, "feed", urljoin(page.url, path), ask, today)
        if tried.ok and tried.entries:
            return [*named, tried]
    return named


async def _sitemaps(home: str, rules: SiteRules, source: Source, ask: Ask, today: date) -> list[WayTried]:
    """The sitemaps that robots.txt names, those with news in their names first; else one at a usual place."""
    named = sorted(sitemaps_of(rules), key=lambda url: _NEWS.search(urlsplit(url).path) is None)
    tried = [await try_way(source, "sitemap", url, ask, today) for url in named[:MOST_SITEMAPS]]
    if any(way.ok for way in tried):
        return tried
    for path in USUAL_SITEMAPS:
        one = await try_way(source, "sitemap", urljoin(home, path), ask, today)
        if one.ok and one.entries:
            return [*tried, one]
    return tried


async def _listing(page: HomePage, named: set[str], ask: Ask) -> tuple[Learned | None, Listing | None]:
    """The pattern of articles, learned from the home page or the page of news it leads to, whichever has more."""
    found = [(learn(page.links, named), page.url)]
    if page.news_page:
        answer = await ask(page.news_page)
        if answer.ok:
            found.append((learn(read_home_page(answer.body, answer.url).links, named), answer.url))
    learned, url = max(found, key=lambda one: one[0].matched if one[0] else 0)
    if learned is None or learned.matched < FEWEST_LINKS or re.search(learned.pattern, url):
        return None, None
    return learned, Listing(url=url, pattern=learned.pattern)


def _name(page: HomePage, ways: Sequence[WayTried]) -> str:
    """What the site calls itself, on its home page or else in its news sitemap or feed."""
    titles = (way.title for way in sorted(ways, key=lambda way: not way.is_news) if way.ok and way.title)
    return page.name or clean_name(next(titles, "")) or host_of(page.url).removeprefix("www.")


def _judged(ways: Sequence[WayTried]) -> list[WayTried]:
    """The ways; one that answered and is of no use says why."""
    newest = max((way.newest for way in ways if way.newest), default=None)
    return [
        replace(way, outcome=Outcome.NOT_A_FEED, reason=why) if (why := _fault(way, newest)) else way
        for way in ways
    ]


def _fault(way: WayTried, newest: datetime | None) -> str | None:
    """Why a way that answered is of no use; `newest` is that of all ways."""
    if not way.ok:
        return None
    if not way.entries:
        return "it is empty"
    if way.way == "sitemap" and not way.is_news and way.entries > FEW and way.dated < MOSTLY * way.entries:
        return f"it names {way.entries} pages of the whole site without dates: all of them would be fetched"
    if way.newest and newest and newest - way.newest > STALE:
        return f"its newest entry is of {shown(way.newest)}, that of another way of {shown(newest)}"
    return None


def _was_named(way: WayTried, page: HomePage, rules: SiteRules) -> bool:
    """Whether the site itself named it; that nothing stands at a usual place is no news."""
    return way.entries > 0 or way.url in page.feeds or way.url in sitemaps_of(rules)


def _signals(home: Answer, rules: SiteRules) -> tuple[str, ...]:
    said = signal_of(home.headers, home.body)
    own = [said.words] if said and said.reserved else []
    site = rules.reserves(home.url)
    return (*own, *([site] if site else []))
