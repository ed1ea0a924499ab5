"""The hits as a feed: RSS 2.0."""

from collections.abc import Iterable
from datetime import datetime
from email.utils import format_datetime
from html import escape
from typing import Any, BinaryIO
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from udklip.core import danish
from udklip.core.cells import line
from udklip.core.links import PORT, web_link
from udklip.core.reading import Access, Kind
from udklip.core.times import COPENHAGEN
from udklip.desk.export.exporter import About
from udklip.desk.searching import Found

_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
#: Where the desk serves the search unless it is told otherwise; a feed must name a page of its own.
_PAGE = f"http://127.0.0.1:{PORT}/soeg?q="


class RssExporter:
    """Writes a feed element by element. A hit's id comes from its address, so that a reader knows it again."""

    every_copy = False

    def write(self, found: Iterable[Found], about: About, file: BinaryIO) -> None:
        """See `Exporter.write`."""
        with etree.xmlfile(file, encoding="utf-8") as xml:
            xml.write_declaration()
            with xml.element("rss", version="2.0", nsmap={"dc": _DUBLIN_CORE}), xml.element("channel"):
                for name, text in _channel(about).items():
                    xml.write(_element(name, text))
                for each in found:
                    xml.write(_item(each))


def _channel(about: About) -> dict[str, str]:
    return {
        "title": about.title,
        "link": _PAGE + quote(about.query, safe=""),
        "description": "Hvad pressen skriver, fundet af Udklip",
        "language": "da",
        "lastBuildDate": _time(about.made),
        "generator": "Udklip",
    }


def _item(found: Found) -> Any:
    hit = found.hit
    item = etree.Element("item")
    item.append(_element("title", hit.title or hit.url))
    if web_link(hit.url):
        item.append(_element("link", hit.url))
    item.append(_element("description", _description(found)))
    item.append(_element(f"{{{_DUBLIN_CORE}}}creator", danish.outlet(hit.source)))
    for label in danish.labels(Kind(hit.kind), Access(hit.access)):
        item.append(_element("category", label))
    item.append(_element("guid", uuid5(NAMESPACE_URL, line(hit.url)).urn, isPermaLink="false"))
    if when := found.item.when if found.item else hit.published:
        item.append(_element("pubDate", _time(when)))
    return item


def _description(found: Found) -> str:
    """The outlet and what may be shown. A reader takes this element for HTML: escaped once for it, once for XML."""
    return escape(": ".join(part for part in (danish.outlet(found.hit.source), found.snippet) if part))


def _element(name: str, text: str, **attributes: str) -> Any:
    element = etree.Element(name, attributes)
    element.text = line(text)
    return element


def _time(moment: datetime) -> str:
    return format_datetime(moment.astimezone(COPENHAGEN))
