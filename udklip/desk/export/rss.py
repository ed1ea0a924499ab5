"""A feed as RSS 2.0, whatever its entries tell of. Text from outside is on one line, and no markup."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape
from typing import Any, BinaryIO
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from udklip.core.cells import line
from udklip.core.links import web_link
from udklip.core.times import COPENHAGEN

_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed tells of itself; `link` is the page that it belongs to."""

    title: str
    link: str
    description: str
    made: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; a reader knows it again by `key`, and is told a link only where it is one of the web."""

    key: str
    title: str
    link: str
    text: str
    creator: str | None = None
    labels: tuple[str, ...] = ()
    at: datetime | None = None


def write_rss(channel: Channel, entries: Iterable[Entry], file: BinaryIO) -> None:
    """Write the feed element by element."""
    with etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("rss", version="2.0", nsmap={"dc": _DUBLIN_CORE}), xml.element("channel"):
            for name, text in _head(channel).items():
                xml.write(_element(name, text))
            for entry in entries:
                xml.write(_item(entry))


def _head(channel: Channel) -> dict[str, str]:
    return {
        "title": channel.title,
        "link": channel.link,
        "description": channel.description,
        "language": "da",
        "lastBuildDate": _time(channel.made),
        "generator": "Udklip",
    }


def _item(entry: Entry) -> Any:
    item = etree.Element("item")
    item.append(_element("title", entry.title))
    if web_link(entry.link):
        item.append(_element("link", entry.link))
    # A reader takes this element for HTML: escaped once for it, once for XML.
    item.append(_element("description", escape(entry.text)))
    if entry.creator:
        item.append(_element(f"{{{_DUBLIN_CORE}}}creator", entry.creator))
    for label in entry.labels:
        item.append(_element("category", label))
    item.append(_element("guid", uuid5(NAMESPACE_URL, line(entry.key)).urn, isPermaLink="false"))
    if entry.at:
        item.append(_element("pubDate", _time(entry.at)))
    return item


def _element(name: str, text: str, **attributes: str) -> Any:
    element = etree.Element(name, attributes)
    element.text = line(text)
    return element


def _time(moment: datetime) -> str:
    return format_datetime(moment.astimezone(COPENHAGEN))
