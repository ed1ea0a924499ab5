"""A server on loopback that speaks Kibana's import API as its documents and its source tell it."""

import base64
import json
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

Json = dict[str, Any]

USER, PASSWORD, KEY = "elastic", "hemmelig", "bm9nbGU6aGVtbWVsaWc="
#: Who may import, and somebody whom it knows and does not let.
ALLOWED = {f"Basic {base64.b64encode(f'{USER}:{PASSWORD}'.encode()).decode()}", f"ApiKey {KEY}"}
READER = f"Basic {base64.b64encode(b'laeser:hemmelig').decode()}"
#: The newest format of each type that Kibana 8.19 knows.
KNOWN = {"index-pattern": (8, 0, 0), "search": (10, 6, 0), "dashboard": (10, 3, 0)}


@dataclass(frozen=True)
class Refusal(Exception):
    """An answer that is no import; `text` is sent as it is, else Kibana's JSON for errors."""

    status: int
    message: str = ""
    text: str | None = None
    headers: dict[str, str] = field(default_factory=dict)


class KibanaServer(ThreadingHTTPServer):
    """Keeps what was imported, by space; `mood` is an answer that it gives to everything."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.spaces: dict[str, dict[tuple[str, str], Json]] = {"default": {}, "presse": {}}
        self.mood: Refusal | None = None
        self.most_bytes = 10_000_000
        self.known = dict(KNOWN)
        self.lost: set[str] = set()
        self.scheme = "http"

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"{self.scheme}://127.0.0.1:{self.server_port}"

    def trust_by(self, certificate: Path, key: Path) -> None:
        """Speak TLS from now on."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        self.socket = context.wrap_socket(self.socket, server_side=True)
        self.scheme = "https"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that does not trust us hangs up: that is no error of ours."""

    def take(self, space: str, objects: list[Json], *, overwrite: bool) -> Json:
        """Import `objects`, each that can be; those of `lost` are not found where they are referred to."""
        kept = self.spaces[space]
        there = {(one["type"], one["id"]) for one in objects} | set(kept)
        errors, results = [], []
        for one in objects:
            if error := self._error(one, kept, there, overwrite=overwrite):
                errors.append(_described(one) | {"error": error})
                continue
            results.append(_described(one) | {"overwrite": (one["type"], one["id"]) in kept})
            kept[one["type"], one["id"]] = one
        answer: Json = {"success": not errors, "successCount": len(results), "warnings": []}
        return answer | ({"errors": errors} if errors else {}) | {"successResults": results}

    def _error(self, one: Json, kept: Json, there: set[tuple[str, str]], *, overwrite: bool) -> Json | None:
        if one["type"] not in self.known:
            return {"type": "unsupported_type"}
        if (one["type"], one["id"]) in kept and not overwrite:
            return {"type": "conflict"}
        missing = [
            {"type": each["type"], "id": each["id"]}
            for each in one["references"]
            if (each["type"], each["id"]) not in there or each["id"] in self.lost
        ]
        return {"type": "missing_references", "references": missing} if missing else None


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: KibanaServer

    def do_POST(self) -> None:
        """Answer a request as Kibana does: who asks first, then what."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            self._send(200, self._imported(body))
        except Refusal as refusal:
            if refusal.text is not None:
                self._send_text(refusal.status, refusal.text, refusal.headers)
                return
            said = {"statusCode": refusal.status, "error": "Error", "message": refusal.message}
            self._send(refusal.status, said)

    def _imported(self, body: bytes) -> Json:
        if self.server.mood:
            raise self.server.mood
        self._let_in()
        space, overwrite = self._asked_for()
        if len(body) > self.server.most_bytes:
            raise Refusal(
                413, f"Payload content length greater than maximum allowed: {self.server.most_bytes}"
            )
        objects = [json.loads(line) for line in self._file(body).splitlines()]
        for one in objects:
            self._check_format(one)
        return self.server.take(space, objects, overwrite=overwrite)

    def _let_in(self) -> None:
        who = self.headers.get("Authorization")
        if who not in ALLOWED | {READER}:
            raise Refusal(401, "[security_exception]: unable to authenticate user")
        if self.headers.get("kbn-xsrf") is None:
            raise Refusal(400, "Request must contain a kbn-xsrf header.")
        if who == READER:
            raise Refusal(403, "Unable to bulk_create dashboard,index-pattern,search")

    def _asked_for(self) -> tuple[str, bool]:
        asked = urlsplit(self.path)
        parts = asked.path.strip("/").split("/")
        space = parts[1] if parts[0] == "s" else "default"
        path = parts[2:] if parts[0] == "s" else parts
        if path != ["api", "saved_objects", "_import"] or space not in self.server.spaces:
            raise Refusal(404, "Not Found")
        return space, parse_qs(asked.query).get("overwrite") == ["true"]

    def _file(self, body: bytes) -> str:
        """The one part called `file`, whose name ends in .ndjson."""
        kind = self.headers["Content-Type"]
        if not kind.startswith("multipart/form-data"):
            raise Refusal(415, "Unsupported Media Type")
        parts = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body, policy=HTTP)
        for part in parts.iter_parts():
            if part.get_param("name", header="content-disposition") == "file":
                name = part.get_filename() or ""
                if not name.endswith(".ndjson"):
                    raise Refusal(400, f"Invalid file extension {Path(name).suffix}")
                return str(part.get_payload(decode=True).decode("utf-8"))
        raise Refusal(400, "[request body.file]: expected value of type [Stream]")

    def _check_format(self, one: Json) -> None:
        version = tuple(map(int, one["typeMigrationVersion"].split(".")))
        newest = self.server.known.get(one["type"], version)
        if version > newest:
            said = f'Document "{one["id"]}" belongs to a more recent version of Kibana'
            known = ".".join(map(str, newest))
            raise Refusal(
                422, f"{said} [{one['typeMigrationVersion']}] when the last known version is [{known}]."
            )

    def _send(self, status: int, said: Json) -> None:
        headers = {"Content-Type": "application/json; charset=utf-8", "kbn-name": "kibana"}
        self._send_text(status, json.dumps(said), headers)

    def _send_text(self, status: int, text: str, headers: dict[str, str]) -> None:
        body = text.encode()
        self.send_response(status)
        for name, value in ({"Content-Type": "text/html"} | headers).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Nothing on standard error."""


def _described(one: Json) -> Json:
    title = one["attributes"].get("name") or one["attributes"]["title"]
    return {"type": one["type"], "id": one["id"], "meta": {"title": title, "icon": "app"}}


def own_certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for loopback that nobody else has signed, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Kibana of the tests")])
    began = datetime(2020, 1, 1, tzinfo=UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(began).not_valid_after(began + timedelta(days=365 * 100))
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    signed = builder.add_extension(names, critical=False).sign(key, hashes.SHA256())
    certificate, secret = folder / "kibana.crt", folder / "kibana.key"
    certificate.write_bytes(signed.public_bytes(Encoding.PEM))
    secret.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return certificate, secret


@contextmanager
def kibana_server(certificate: tuple[Path, Path] | None = None) -> Iterator[KibanaServer]:
    """One that listens until it is left."""
    with KibanaServer() as server:
        if certificate:
            server.trust_by(*certificate)
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
