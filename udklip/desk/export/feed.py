"""The hits as a feed."""

from collections.abc import Iterable
from typing import BinaryIO

from udklip.core import danish
from udklip.core.reading import Access, Kind
from udklip.desk.export.exporter import About
from udklip.desk.export.rss import Channel, Entry, write_rss
from udklip.desk.searching import Found


class RssExporter:
    """Writes RSS. A hit's key is its address, so that a reader knows it again."""

    every_copy = False

    def write(self, found: Iterable[Found], about: About, file: BinaryIO) -> None:
        """See `Exporter.write`."""
        channel = Channel(about.title, about.page, "Hvad pressen skriver, fundet af Udklip", about.made)
        write_rss(channel, map(_entry, found), file)


def _entry(found: Found) -> Entry:
    """The outlet and what may be shown."""
    hit, outlet = found.hit, danish.outlet(found.hit.source)
    return Entry(
        key=hit.url,
        title=hit.title or hit.url,
        link=hit.url,
        text=": ".join(part for part in (outlet, found.snippet) if part),
        creator=outlet,
        labels=tuple(danish.labels(Kind(hit.kind), Access(hit.access))),
        at=found.item.when if found.item else hit.published,
    )
