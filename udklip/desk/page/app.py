"""The page put together: its addresses, its guard and what answers when something is wrong."""

from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Route

from udklip.core.ledger import Ledger
from udklip.core.settings import Settings
from udklip.core.times import Clock
from udklip.desk.page.faults import HANDLERS
from udklip.desk.page.guard import Guard, PublicDoor
from udklip.desk.page.item_view import item_page
from udklip.desk.page.leaving_view import leave, leaving_page, rejoin
from udklip.desk.page.office import Office
from udklip.desk.page.rendering import icon, styles
from udklip.desk.page.search_view import search_json, search_page
from udklip.desk.page.sources_view import sources_page
from udklip.desk.page.today_view import today_page
from udklip.schedules.mailing.leaving import PATH
from udklip.schedules.overview.from_ledger import own_names

ROUTES = [
    Route("/", today_page),
    Route("/soeg", search_page),
    Route("/soeg.json", search_json),
    Route("/omtale/{id}", item_page),
    Route("/kilder", sources_page),
    Route(f"{PATH}/{{token}}", leaving_page, methods=["GET"]),
    Route(f"{PATH}/{{token}}", leave, methods=["POST"]),
    Route(f"{PATH}/{{token}}/tilbage", rejoin, methods=["POST"]),
    Route("/stil.css", styles),
    Route("/ikon.svg", icon),
]


def create_app(settings: Settings, ledger: Ledger, clock: Clock, hosts: list[str]) -> Starlette:
    """The page as an ASGI application; only requests for `hosts` are answered, and for the way out by its own name."""
    # A name that somebody points at 127.0.0.1 must not make a visitor's browser read the page for them.
    public = urlsplit(settings.mail.public_url or "").hostname
    trusted = [*hosts, public] if public else hosts
    middleware = [
        Middleware(Guard),
        Middleware(TrustedHostMiddleware, allowed_hosts=trusted),
        Middleware(PublicDoor, inner=hosts, open_to_all=(f"{PATH}/", "/stil.css", "/ikon.svg")),
    ]
    handlers: dict[Any, Any] = dict(HANDLERS)
    app = Starlette(routes=ROUTES, middleware=middleware, exception_handlers=handlers)
    app.state.office = Office(settings, ledger, clock, own_names(settings))
    return app
