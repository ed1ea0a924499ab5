"""A desk that is being served, and what a visitor gets from it: by HTTP on loopback, from `udklip desk`."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

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


@dataclass
class Visitor:
    """A browser without a script: it keeps cookies and sends forms as they stand on the page."""

    desk: Desk
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answer:
        """Open an address; redirections are not followed."""
        return self._asked(path, "GET", None, {})

    def post(self, path: str, fields: dict[str, str], **headers: str) -> Answer:
        """Send fields as a form."""
        typed = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._asked(path, "POST", urlencode(fields), typed | headers)

    def send(self, path: str, action: str, **fields: str) -> Answer:
        """Fill in the form of the page at `path` whose action is `action`, and send it."""
        forms = [form for form in self.get(path).page.forms if form.get("action") == action]
        assert forms, f"no form for {action} on {path}"
        return self.post(action, dict(forms[0].form_values()) | fields)

    def log_in(self, name: str, password: str, there: str = "") -> Answer:
        """Log in as a person does."""
        return self.send(f"/log-ind?til={there}", "/log-ind", name=name, password=password)

    def _asked(self, path: str, method: str, body: str | None, headers: dict[str, str]) -> Answer:
        parts = urlsplit(self.desk.address)
        connection = HTTPConnection(str(parts.hostname), parts.port, timeout=30)
        if self.cookies:
            headers = headers | {"Cookie": "; ".join(f"{key}={value}" for key, value in self.cookies.items())}
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            for given in answer.headers.get_all("set-cookie") or []:
                key, _, value = given.split(";")[0].partition("=")
                self.cookies[key] = value.strip('"')
            return Answer(answer.status, dict(answer.headers), answer.read().decode("utf-8", "replace"))
        finally:
            connection.close()
