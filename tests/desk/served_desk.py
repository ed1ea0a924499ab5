"""A desk that is being served, and what a visitor gets from it: by HTTP on loopback, from `udklip desk`."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

from lxml import html
from schedules.way import Way


@dataclass(frozen=True)
class Answer:
    """What the page answered."""

    status: int
    headers: dict[str, str]
    body: str

    @property
    def page(self) -> html.HtmlElement:
        return html.document_fromstring(self.body.encode())

    @property
    def text(self) -> str:
        return " ".join(self.page.text_content().split())

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Desk:
    """A page that is being served."""

    address: str

    def get(self, path: str, method: str = "GET", body: str | None = None, **headers: str) -> Answer:
        parts = urlsplit(self.address)
        connection = HTTPConnection(str(parts.hostname), parts.port, timeout=30)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.headers), answer.read().decode("utf-8", "replace"))
        finally:
            connection.close()


@contextmanager
def served(way: Way, *arguments: str) -> Iterator[Desk]:
    process = way.started("desk", "--port", "0", *arguments)
    try:
        assert process.stderr is not None
        said = process.stderr.readline()
        address = re.search(r"http://\S+(?=/ )", said)
        assert address, said + process.stderr.read()
        yield Desk(address[0])
    finally:
        process.terminate()
        process.communicate(timeout=30)
