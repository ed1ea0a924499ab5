"""Starts, finds and stops the process of one node."""

import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.request
from base64 import b64encode
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from tools.elasticsearch.account import Account
from tools.elasticsearch.distribution import last_lines
from tools.elasticsearch.failures import ServerFailure
from tools.elasticsearch.layout import LOOPBACK, Shape, lay_out
from tools.elasticsearch.places import Node
from tools.elasticsearch.protection import Protection, protect

START_SECONDS = 180
STOP_SECONDS = 30
PAUSE_SECONDS = 0.1
ANSWER_SECONDS = 10
SHOWN_LINES = 15


@dataclass(frozen=True)
class RunningServer:
    """What a later call needs to know of a server that came up; `transport` is where other nodes reach it."""

    url: str
    fingerprint: str
    transport: str = ""
    ca_file: str | None = None
    password: str | None = None


def find_running(node: Node) -> RunningServer | None:
    """The node's server if its process is alive and its cluster answers."""
    if not node.running.is_file() or _live_process(node) is None:
        return None
    record = RunningServer(**json.loads(node.running.read_text("utf-8")))
    return record if _answers(record) else None


def start(
    node: Node, server: Path, fingerprint: str, *, java_home: Path, account: Account | None, shape: Shape
) -> RunningServer:
    """Start the server in `server` and wait until its cluster answers.

    Raises ServerFailure if the port is taken, and with the last lines of the log if it does not come up.
    """
    print(f"Starting Elasticsearch ({node.name})", file=sys.stderr)
    _check_free(shape.port)
    lay_out(node, server, shape)
    environment = _environment(node, java_home)
    protection = protect(node, server, environment) if shape.secure else None
    if account is not None:
        account.own(node.folder)
    _launch(node, server, environment, account)
    running = _came_up(node, fingerprint, protection)
    if not _holds_within(START_SECONDS, lambda: _answers(running)):
        raise _not_started(node, f"{running.url} did not answer within {START_SECONDS} s")
    _record(node, running)
    return running


def stop(node: Node) -> bool:
    """End the node's process, by force if it takes too long; False if there was none."""
    process = _live_process(node)
    node.running.unlink(missing_ok=True)
    if process is None:
        return False
    os.kill(process, signal.SIGTERM)
    return _holds_within(STOP_SECONDS, lambda: _live_process(node) is None) or kill(node)


def kill(node: Node) -> bool:
    """End the node's process as a power cut would; False if there was none."""
    process = _live_process(node)
    node.running.unlink(missing_ok=True)
    if process is None:
        return False
    os.kill(process, signal.SIGKILL)
    return _holds_within(STOP_SECONDS, lambda: _live_process(node) is None)


def _check_free(port: int) -> None:
    with socket.socket() as probe:
        # As the server does: a port whose last connections are still closing counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError as taken:
            raise ServerFailure(f"--port {port}: {taken.strerror}; name another or none") from taken


def _record(node: Node, running: RunningServer) -> None:
    """All of it or nothing: a start may be killed at any moment."""
    whole = node.running.with_suffix(".new")
    whole.write_text(json.dumps(asdict(running)), "utf-8")
    whole.replace(node.running)


def _launch(node: Node, server: Path, environment: dict[str, str], account: Account | None) -> None:
    """Returns when the server has detached itself, which it does once it is up."""
    command = [str(server / "bin" / "elasticsearch"), "-d", "-p", str(node.process_id)]
    with node.start_log.open("w", encoding="utf-8") as log:
        launcher = subprocess.Popen(
            command,
            cwd=node.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            user=account.user if account else None,
            group=account.group if account else None,
            extra_groups=[] if account else None,
        )
    if _exit_code(launcher) != 0:
        raise _not_started(node, "Elasticsearch did not start")


def _environment(node: Node, java_home: Path) -> dict[str, str]:
    """Of the caller's environment only the path: it may hold secrets, and the server runs as another."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "ES_JAVA_HOME": str(java_home),
        "ES_PATH_CONF": str(node.settings),
        "ES_TMPDIR": str(node.scratch),
    }


def _exit_code(launcher: subprocess.Popen[bytes]) -> int | None:
    try:
        return launcher.wait(START_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(launcher.pid, signal.SIGKILL)
        launcher.wait()
        return None


def _not_started(node: Node, what: str) -> ServerFailure:
    stop(node)
    shown = last_lines(node.start_log.read_text("utf-8", "replace"), SHOWN_LINES)
    return ServerFailure(f"{what}; {node.start_log} ends:\n{shown}")


def _came_up(node: Node, fingerprint: str, protection: Protection | None) -> RunningServer:
    """Where the server listens, by the files that it wrote."""
    address = node.ports.read_text("utf-8").split()[0]
    transport = node.transport_ports.read_text("utf-8").split()[0]
    if protection is None:
        return RunningServer(f"http://{address}", fingerprint, transport)
    return RunningServer(
        f"https://{address}", fingerprint, transport, protection.ca_file, protection.password
    )


def _live_process(node: Node) -> int | None:
    """The number in the pid file if it is alive and this node's: numbers are given again to others."""
    try:
        # A server on its way out deletes its file, maybe at this moment.
        process = int(node.process_id.read_text("utf-8") or 0)
        command = Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return None
    return process if str(node.scratch).encode() in command else None


def _answers(running: RunningServer) -> bool:
    """Whether its cluster is usable; a secured one also knows its first user by then, a second after it listens."""
    health = f"{running.url}/_cluster/health?wait_for_status=yellow&timeout=1s"
    wanted = urllib.request.Request(health)  # noqa: S310 - the address is our own
    # A proxy in the environment must not stand between us and loopback.
    handlers: list[urllib.request.BaseHandler] = [urllib.request.ProxyHandler({})]
    if running.password is not None:
        login = b64encode(f"elastic:{running.password}".encode()).decode()
        wanted.add_header("Authorization", f"Basic {login}")
        trusted = ssl.create_default_context(cafile=running.ca_file)
        handlers.append(urllib.request.HTTPSHandler(context=trusted))
    try:
        with urllib.request.build_opener(*handlers).open(wanted, timeout=ANSWER_SECONDS) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _holds_within(seconds: float, condition: Callable[[], bool]) -> bool:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(PAUSE_SECONDS)
    return True
