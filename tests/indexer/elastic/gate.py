"""A gate before the real Elasticsearch: it lets requests through, or treats the next ones to bulk as it was told."""

import http.client
import json
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

BULK = "/_bulk"
PRODUCT = {
    "X-Elastic-Product": "Elasticsearch",
    "Content-Type": "application/vnd.elasticsearch+json;compatible-with=8",
}
KEPT_HEADERS = {name.lower() for name in PRODUCT}


class Mood(Enum):
    """What befalls one bulk request."""

    BUSY = 429
    NOT_THERE = 503
    EVERY_DOCUMENT_BUSY = "each document is answered by 429"
    ANSWER_LOST = "it is carried out, and the line is cut before the answer"


class Gate(ThreadingHTTPServer):
    """Stands before the server at `behind`; `moods` befall the next bulk requests, one each."""

    daemon_threads = True

    def __init__(self, behind: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.behind = urlsplit(behind).netloc
        self.moods: list[Mood] = []
        self.bulks = 0

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Gate

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        mood = None
        if self.path.startswith(BULK):
            self.server.bulks += 1
            mood = self.server.moods.pop(0) if self.server.moods else None
        if mood in {Mood.BUSY, Mood.NOT_THERE}:
            self._send(mood.value, PRODUCT, b'{"error": {"type": "busy", "reason": "busy"}}')
        elif mood is Mood.EVERY_DOCUMENT_BUSY:
            self._send(200, PRODUCT, _all_busy(body))
        else:
            self._pass_on(body, cut=mood is Mood.ANSWER_LOST)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _answer  # noqa: N815 - http.server's names

    def _pass_on(self, body: bytes, *, cut: bool) -> None:
        line = http.client.HTTPConnection(self.server.behind, timeout=30)
        headers = {name: value for name, value in self.headers.items() if name.lower() != "host"}
        line.request(self.command, self.path, body, headers)
        answer = line.getresponse()
        said = answer.read()
        line.close()
        if cut:
            self.close_connection = True
            return
        kept = {name: value for name, value in answer.getheaders() if name.lower() in KEPT_HEADERS}
        self._send(answer.status, kept, said)

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _all_busy(body: bytes) -> bytes:
    actions = [json.loads(line) for line in body.splitlines()]
    names = [action["index"] for action in actions if isinstance(action.get("index"), dict)]
    said = {"status": 429, "error": {"type": "es_rejected_execution_exception", "reason": "queue is full"}}
    return json.dumps({"errors": True, "items": [{"index": name | said} for name in names]}).encode()


@contextmanager
def gate_before(url: str) -> Iterator[Gate]:
    """A gate that is open until the end."""
    with Gate(url) as gate:
        Thread(target=gate.serve_forever, daemon=True).start()
        yield gate
        gate.shutdown()
