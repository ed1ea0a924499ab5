"""What a secured server needs: certificates signed by a CA of its own, and the first password of `elastic`."""

import secrets
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tools.elasticsearch.distribution import last_lines
from tools.elasticsearch.failures import ServerFailure
from tools.elasticsearch.java import tool
from tools.elasticsearch.places import Node, make_folder

DAYS = "365"

EXTENSIONS = """\
[req]
distinguished_name = name
[name]
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[server]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
authorityKeyIdentifier = keyid
subjectAltName = IP:127.0.0.1, DNS:localhost
"""

SETTINGS = {
    "xpack.security.enabled": "true",
    "xpack.security.enrollment.enabled": "false",
    "xpack.security.http.ssl.enabled": "true",
    "xpack.security.http.ssl.key": "certificates/server.key",
    "xpack.security.http.ssl.certificate": "certificates/server.pem",
}


@dataclass(frozen=True)
class Protection:
    """What a client needs to be let in: the CA's certificate and the password of `elastic`."""

    ca_file: str
    password: str


def protect(node: Node, server: Path, environment: dict[str, str]) -> Protection:
    """Make certificates and password where an earlier start made none; raises ServerFailure or MissingTool."""
    certificates = node.settings / "certificates"
    if not node.password.is_file():
        _make_certificates(make_folder(certificates))
        password = secrets.token_urlsafe(16)
        keystore = [str(server / "bin" / "elasticsearch-keystore"), "add", "-x", "-f", "bootstrap.password"]
        _run(keystore, environment, password)
        node.password.write_text(password, "utf-8")
    return Protection(str(certificates / "ca.crt"), node.password.read_text("utf-8"))


def _make_certificates(folder: Path) -> None:
    (folder / "extensions.cnf").write_text(EXTENSIONS, "utf-8")
    _make_certificate(folder, "ca", "/CN=Udklip test CA", "authority")
    signed = ["-CA", str(folder / "ca.crt"), "-CAkey", str(folder / "ca.key")]
    _make_certificate(folder, "server", "/CN=localhost", "server", *signed)
    # With the CA behind its own, a client that knows the CA's fingerprint alone can trust it.
    chain = [(folder / name).read_text("utf-8") for name in ("server.crt", "ca.crt")]
    (folder / "server.pem").write_text("".join(chain), "utf-8")


def _make_certificate(folder: Path, name: str, subject: str, extensions: str, *signed: str) -> None:
    command = [tool("openssl"), "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
    command += ["-nodes", "-days", DAYS, "-subj", subject, "-extensions", extensions, *signed]
    command += ["-config", str(folder / "extensions.cnf")]
    _run([*command, "-keyout", str(folder / f"{name}.key"), "-out", str(folder / f"{name}.crt")])


def _run(command: list[str], environment: dict[str, str] | None = None, said: str = "") -> None:
    done = subprocess.run(command, env=environment, input=said, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise ServerFailure(f"{Path(command[0]).name} failed:\n{last_lines(done.stderr or done.stdout, 5)}")
