"""A forward proxy on loopback: it knows names that nobody else does, asks who one is, and opens tunnels."""

import base64
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

_CHUNK = 65_536


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "ForwardProxy"

    def do_GET(self) -> None:
        """Ask for a page in the other's name."""
        parts = urlsplit(self.path)
        if not self._is_known(parts.netloc):
            return
        connection = HTTPConnection("127.0.0.1", self.server.ports[parts.netloc], timeout=10)
        connection.request("GET", parts.path, headers={"Host": parts.netloc})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.headers.get("Content-Type", "text/html"))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_CONNECT(self) -> None:
        """Open a tunnel, and look at nothing that goes through it."""
        if not self._is_known(self.path):
            return
        self.close_connection = True
        with socket.create_connection(("127.0.0.1", self.server.ports[self.path])) as there:
            self.send_response(200)
            self.end_headers()
            back = Thread(target=_pour, args=(there, self.connection), daemon=True)
            back.start()
            _pour(self.connection, there)
            back.join()

    def _is_known(self, place: str) -> bool:
        self.server.asked.append(f"{self.command} {self.path}")
        if self.headers.get("Proxy-Authorization") != self.server.who:
            self._refuse(407)
        elif place not in self.server.ports:
            self._refuse(502)
        else:
            return True
        return False

    def _refuse(self, status: int) -> None:
        self.close_connection = True
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the name the base class gives it)
        """Say nothing."""


class ForwardProxy(ThreadingTCPServer):
    """The proxy; `ports` says which port of loopback stands behind a host, `asked` what was asked of it."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, user: str, password: str) -> None:
        """Listen on a free port; only `user` may ask."""
        super().__init__(("127.0.0.1", 0), _Handler)
        self.ports: dict[str, int] = {}
        self.asked: list[str] = []
        self.who = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()

    @property
    def url(self) -> str:
        """Its address, as it stands in the settings."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no fault here."""


@contextmanager
def forward_proxy(user: str, password: str) -> Iterator[ForwardProxy]:
    """A running proxy."""
    with ForwardProxy(user, password) as proxy:
        thread = Thread(target=proxy.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield proxy
        proxy.shutdown()
        thread.join()


def _pour(here: socket.socket, there: socket.socket) -> None:
    with suppress(OSError):
        while chunk := here.recv(_CHUNK):
            there.sendall(chunk)
    with suppress(OSError):
        there.shutdown(socket.SHUT_WR)
