"""The page put together: its addresses, its guard and what answers when something is wrong."""

from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Route

from udklip.core.ledger import Ledger
from udklip.core.ledger.people.values import Role
from udklip.core.settings import Settings
from udklip.core.times import Clock
from udklip.desk.page.as_json import as_json, named, overviews, today
from udklip.desk.page.faults import HANDLERS
from udklip.desk.page.gate import PostedView, admitted, posted
from udklip.desk.page.guard import Guard, PublicDoor
from udklip.desk.page.item.as_json import comparison, item
from udklip.desk.page.item.changes import changing, not_relevant, note, star, tag
from udklip.desk.page.item.comparison import comparison_page
from udklip.desk.page.item.original import original
from udklip.desk.page.item.view import item_page
from udklip.desk.page.lanes import Lane, Lanes, lane_of
from udklip.desk.page.leaving_view import leave, leaving_page, rejoin
from udklip.desk.page.login_view import login, login_page, logout
from udklip.desk.page.names_view import organisation_file, organisation_page, person_file, person_page
from udklip.desk.page.office import Office
from udklip.desk.page.overviews.archive import overviews_feed, overviews_table
from udklip.desk.page.overviews.coming import edit, overviews_page, preview, sent
from udklip.desk.page.rendering import SCRIPTS, icon, script, styles
from udklip.desk.page.report_view import FILES, report_file, report_page, report_styles
from udklip.desk.page.search.files import KINDS, search_file
from udklip.desk.page.search.suggestions import suggestions_json, suggestions_page
from udklip.desk.page.search.view import search_json, search_page
from udklip.desk.page.sources_view import sources_feed, sources_json, sources_page, sources_table
from udklip.desk.page.tables import TABLES
from udklip.desk.page.today_view import today_feed, today_page, today_table
from udklip.desk.page.watches_view import (
    make,
    remove,
    watch_feed,
    watches_feed,
    watches_json,
    watches_page,
    watches_table,
)
from udklip.indexer.index import Index
from udklip.schedules.mailing.leaving import PATH
from udklip.schedules.overview.from_ledger import own_names

OPEN = [
    Route("/log-ind", login_page),
    Route("/log-ind", login, methods=["POST"]),
    Route(f"{PATH}/{{token}}", leaving_page, methods=["GET"]),
    Route(f"{PATH}/{{token}}", leave, methods=["POST"]),
    Route(f"{PATH}/{{token}}/tilbage", rejoin, methods=["POST"]),
    Route("/stil.css", styles),
    Route("/rapport.css", report_styles),
    Route("/ikon.svg", icon),
    *(Route(f"/{name}", script) for name in SCRIPTS),
]
"""What everybody may ask for."""

PAGES = {
    "/": today_page,
    "/i-dag.json": as_json(today_page, today),
    **{f"/i-dag{ending}": today_table for ending in TABLES},
    "/i-dag.rss": today_feed,
    "/soeg": search_page,
    "/soeg.json": search_json,
    **{f"/soeg{ending}": search_file for ending in KINDS},
    "/forslag": suggestions_page,
    "/forslag.json": suggestions_json,
    # Before what would take the ending for a part of the name.
    "/omtale/{id}.json": as_json(item_page, item),
    "/omtale/{id}": item_page,
    "/omtale/{id}/sammenlign": comparison_page,
    "/omtale/{id}/sammenlign.json": as_json(comparison_page, comparison),
    "/overblik": overviews_page,
    "/overblik.json": as_json(overviews_page, overviews),
    **{f"/overblik{ending}": overviews_table for ending in TABLES},
    "/overblik.rss": overviews_feed,
    "/overblik/naeste.html": preview,
    "/overblik/sendt/{id}.html": sent,
    "/overvaagninger": watches_page,
    "/overvaagninger.json": watches_json,
    **{f"/overvaagninger{ending}": watches_table for ending in TABLES},
    "/overvaagninger.rss": watches_feed,
    "/overvaagninger/{name}.xml": watch_feed,
    "/rapport": report_page,
    **{f"/rapport{ending}": report_file for ending in FILES},
    "/organisation/{name:path}.json": as_json(organisation_page, named),
    **{f"/organisation/{{name:path}}{ending}": organisation_file for ending in KINDS},
    "/organisation/{name:path}": organisation_page,
    "/person/{name:path}.json": as_json(person_page, named),
    **{f"/person/{{name:path}}{ending}": person_file for ending in KINDS},
    "/person/{name:path}": person_page,
    "/kilder": sources_page,
    "/kilder.json": sources_json,
    **{f"/kilder{ending}": sources_table for ending in TABLES},
    "/kilder.rss": sources_feed,
}
"""What those who may read may ask for."""

CHANGES: dict[str, tuple[PostedView, Role]] = {
    "/log-ud": (logout, Role.READER),
    "/overblik": (edit, Role.EDITOR),
    "/overvaagninger": (make, Role.EDITOR),
    "/overvaagninger/slet": (remove, Role.EDITOR),
    "/omtale/{id}/stjerne": (changing(star), Role.READER),
    "/omtale/{id}/ikke-relevant": (changing(not_relevant), Role.EDITOR),
    "/omtale/{id}/tag": (changing(tag), Role.EDITOR),
    "/omtale/{id}/note": (changing(note), Role.READER),
}
"""What is posted, and who may."""


def routes() -> list[Route]:
    """Every address of the page."""
    pages = [Route(path, admitted(view, lane_of(path))) for path, view in PAGES.items()]
    changes = [Route(path, posted(view, least), methods=["POST"]) for path, (view, least) in CHANGES.items()]
    originals = Route("/omtale/{id}/original", admitted(original, Lane.FILE, Role.ADMINISTRATOR))
    return [*OPEN, *pages, originals, *changes]


def create_app(settings: Settings, ledger: Ledger, index: Index, clock: Clock, hosts: list[str]) -> Starlette:
    """The page as an ASGI application; only requests for `hosts` are answered, and for the way out by its own name.

    Ledger and index stay open as long as the page is served, and all its threads ask them.
    """
    # A name that somebody points at 127.0.0.1 must not make a visitor's browser read the page for them.
    public = urlsplit(settings.mail.public_url or "").hostname
    trusted = [*hosts, public] if public else hosts
    middleware = [
        Middleware(Guard),
        Middleware(TrustedHostMiddleware, allowed_hosts=trusted),
        Middleware(PublicDoor, inner=hosts, open_to_all=(f"{PATH}/", "/stil.css", "/ikon.svg")),
    ]
    handlers: dict[Any, Any] = dict(HANDLERS)
    app = Starlette(routes=routes(), middleware=middleware, exception_handlers=handlers)
    app.state.lanes = Lanes()
    app.state.office = Office(settings, ledger, index, clock, own_names(settings))
    return app
