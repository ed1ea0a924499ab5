"""Makes a block of the settings from what scouting found, as TOML that is ready to paste."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from udklip.core.address import host_of
from udklip.core.settings import parse_settings
from udklip.core.times import COPENHAGEN, shown
from udklip.crawler.politeness.public_network import is_private
from udklip.crawler.scouting.values import Scouted, WayTried

NEARLY_ALL = 0.9
RHYTHMS = (30, 60, 120, 360, 1440)


def propose(scouted: Scouted) -> str | None:
    """A block with every way that can be used, and comments on what was seen; None where there is none.

    It is read back by the program's own settings before it is given out.
    """
    fields = dict(_fields(scouted))
    if not fields.keys() & {"feeds", "sitemaps", "listings"}:
        return None
    lines = [*(f"# {line}" for line in _comments(scouted)), "[[source]]"]
    lines += [f"{name} = {_toml(value)}" for name, value in fields.items()]
    toml = "\n".join(lines) + "\n"
    parse_settings(toml)
    return toml


def _fields(scouted: Scouted) -> Iterator[tuple[str, object]]:
    feeds = [way.url for way in scouted.ways if way.way == "feed"]
    sitemaps, pattern = _sitemaps(scouted)
    listings = [scouted.listing] if scouted.listing else []
    yield "name", scouted.name
    yield "type", "other"
    yield "hosts", hosts_of(scouted.home, [*feeds, *sitemaps, *_articles(scouted.ways)])
    for name, ways in (("feeds", feeds), ("sitemaps", sitemaps)):
        if ways:
            yield name, ways
    if listings:
        yield "listings", [{"url": one.url, "pattern": one.pattern} for one in listings]
    if pattern:
        yield "pattern", pattern
    yield "rights", "link"
    minutes = rhythm_of(scouted.ways)
    yield "rhythm", f"{minutes} min" if minutes < 60 else "1 d" if minutes == 1440 else f"{minutes // 60} h"
    if is_private(urlsplit(scouted.home).hostname or ""):
        yield "private_network", True
    day = scouted.at.astimezone(COPENHAGEN).date()
    reserved = "; the site reserves text and data mining" if scouted.signals else ""
    yield "note", f"tried {day}: found from its home page{reserved}"


def _sitemaps(scouted: Scouted) -> tuple[list[str], str | None]:
    """News sitemaps as they are; else one of the whole site, if a pattern tells its articles from its other pages."""
    sitemaps = [way for way in scouted.ways if way.way == "sitemap"]
    news = [way.url for way in sitemaps if way.is_news]
    if news or not sitemaps:
        return news, None
    pattern = scouted.learned.pattern if scouted.learned else None
    of_feeds = [url for way in scouted.ways if way.way == "feed" for url in way.urls]
    taken = [url for url in of_feeds if pattern and re.search(pattern, url)]
    if pattern is None or len(taken) < NEARLY_ALL * len(of_feeds):
        return [], None
    return [way.url for way in sitemaps], pattern


def _comments(scouted: Scouted) -> Iterator[str]:
    """What was seen, a line each, for whoever pastes the block."""
    yield f"Proposed from {scouted.home}: set type and region, and read the site's terms before raising rights."
    yield f"Language: {scouted.language or 'not told'}."
    for way in scouted.ways:
        newest = f", the newest of {shown(way.newest)}" if way.newest else ""
        kind = "news sitemap" if way.is_news else way.way
        yield f"{kind} {way.url}: {way.entries} entries{newest}"
    if scouted.listing and scouted.learned:
        learned = scouted.learned
        yield (
            f"listing {scouted.listing.url}: its pattern matches {learned.matched} links;"
            f" {learned.headlines} look like articles"
        )
    yield from (f"left out: {way.way} {way.url}: {way.reason}" for way in scouted.left)
    yield from (f"RESERVED: {signal}" for signal in map(_one_line, scouted.signals))
    if scouted.delay:
        yield f"robots.txt asks for {scouted.delay:g} s between requests, which the crawl keeps to"


def _one_line(text: str) -> str:
    return " ".join("".join(filter(str.isprintable, text.replace("\n", " "))).split())[:200]


def _articles(ways: Sequence[WayTried]) -> Iterator[str]:
    """One article of each host that most entries of a way stand on."""
    for way in ways:
        hosts = [urlsplit(url).netloc for url in way.urls]
        yield from (url for url in way.urls[:1] if hosts.count(urlsplit(url).netloc) * 2 > len(hosts))


def hosts_of(home: str, urls: Iterable[str]) -> list[str]:
    """The hosts of a block: the home page's without `www.`, and those of `urls` that are not beneath it."""
    own = urlsplit(f"//{host_of(home)}").hostname or ""
    hosts = [own.removeprefix("www.")]
    for url in urls:
        host = urlsplit(url).hostname or ""
        if not any(host == known or host.endswith("." + known) for known in hosts):
            hosts.append(host)
    return hosts


def rhythm_of(ways: Sequence[WayTried]) -> int:
    """Minutes between two visits, by which about half of a feed's entries are new each time."""
    halves = [
        (way.times[-1] - way.times[0]).total_seconds() / 120
        for way in ways
        if way.way == "feed" and len(way.times) > 2
    ]
    wanted = min(halves, default=60.0)
    return max((step for step in RHYTHMS if step <= wanted), default=RHYTHMS[0])


def _toml(value: object) -> str:
    """A value as TOML: its basic strings are those of JSON, DEL aside."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_toml(inner)}" for name, inner in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
