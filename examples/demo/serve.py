"""Serve the demo press on three loopback addresses and one port.

``python examples/demo/serve.py --build DIR --port N`` builds into DIR and prints ``ready PORT`` when it listens.
"""

import argparse
import hashlib
import json
import signal
import sys
import threading
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import ThreadingTCPServer
from typing import Any, ClassVar
from urllib.parse import urlsplit

from build import PORT, build, port_number
from press_items import PressError, read_outlets

FREE_PORT_TRIES = 20


@dataclass(frozen=True)
class Answer:
    """What one address gives, with its validators."""

    body: bytes
    content_type: str
    etag: str
    last_modified: str

    def unchanged(self, none_match: str | None, modified_since: str | None) -> bool:
        """Whether a conditional request is met; If-None-Match goes before If-Modified-Since (RFC 9110, 13.2.2)."""
        if none_match is not None:
            tags = (tag.strip().removeprefix("W/") for tag in none_match.split(","))
            return any(tag in ("*", self.etag) for tag in tags)
        return modified_since == self.last_modified


Site = dict[str, Answer]


def load(folder: Path) -> dict[str, Site]:
    """Read a built folder: by host, by path, the answer."""
    web: dict[str, dict[str, dict[str, str]]] = json.loads((folder / "web.json").read_text(encoding="utf-8"))
    return {
        host: {path: _answer(folder, entry) for path, entry in site.items()} for host, site in web.items()
    }


def _answer(folder: Path, entry: dict[str, str]) -> Answer:
    body = (folder / entry["file"]).read_bytes()
    etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    modified = datetime.fromisoformat(entry["modified"]).astimezone(UTC)
    return Answer(body, entry["content_type"], etag, format_datetime(modified, usegmt=True))


class Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD for the host that the connection came to; queries are passed over."""

    protocol_version = "HTTP/1.1"
    server_version = "demo-press"
    sys_version = ""
    timeout = 30
    web: ClassVar[dict[str, Site]] = {}

    def do_GET(self) -> None:
        """Send the page with its body."""
        self._send(with_body=True)

    def do_HEAD(self) -> None:
        """Send the page's headers."""
        self._send(with_body=False)

    def _send(self, *, with_body: bool) -> None:
        host = str(self.connection.getsockname()[0])
        answer = self.web[host].get(urlsplit(self.path).path)
        if answer is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        unchanged = answer.unchanged(self.headers["If-None-Match"], self.headers["If-Modified-Since"])
        self.send_response(HTTPStatus.NOT_MODIFIED if unchanged else HTTPStatus.OK)
        self._send_headers(answer, 0 if unchanged else len(answer.body))
        if with_body and not unchanged:
            self.wfile.write(answer.body)

    def _send_headers(self, answer: Answer, length: int) -> None:
        self.send_header("ETag", answer.etag)
        self.send_header("Last-Modified", answer.last_modified)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the name the base class gives it)
        """Say nothing: the crawler's own log tells what was asked."""


class Server(ThreadingTCPServer):
    """One address of the demo press; `HTTPServer` would ask a name server who 127.0.0.2 is."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.socket.getsockname()[1])

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A crawler that hangs up, or is killed, is no error of ours."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def bind(hosts: list[str], port: int) -> list[Server]:
    """Listen on ``port`` at every host, on the same free one for 0; raises `OSError` when that cannot be."""
    for attempt in range(FREE_PORT_TRIES):
        try:
            return _bind_all(hosts, port)
        except OSError:
            if port or attempt == FREE_PORT_TRIES - 1:
                raise
    raise AssertionError("unreachable")


def _bind_all(hosts: list[str], port: int) -> list[Server]:
    servers: list[Server] = []
    with ExitStack() as on_failure:
        for host in hosts:
            server = Server((host, port), Handler)
            on_failure.callback(server.server_close)
            servers.append(server)
            port = server.port
        on_failure.pop_all()
    return servers


def serve(servers: list[Server]) -> None:
    """Serve until SIGTERM or SIGINT."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    threads = [threading.Thread(target=server.serve_forever, daemon=True) for server in servers]
    for thread in threads:
        thread.start()
    print(f"ready {servers[0].port}", flush=True)
    stop.wait()
    for server in servers:
        server.shutdown()
        server.server_close()


def main() -> int:
    """Build and serve as the command line says; 1 with one line on standard error when that cannot be."""
    parser = argparse.ArgumentParser(description="Build the demo press and serve it on loopback.")
    parser.add_argument("--build", type=Path, required=True, metavar="DIR", help="folder to build into")
    parser.add_argument(
        "--port", type=port_number, default=PORT, metavar="N", help="0 takes a free one (default %(default)s)"
    )
    asked = parser.parse_args()
    try:
        servers = bind([outlet.host for outlet in read_outlets()], asked.port)
    except OSError as error:
        print(f"port {asked.port} cannot be had: {error.strerror}; choose another by --port", file=sys.stderr)
        return 1
    try:
        build(asked.build, servers[0].port)
        Handler.web = load(asked.build)
    except (PressError, OSError) as error:
        print(f"demo press not built: {error}", file=sys.stderr)
        return 1
    serve(servers)
    return 0


if __name__ == "__main__":
    sys.exit(main())
