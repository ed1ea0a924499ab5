"""Sitemaps: plain ones, news sitemaps, and indexes of sitemaps."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from io import BytesIO
from itertools import islice
from typing import Any

from lxml.etree import QName, XMLSyntaxError, _Element, iterparse
from scrapy.utils.gz import gunzip

from udklip.core.errors import Unreadable
from udklip.core.outcomes import Outcome
from udklip.core.source import Source
from udklip.core.times import aware
from udklip.crawler.spiders.base import Entries, Listed, WaySpider

MOST_ENTRIES = 50_000
"""In one file, by the sitemaps protocol; what is wanted of them is cut to `base.MOST_FINDS`."""

MOST_BYTES = 60_000_000
"""Unpacked; the protocol allows 50 MB."""

_HARMLESS: dict[str, Any] = {
    "recover": True,
    "resolve_entities": False,
    "no_network": True,
    "remove_comments": True,
    "remove_pis": True,
}


class SitemapSpider(WaySpider):
    """Visits the sitemaps of a source."""

    way = "sitemap"

    @classmethod
    def ways_of(cls, source: Source) -> Sequence[str]:
        """The sitemaps of the block."""
        return source.sitemaps

    def entries(self, content: bytes, url: str) -> Entries:  # noqa: ARG002 - sitemaps hold whole addresses
        """Read a sitemap; those of an index that changed within the look-back are visited too."""
        found = entries_of_sitemap(content)
        oldest = self._clock() - self._look_back
        further = [entry.url for entry in found.further_dated if entry.at is None or entry.at >= oldest]
        return Entries(found.listed, further)


class SitemapEntries:
    """The entries of one sitemap file: pages in `listed`, sitemaps in `further_dated`."""

    def __init__(self, listed: Sequence[Listed], further_dated: Sequence[Listed]) -> None:
        """Keep both."""
        self.listed = listed
        self.further_dated = further_dated


def entries_of_sitemap(content: bytes) -> SitemapEntries:
    """Read a sitemap or an index of sitemaps, gzipped or not. A news sitemap's title and date are its entries'.

    Raises:
        Unreadable: it is not a sitemap, or unpacks to more than it should.
    """
    try:
        parser = iterparse(BytesIO(_unpacked(content)), events=("start", "end"), **_HARMLESS)
        root = localname(next(parser)[1])
        entries = list(islice(_entries(parser), MOST_ENTRIES))
    except (XMLSyntaxError, StopIteration) as error:
        raise Unreadable(Outcome.NOT_A_FEED, f"not a sitemap: {error or 'empty'}") from error
    if root == "sitemapindex":
        return SitemapEntries((), entries)
    if root == "urlset":
        return SitemapEntries(entries, ())
    raise Unreadable(Outcome.NOT_A_FEED, f"not a sitemap: its root is <{root}>")


def localname(element: _Element) -> str:
    """The name of an element without its namespace, which many sitemaps get wrong."""
    return QName(element).localname


def _unpacked(content: bytes) -> bytes:
    if not content.startswith(b"\x1f\x8b"):
        return content
    try:
        return gunzip(content, max_size=MOST_BYTES)
    except (OSError, EOFError, ValueError) as error:
        outcome = Outcome.TOO_LARGE if isinstance(error, ValueError) else Outcome.DAMAGED
        raise Unreadable(outcome, f"it cannot be unpacked: {error}") from error


def _entries(parser: Iterable[tuple[str, _Element]]) -> Iterator[Listed]:
    for event, element in parser:
        if event == "end" and localname(element) in ("url", "sitemap"):
            if entry := _listed(element):
                yield entry
            element.clear()


def _listed(element: _Element) -> Listed | None:
    values: dict[str, str] = {}
    for inner in element.iter():
        # A page's pictures have addresses too: only what stands right beneath it is its own.
        if (
            inner.text
            and isinstance(inner.tag, str)
            and (localname(inner) != "loc" or inner.getparent() is element)
        ):
            values.setdefault(localname(inner), inner.text.strip())
    if not values.get("loc"):
        return None
    published, changed = (_time(values.get(name)) for name in ("publication_date", "lastmod"))
    if published is None:
        return Listed(values["loc"], None, changed)
    return Listed(values["loc"], " ".join(values.get("title", "").split()) or None, published, changed)


def _time(value: str | None) -> datetime | None:
    try:
        return aware(datetime.fromisoformat(value.strip())) if value else None
    except ValueError:
        return None
