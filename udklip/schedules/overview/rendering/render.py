"""The overview as a page and as plain text, from templates; everything from outside is escaped."""

import re
from functools import cache
from typing import Any

import css_inline
from jinja2 import BaseLoader, Environment, PackageLoader, StrictUndefined, select_autoescape

from udklip.core import danish
from udklip.core.links import web_link
from udklip.schedules.overview.rendering import chart
from udklip.schedules.overview.rendering.summary import (
    article_counts,
    fetched,
    left_out,
    picked_up,
    summary,
    told_before,
)
from udklip.schedules.overview.values import Entry, Overview, Release

#: What the templates call by name.
WORDS: dict[str, Any] = {
    "danish": danish,
    "web_link": web_link,
    "summary": summary,
    "fetched": fetched,
    "article_counts": article_counts,
    "told_before": told_before,
    "picked_up": picked_up,
    "left_out": left_out,
    "chart": chart,
}


def to_html(overview: Overview) -> str:
    """A whole page without scripts, its styles and its chart inside: it needs nothing from elsewhere."""
    return _html(overview, mail=False)


def to_mail_html(overview: Overview) -> str:
    """The page as mail programs take it: styles at each element, the chart as a picture that travels with it.

    What depends on the reader's screen stays in a style sheet, and wins over what stands at the elements.
    """
    return css_inline.inline(_html(overview, mail=True), load_remote_stylesheets=False)


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
    made.filters["important"] = _important
    return made


def _html(overview: Overview, *, mail: bool) -> str:
    template = _templates().get_template("overview.html.j2")
    return template.render(overview=overview, item_link=_to_outlet, mail=mail)


def _important(styles: str) -> str:
    """Rules that win over styles at elements."""
    return re.sub(r"(?<!important)\s*;", " !important;", styles)


def _to_outlet(entry: Entry | Release) -> str | None:
    """In a mail a title leads to the outlet itself."""
    return web_link(entry.url)


@cache
def _templates() -> Environment:
    return environment(loader())
