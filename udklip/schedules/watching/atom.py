"""A feed as Atom (RFC 4287). Pure: the same feed gives the same bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from udklip.core import danish
from udklip.core.links import web_link
from udklip.core.times import COPENHAGEN
from udklip.schedules.overview.entries import one_line
from udklip.schedules.overview.values import Entry, Story

_ATOM = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One story with when its first and its newest item were hit; `key` is the same whatever else comes to it."""

    key: str
    story: Story
    first: datetime
    newest: datetime


@dataclass(frozen=True, slots=True)
class Feed:
    """A watch's newest stories, newest first; `key` tells it from every other feed."""

    key: str
    title: str
    subtitle: str
    updated: datetime
    entries: tuple[FeedEntry, ...]


def as_atom(feed: Feed) -> bytes:
    """The feed as a file."""
    root = etree.Element(f"{{{_ATOM}}}feed", {_LANGUAGE: "da"}, nsmap={None: _ATOM})
    _put(root, "id", _id(feed.key))
    _put(root, "title", feed.title)
    _put(root, "subtitle", feed.subtitle)
    _put(root, "updated", _time(feed.updated))
    _author(root, "Udklip")
    _put(root, "generator", "Udklip")
    for entry in feed.entries:
        _put_entry(root, entry)
    etree.indent(root)
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return made


def _put_entry(root: Any, entry: FeedEntry) -> None:
    lead = entry.story.lead
    element = etree.SubElement(root, f"{{{_ATOM}}}entry")
    _put(element, "id", _id(entry.key))
    _put(element, "title", lead.title)
    _put(element, "updated", _time(entry.newest))
    _put(element, "published", _time(entry.first))
    _author(element, danish.outlet(lead.source))
    if link := web_link(one_line(lead.url)):
        _put(element, "link", rel="alternate", href=link)
    for label in danish.labels(lead.kind, lead.access, ocr=lead.ocr, late=False):
        _put(element, "category", term=label)
    _put(element, "content", content_of(entry.story), type="text")


def content_of(story: Story) -> str:
    """The sentence that may be shown, and where else it stands; never empty."""
    telling = story.telling
    sentence = telling.sentence if telling else None
    others = _outlets(story.entries[1:])
    parts = [sentence, f"Også i {danish.listed(others)}." if others else None]
    return " ".join(part for part in parts if part) or f"Læs det hos {danish.outlet(story.lead.source)}."


def _outlets(entries: Sequence[Entry]) -> list[str]:
    return list(dict.fromkeys(danish.outlet(entry.source) for entry in entries))


def _author(parent: Any, name: str) -> None:
    _put(etree.SubElement(parent, f"{{{_ATOM}}}author"), "name", name)


def _put(parent: Any, name: str, text: str | None = None, **attributes: str) -> None:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    element.text = one_line(text) if text else None


def _id(key: str) -> str:
    return uuid5(NAMESPACE_URL, key).urn


def _time(moment: datetime) -> str:
    return moment.astimezone(COPENHAGEN).isoformat(timespec="seconds")
