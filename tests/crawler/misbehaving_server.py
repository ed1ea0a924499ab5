"""A server on loopback that does everything a server should not, until it is told to behave."""

import gzip
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from threading import Event, Thread
from typing import Any

LONGEST_WAIT = 60.0
DRIP_SECONDS = 0.2
CHUNK = b"\0" * 65_536


class Handler(BaseHTTPRequestHandler):
    """Answers by the routes of its server; what has no route is 404."""

    protocol_version = "HTTP/1.1"
    server: "Server"
    timeout = LONGEST_WAIT

    def do_GET(self) -> None:
        """Note what was asked, and answer."""
        self.server.asked.append(self.path)
        answer = self.server.routes.get(self.path)
        if answer is None:
            return_status(404)(self)
        else:
            answer(self)

    def give(self, body: bytes, content_type: str = "text/html; charset=utf-8", **headers: str) -> None:
        """Answer as a server should."""
        self.send_response(200)
        length = headers.pop("content_length", str(len(body)))
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in {"Content-Type": content_type, "Content-Length": length, **named}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the name the base class gives it)
        """Say nothing."""


Answer = Callable[[Handler], None]


class Server(ThreadingTCPServer):
    """One loopback server; `asked` are the paths in the order they were asked for."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, routes: Mapping[str, Answer]) -> None:
        """Listen on a free port."""
        super().__init__(("127.0.0.1", 0), Handler)
        self.routes = dict(routes)
        self.asked: list[str] = []
        self.closing = Event()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what is wanted here."""


@dataclass
class Site:
    """A running server and its address."""

    server: Server
    port: int = field(init=False)

    def __post_init__(self) -> None:
        """Read where it listens."""
        self.port = int(self.server.socket.getsockname()[1])

    def url(self, path: str) -> str:
        """The address of a path."""
        return f"http://127.0.0.1:{self.port}{path}"

    def routes(self, routes: Mapping[str, Answer]) -> None:
        """Answer by other routes from now on."""
        self.server.routes = dict(routes)
        self.server.asked.clear()


@contextmanager
def served(routes: Mapping[str, Answer]) -> Iterator[Site]:
    """Serve `routes` on loopback."""
    with Server(routes) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield Site(server)
        finally:
            server.closing.set()
            server.shutdown()
            thread.join()


def closed_port() -> int:
    """A port on loopback where nobody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def return_page(body: bytes, content_type: str = "text/html; charset=utf-8", **headers: str) -> Answer:
    """A page as it should be, or with headers that are not."""
    return lambda handler: handler.give(body, content_type, **headers)


def return_status(status: int) -> Answer:
    """A status and no page."""

    def answer(handler: Handler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def redirect_to(address: str) -> Answer:
    """Somewhere else."""

    def answer(handler: Handler) -> None:
        handler.send_response(302)
        handler.send_header("Location", address)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def hang(handler: Handler) -> None:
    """Take the question and say nothing until the server closes."""
    handler.server.closing.wait(LONGEST_WAIT)
    handler.close_connection = True


def drip(handler: Handler) -> None:
    """A byte now and then, without an end."""
    _begin(handler)
    while not handler.server.closing.wait(DRIP_SECONDS):
        handler.wfile.write(b"1\r\n.\r\n")
    handler.close_connection = True


def endless(handler: Handler) -> None:
    """More and more, as fast as it goes."""
    _begin(handler)
    while not handler.server.closing.is_set():
        handler.wfile.write(b"%x\r\n%s\r\n" % (len(CHUNK), CHUNK))
    handler.close_connection = True


def hang_up(handler: Handler) -> None:
    """Close the connection instead of an answer."""
    handler.close_connection = True


def cut_short(handler: Handler) -> None:
    """Promise more than is sent."""
    handler.give(b"<p>halvdelen", content_length="100000")
    handler.close_connection = True


def bomb(handler: Handler) -> None:
    """A little that unpacks to a lot."""
    handler.give(gzip.compress(b"\0" * 100_000_000, 9), Content_Encoding="gzip")


def _begin(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html; charset=utf-8")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
