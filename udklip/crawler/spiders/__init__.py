"""The ways into a source: one spider a module. A new source type is a module here and a line in SPIDERS."""

from udklip.crawler.spiders.base import WaySpider
from udklip.crawler.spiders.feed import FeedSpider
from udklip.crawler.spiders.listing import ListingSpider
from udklip.crawler.spiders.sitemap import SitemapSpider

SPIDERS: tuple[type[WaySpider], ...] = (FeedSpider, SitemapSpider, ListingSpider)

__all__ = ["SPIDERS", "WaySpider"]
