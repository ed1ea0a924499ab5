"""What every answer carries, so that a browser runs our scripts alone, loads nothing from elsewhere, tells nobody."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

#: A letter stands in a frame of ours with its own styles, and may do nothing: its links open beside it.
FRAMED = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
    "X-Frame-Options": "SAMEORIGIN",
}


class Guard:
    """Sets the headers on whatever is answered, unless a view has its own; pages themselves are kept by nobody."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the page does, with the headers."""

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in (*HEADERS.items(), ("Cache-Control", "no-store")):
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, guarded)


class PublicDoor:
    """Who comes by the name that the page has outside sees what is open to all, and no coverage."""

    def __init__(self, app: ASGIApp, inner: Sequence[str], open_to_all: tuple[str, ...]) -> None:
        self._app = app
        self._inner = frozenset(host.strip("[]") for host in inner)
        self._open = open_to_all

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what may be seen from there."""
        if scope["type"] == "http" and not self._may(scope):
            await PlainTextResponse("Invalid host header", status_code=400)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _may(self, scope: Scope) -> bool:
        host = urlsplit(f"//{Headers(scope=scope).get('host', '')}").hostname or ""
        return host in self._inner or str(scope["path"]).startswith(self._open)
