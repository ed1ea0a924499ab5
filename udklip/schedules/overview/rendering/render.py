"""The overview as a page and as plain text, from templates; everything from outside is escaped."""

from functools import cache
from typing import Any

from jinja2 import BaseLoader, Environment, PackageLoader, StrictUndefined, select_autoescape

from udklip.core import danish
from udklip.core.links import web_link
from udklip.schedules.overview.rendering.summary import article_counts, fetched, summary
from udklip.schedules.overview.values import Entry, Overview

#: What the templates call by name.
WORDS: dict[str, Any] = {
    "danish": danish,
    "web_link": web_link,
    "summary": summary,
    "fetched": fetched,
    "article_counts": article_counts,
}


def to_html(overview: Overview) -> str:
    """A whole page without pictures or scripts, its styles inside: it is also the mail."""
    return _templates().get_template("overview.html.j2").render(overview=overview, item_link=_to_outlet)


def to_text(overview: Overview) -> str:
    """The same in plain text."""
    return _templates().get_template("overview.txt.j2").render(overview=overview)


def loader() -> PackageLoader:
    """Where the overview's templates stand; the desk page uses them too."""
    return PackageLoader("udklip.schedules.overview.rendering", "templates")


def environment(templates: BaseLoader) -> Environment:
    """An environment that escapes everything but plain text and knows our words."""
    made = Environment(
        loader=templates,
        autoescape=select_autoescape(disabled_extensions=("txt.j2",), default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals.update(WORDS)
    made.filters["outlet"] = danish.outlet
    return made


def _to_outlet(entry: Entry) -> str | None:
    """In a mail a title leads to the outlet itself."""
    return web_link(entry.url)


@cache
def _templates() -> Environment:
    return environment(loader())
