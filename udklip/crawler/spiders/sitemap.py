"""Sitemaps: plain ones, news sitemaps, and indexes of sitemaps."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from lxml.etree import XMLSyntaxError
from scrapy.utils.sitemap import Sitemap

from udklip.core.errors import Unreadable
from udklip.core.outcomes import Outcome
from udklip.core.source import Source
from udklip.core.times import aware
from udklip.crawler.spiders.base import Entries, Listed, WaySpider

MOST_ENTRIES = 50_000
"""In one file, by the sitemaps protocol; what is wanted of them is cut to `base.MOST_FINDS`."""


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
    """Read a sitemap or an index of sitemaps.

    Raises:
        Unreadable: it is not a sitemap.
    """
    try:
        sitemap = Sitemap(content)
        entries = [_listed(entry) for entry, _ in zip(sitemap, range(MOST_ENTRIES), strict=False)]
    except (XMLSyntaxError, StopIteration) as error:
        raise Unreadable(Outcome.NOT_A_FEED, f"not a sitemap: {error or 'empty'}") from error
    if sitemap.type == "sitemapindex":
        return SitemapEntries((), entries)
    if sitemap.type == "urlset":
        return SitemapEntries(entries, ())
    raise Unreadable(Outcome.NOT_A_FEED, f"not a sitemap: its root is <{sitemap.type}>")


def _listed(entry: dict[str, Any]) -> Listed:
    return Listed(entry["loc"], None, _time(entry.get("lastmod")))


def _time(value: str | None) -> datetime | None:
    try:
        return aware(datetime.fromisoformat(value.strip())) if value else None
    except ValueError:
        return None
