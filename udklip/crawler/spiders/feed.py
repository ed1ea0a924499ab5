"""RSS and Atom feeds."""

from collections.abc import Sequence
from datetime import UTC, datetime
from time import struct_time
from typing import Any

import feedparser
from w3lib.html import remove_tags, replace_entities

from udklip.core.address import joined
from udklip.core.errors import Unreadable
from udklip.core.outcomes import Outcome
from udklip.core.source import Source
from udklip.crawler.spiders.base import Entries, Listed, WaySpider


class FeedSpider(WaySpider):
    """Visits the feeds of a source."""

    way = "feed"

    @classmethod
    def ways_of(cls, source: Source) -> Sequence[str]:
        """The feeds of the block."""
        return source.feeds

    def entries(self, content: bytes, url: str) -> Entries:
        """Read a feed."""
        return Entries(entries_of_feed(content, url))


def entries_of_feed(content: bytes, url: str) -> list[Listed]:
    """The entries of a feed that have an address; a feed that is slightly wrong is read as far as it goes.

    Raises:
        Unreadable: it is not a feed.
    """
    # Of HTML in a title only the text is kept, and nothing of a feed is shown as HTML anywhere.
    feed = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
    if not feed.get("version"):
        cause = feed.get("bozo_exception")
        raise Unreadable(Outcome.NOT_A_FEED, f"not a feed: {cause}" if cause else "not a feed")
    return [_listed(entry, url) for entry in feed.entries if entry.get("link")]


def _listed(entry: Any, url: str) -> Listed:
    published, updated = (_time(entry, f"{name}_parsed") for name in ("published", "updated"))
    return Listed(
        joined(url, entry["link"]), _title(entry), published or updated, updated if published else None
    )


def _title(entry: Any) -> str | None:
    title = str(entry.get("title", ""))
    if entry.get("title_detail", {}).get("type") != "text/plain":
        title = replace_entities(remove_tags(title))
    return " ".join(title.split()) or None


def _time(entry: Any, name: str) -> datetime | None:
    # Asked for by `get`, feedparser gives the one where the other is missing, with a warning.
    parsed: struct_time | None = entry[name] if name in entry else None  # noqa: SIM401
    try:
        return datetime(*parsed[:6], tzinfo=UTC) if parsed else None
    except ValueError:
        return None
