"""A server on loopback that does everything a server should not, until it is told to behave."""

import gzip
import socket
import ssl
import struct
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_address
from pathlib import Path
from socketserver import ThreadingTCPServer
from threading import Event, Thread
from typing import Any

import brotli
from backports import zstd
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

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
        self.server.times.append((self.path, time.monotonic()))
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
    """One loopback server; `asked` are the paths in the order they were asked for, `times` when that was."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, routes: Mapping[str, Answer]) -> None:
        """Listen on a free port."""
        super().__init__(("127.0.0.1", 0), Handler)
        self.routes = dict(routes)
        self.asked: list[str] = []
        self.times: list[tuple[str, float]] = []
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
def served(routes: Mapping[str, Answer], tls: Path | None = None) -> Iterator[Site]:
    """Serve `routes` on loopback, over TLS where there is a file with a certificate and its key."""
    with Server(routes) as server:
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(tls)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield Site(server)
        finally:
            server.closing.set()
            server.shutdown()
            thread.join()


def certificate(folder: Path) -> Path:
    """A certificate for 127.0.0.1 that nobody but its own key has signed, and that key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    own = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    dated = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    made = dated.add_extension(own, critical=False).sign(key, hashes.SHA256())
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file = folder / "selfmade.pem"
    file.write_bytes(made.public_bytes(Encoding.PEM) + secret)
    return file


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


@cache
def packed(encoding: str) -> bytes:
    """A little that unpacks to a lot; `gzip, gzip` is packed twice."""
    zeros = b"\0" * 30_000_000
    if encoding == "br":
        return brotli.compress(zeros, quality=1)
    if encoding == "deflate":
        return zlib.compress(zeros, 1)
    if encoding == "zstd":
        return zstd.compress(zeros)
    once = gzip.compress(zeros, 1)
    return gzip.compress(once, 1) if encoding == "gzip, gzip" else once


def bomb_in(encoding: str) -> Answer:
    """A page that is packed so. The packing is done before anyone asks."""
    body = packed(encoding)
    return lambda handler: handler.give(body, Content_Encoding=encoding)


def endless_head(handler: Handler) -> None:
    """Headers, and no end of them."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not handler.server.closing.is_set():
        handler.wfile.write(b"X-Mere: " + b"a" * 8_000 + b"\r\n")


def drip_head(handler: Handler) -> None:
    """A header now and then, without an end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not handler.server.closing.wait(DRIP_SECONDS):
        handler.wfile.write(b"X-Mere: a\r\n")


def say(raw: bytes) -> Answer:
    """Bytes that are no HTTP, or hardly."""

    def answer(handler: Handler) -> None:
        handler.wfile.write(raw)
        handler.close_connection = True

    return answer


def reset(handler: Handler) -> None:
    """Tear the connection down in the middle of an answer."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalv")
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.close_connection = True


def wait_for(seconds: str, status: int = 429) -> Answer:
    """Ask for patience with `Retry-After`: seconds, or a date."""

    def answer(handler: Handler) -> None:
        handler.send_response(status)
        handler.send_header("Retry-After", seconds)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def _begin(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html; charset=utf-8")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
