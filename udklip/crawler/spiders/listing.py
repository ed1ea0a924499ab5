"""Listing pages: links whose address matches the block's pattern."""

import re
from collections.abc import Sequence

from parsel import Selector

from udklip.core.address import joined
from udklip.core.errors import Unreadable
from udklip.core.outcomes import Outcome
from udklip.core.source import Source
from udklip.crawler.spiders.base import Entries, Listed, WaySpider


class ListingSpider(WaySpider):
    """Visits the listing pages of a source."""

    way = "listing"

    @classmethod
    def ways_of(cls, source: Source) -> Sequence[str]:
        """The listing pages of the block."""
        return [listing.url for listing in source.listings]

    def entries(self, content: bytes, url: str) -> Entries:
        """Read a listing page with the patterns of its source."""
        patterns = [listing.pattern for listing in self.source.listings]
        return Entries(entries_of_listing(content, url, patterns))


def entries_of_listing(content: bytes, url: str, patterns: Sequence[str]) -> list[Listed]:
    """The links of a page whose address matches one of `patterns`, each once, in the page's order.

    Raises:
        Unreadable: no link matches, so the page or the pattern is not what it was.
    """
    wanted = re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
    links = Selector(body=content, type="html").xpath("//a[@href]")
    found = {joined(url, _href(link)): link for link in links if wanted.search(joined(url, _href(link)))}
    if not found:
        raise Unreadable(
            Outcome.NOT_A_FEED, f"no link matches {' or '.join(patterns)}; has the page changed?"
        )
    return [Listed(address, _title(link)) for address, link in found.items()]


def _href(link: Selector) -> str:
    return (link.attrib.get("href") or "").strip()


def _title(link: Selector) -> str | None:
    return " ".join(" ".join(link.xpath(".//text()").getall()).split()) or None
