"""`udklip desk`: the page of the communications team."""

import ipaddress
import socket
from typing import Annotated

import typer
import uvicorn

from udklip.core.errors import SettingsError, UdklipError
from udklip.core.ledger import Ledger
from udklip.core.links import PORT
from udklip.core.settings import Settings
from udklip.core.times import Clock, fixed_clock, system_clock
from udklip.desk.options import ConfigOption, ledger_of, moment, settings_of
from udklip.desk.output import say
from udklip.desk.page.app import create_app
from udklip.desk.searching import open_for_reading

app = typer.Typer(rich_markup_mode=None)
#: Somebody waits for the answer: longer than this they are told to try again.
BUSY_SECONDS = 4
LOOPBACK = ["127.0.0.1", "localhost", "::1", "[::1]"]


@app.command()
def command(
    config: ConfigOption = None,
    host: Annotated[
        str, typer.Option(help="A loopback address, until somebody has an account.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = PORT,
    now: Annotated[
        str | None, typer.Option(metavar="TIME", help="The page's clock; only for sources on loopback.")
    ] = None,
) -> None:
    """Serve the page of the communications team, until stopped; to this machine only, unless people log in."""
    settings = settings_of(config)
    clock = _clock(now, only_loopback=settings.only_loopback)
    ledger = ledger_of(settings, BUSY_SECONDS)
    _check_host(host, settings, ledger)
    with _listening(host, port) as listener, open_for_reading(settings) as index:
        page = create_app(settings, ledger, index, clock, [host, *LOOPBACK, *settings.desk.names])
        shown = f"[{host}]" if ":" in host else host
        say(f"Open http://{shown}:{listener.getsockname()[1]}/ in a browser; Ctrl-C stops it.")
        _serve(uvicorn.Server(_configured(page)), listener)
    ledger.close()


def _configured(page: object) -> uvicorn.Config:
    return uvicorn.Config(
        page,  # type: ignore[arg-type] # any ASGI application
        log_level="warning",
        access_log=False,
        server_header=False,
        # Whom to believe is in our own settings: see `gate`.
        proxy_headers=False,
        # A browser keeps up to six connections open: room for a hundred people at once.
        limit_concurrency=600,
        timeout_graceful_shutdown=5,
    )


def _serve(server: uvicorn.Server, listener: socket.socket) -> None:
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        say("udklip: the page was stopped")


def _clock(now: str | None, *, only_loopback: bool) -> Clock:
    moment_given = moment(now, "--now")
    if moment_given is None:
        return system_clock
    if not only_loopback:
        raise SettingsError(
            "--now is for a demo press on loopback: a source of these settings is on the live press"
        )
    return fixed_clock(moment_given)


def _check_host(host: str, settings: Settings, ledger: Ledger) -> None:
    """Refuse other machines as long as nobody has an account: whoever can reach the page could read it.

    Raises:
        SettingsError: the host is not a loopback address, and nobody has to log in.
    """
    if _is_loopback(host) or settings.desk.trusted_header:
        return
    with ledger.reading() as book:
        if book.accounts.any():
            return
    raise SettingsError(
        f"--host {host}: nobody has an account yet, and so the page is served to this machine only "
        "(127.0.0.1, ::1, localhost); `udklip user add NAME --role administrator` makes one"
    )


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family)
    except OSError as error:
        raise UdklipError(
            f"port {port} on {host} cannot be had ({error.strerror}); choose another by --port"
        ) from error
    # Else the second half of an answer waits 40 ms for the browser to say that it has the first (Nagle's algorithm).
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener
