"""The page's templates, and answers made of them. Everything from outside is escaped; styles are one file."""

import gzip
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from udklip.core import danish
from udklip.core.rights import mask_contacts
from udklip.desk.page.office import office_of
from udklip.indexer.places import matching_words
from udklip.indexer.tree import Node
from udklip.schedules.overview.rendering.render import environment, loader
from udklip.schedules.overview.values import Entry
from udklip.schedules.reporting.rendering.page import report_loader

#: A tenth of a style sheet is space that people need and browsers do not.
_SPACE_AROUND = re.compile(r"\s*([{};,])\s*")
SCRIPTS = ("htmx.min.js", "udklip.js")
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#0a5c69"/>'
    '<path d="M4 4.5h8M4 8h8M4 11.5h5" stroke="#fff" stroke-width="1.6" stroke-linecap="round"/></svg>'
)


class Page(HTMLResponse):
    """A page with the values it is made of: where JSON of the same is asked for, those alone."""

    def __init__(self, values: Mapping[str, Any], html: str, status: int) -> None:
        super().__init__(html, status_code=status)
        self.values = values


def answer(request: Request, template: str, status: int = 200, **values: Any) -> Page:
    """One page."""
    if getattr(request.state, "values_alone", False):
        return Page(values, "", status)
    common = {
        "path": request.url.path,
        "profile": office_of(request).settings.profile.name,
        "query": "",
        # Not looked up here: on a page for everybody nobody is known.
        "person": getattr(request.state, "person", None),
    }
    return Page(values, _templates().get_template(template).render(**common | values), status)


def styles(request: Request) -> Response:
    """The one style sheet."""
    return _to_keep(request, _styles(), "text/css")


def script(request: Request) -> Response:
    """One of the page's own scripts; the page works without."""
    return _to_keep(request, _script(request.url.path.removeprefix("/")), "text/javascript; charset=utf-8")


def icon(request: Request) -> Response:
    """The little picture in the tab."""
    return _to_keep(request, ICON, "image/svg+xml")


def _to_keep(request: Request, content: str, kind: str) -> Response:
    """What is the same for everybody and every day; packed where the browser takes it.

    Pages are not packed: the length of what holds both a secret word and a visitor's own tells of the secret (BREACH).
    """
    headers = {"Cache-Control": "public, max-age=86400", "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(_packed(content), media_type=kind, headers=headers | {"Content-Encoding": "gzip"})
    return Response(content, media_type=kind, headers=headers)


@cache
def _packed(content: str) -> bytes:
    return gzip.compress(content.encode(), mtime=0)


@cache
def _script(name: str) -> str:
    return (files("udklip.desk.page") / "static" / name).read_text("utf-8")


@cache
def _templates() -> Environment:
    templates = environment(
        ChoiceLoader([PackageLoader("udklip.desk.page", "templates"), loader(), report_loader()])
    )
    # The name changes with the content, so that an upgrade is seen at once.
    served = _sheets(templates) + "".join(map(_script, SCRIPTS))
    templates.globals["version"] = blake2b(served.encode(), digest_size=4).hexdigest()
    templates.globals["item_link"] = _to_item
    templates.filters["printed"] = _printed
    templates.filters["masked"] = mask_contacts
    templates.filters["pieces"] = _pieces
    return templates


@cache
def _styles() -> str:
    return _sheets(_templates())


def _sheets(templates: Environment) -> str:
    sheets = "".join(templates.get_template(name).render() for name in ("overview.css.j2", "page.css.j2"))
    return _SPACE_AROUND.sub(r"\1", sheets)


def _pieces(text: str, node: Node | None) -> Iterator[tuple[str, bool]]:
    """`text` in pieces, and of each whether `node` asks for its words."""
    end = 0
    for start, stop in matching_words(text, node) if node else ():
        yield text[end:start], False
        yield text[start:stop], True
        end = stop
    yield text[end:], False


def _printed(published: str | None) -> str:
    """A time as a hit has it, in words."""
    return danish.moment(datetime.fromisoformat(published)) if published else "uden dato"


def _to_item(entry: Entry) -> str:
    """On the page a title leads to the item's own view."""
    return f"/omtale/{entry.id}"
