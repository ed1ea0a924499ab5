"""The web of the demo press: every page, feed and sitemap of every outlet, as bytes with their headers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from press_items import Document, Item, Outlet, PressError, newest

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
MONTHS = "januar februar marts april maj juni juli august september oktober november december".split()


@dataclass(frozen=True)
class Resource:
    """What one address answers; ``content_type`` is the whole header and names the charset where there is one."""

    host: str
    path: str
    content_type: str
    modified: datetime
    body: bytes


def render_outlets(outlets: Iterable[Outlet], items: Iterable[Item], port: int) -> Iterator[Resource]:
    """Render all that the outlets serve on ``port``; raises `PressError`."""
    everything = list(items)
    environment = jinja()
    for outlet in outlets:
        own = [item for item in everything if item.outlet == outlet.key]
        if not own:
            raise PressError(f"{outlet.name} has no items; write one with outlet = {outlet.key!r}")
        page = _Page(environment, outlet, own, port)
        for item in own:
            yield from page.articles(item)
        for document in outlet.document:
            yield page.document(document)


@dataclass(frozen=True)
class _Page:
    environment: Environment
    outlet: Outlet
    items: list[Item]
    port: int

    def articles(self, item: Item) -> Iterator[Resource]:
        template = f"{self.outlet.key}/article.html"
        for path in item.paths:
            body = self._rendered(template, item=item, path=path, items=self.items)
            kind = f"text/html; charset={item.encoding}"
            yield Resource(
                self.outlet.host, path, kind, item.published, body.encode(item.encoding, "xmlcharrefreplace")
            )

    def document(self, document: Document) -> Resource:
        listed = [item for item in self.items if document.lists(item)]
        body = self._rendered(document.template, document=document, items=listed)
        modified = newest(listed or self.items)
        return Resource(self.outlet.host, document.path, document.content_type, modified, body.encode())

    def _rendered(self, template: str, **values: Any) -> str:
        base = f"http://{self.outlet.host}:{self.port}"
        return self.environment.get_template(template).render(outlet=self.outlet, base=base, **values)


def jinja() -> Environment:
    """Our templates, escaped where they are HTML or XML."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=select_autoescape(("html", "xml")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"danish_time": danish_time, "rfc822": format_datetime, "local": _local}
    return environment


def danish_time(when: datetime) -> str:
    """Write a time as Danish papers print it: ``24. november 2020 kl. 10.15``."""
    local = _local(when)
    return f"{local.day}. {MONTHS[local.month - 1]} {local.year} kl. {local:%H.%M}"


def _local(when: datetime) -> datetime:
    return when.astimezone(COPENHAGEN)
