"""The commands `start`, `stop`, `status`, `kill`, `remove` and `sweep` of the test server.

`start` brings the server from Maven Central once, builds its small plugin, starts it on loopback and prints
its address alone on standard output (with --json also what a secured one asks for); one that runs already is used as
it is. `kill` ends it as a power cut would; `remove` stops it and deletes all it has; `sweep` removes those that a test
run left behind which was itself killed.
Exit codes: 0 done, 1 failed, or not running (`status`), 2 wrong use, 3 Java or Maven is missing.
"""

import argparse
import fcntl
import json
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tools.elasticsearch import process
from tools.elasticsearch.account import account_for_server
from tools.elasticsearch.analysis_plugin import ensure_plugin
from tools.elasticsearch.distribution import ensure_distribution
from tools.elasticsearch.failures import ServerFailure
from tools.elasticsearch.java import java_home
from tools.elasticsearch.layout import Shape
from tools.elasticsearch.places import Node, cache_folder, make_folder, node_called
from tools.elasticsearch.process import RunningServer

HIGHEST_PORT = 65535


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    asked = _parser().parse_args(arguments)
    # The server's account reads what root unpacks.
    os.umask(0o022)
    try:
        home = make_folder(cache_folder(os.environ, is_root=os.geteuid() == 0) / "elasticsearch")
        return _run(asked, node_called(asked.data, home), home)
    except ServerFailure as failure:
        print(f"elasticsearch: {failure}", file=sys.stderr)
        return failure.exit_code
    except OSError as failure:
        print(f"elasticsearch: {failure}: set UDKLIP_CACHE to a folder that can be written", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="A real Elasticsearch on loopback, for tests and the demo.")
    parser.add_argument("command", choices=["start", "stop", "status", "kill", "remove", "sweep"])
    parser.add_argument("--port", type=_port, default=0, help="port to listen on (default: any free one)")
    parser.add_argument(
        "--data", default="main", metavar="NAME", help="which server: each name is one of its own"
    )
    parser.add_argument("--short-lived", action="store_true", help="start sooner and work slower")
    parser.add_argument("--secure", action="store_true", help="with TLS, and a password for the user elastic")
    parser.add_argument(
        "--join", metavar="NAME", help="be a second node, for data alone, of that server's cluster"
    )
    parser.add_argument("--json", action="store_true", help="print url, ca_file and password")
    return parser


def _port(typed: str) -> int:
    port = int(typed)
    if not 0 <= port <= HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"{port} is not between 0 and {HIGHEST_PORT}")
    return port


def _run(asked: argparse.Namespace, node: Node, home: Path) -> int:
    if asked.command == "status":
        return _status(node, as_json=asked.json)
    if asked.command == "kill":
        # Without waiting for another's start: what is tried is tried at this moment.
        return _said(node, "killed" if process.kill(node) else "not running")
    with _alone(home):
        if asked.command == "start":
            return _start(asked, node, home)
        if asked.command == "sweep":
            return _sweep(home)
        stopped = process.stop(node)
        if asked.command == "remove":
            shutil.rmtree(node.folder, ignore_errors=True)
    return _said(node, "stopped" if stopped else "not running")


def _sweep(home: Path) -> int:
    for folder in (home / "nodes").glob("*-*"):
        owner = folder.name.rpartition("-")[2]
        if owner.isdecimal() and not Path("/proc", owner).exists():
            process.stop(node_called(folder.name, home))
            shutil.rmtree(folder, ignore_errors=True)
    return 0


def _said(node: Node, what: str) -> int:
    print(f"{node.name}: {what}", file=sys.stderr)
    return 0


def _status(node: Node, *, as_json: bool) -> int:
    running = process.find_running(node)
    if running is None:
        _said(node, "not running")
        return 1
    _show(running, as_json=as_json)
    return 0


def _start(asked: argparse.Namespace, node: Node, home: Path) -> int:
    java = java_home()
    server = ensure_distribution(home)
    fingerprint = ensure_plugin(server)
    running = process.find_running(node)
    if running is None or running.fingerprint != fingerprint:
        process.stop(node)
        shape = _shape(asked, home)
        running = process.start(
            node, server, fingerprint, java_home=java, account=account_for_server(), shape=shape
        )
    _check_port(running, asked.port)
    _show(running, as_json=asked.json)
    return 0


def _shape(asked: argparse.Namespace, home: Path) -> Shape:
    if asked.join is None:
        return Shape(asked.port, asked.secure, asked.short_lived)
    other = process.find_running(node_called(asked.join, home))
    if other is None or other.password is not None:
        raise ServerFailure(
            f"--join {asked.join}: no server of that name runs without security; start it first"
        )
    return Shape(asked.port, asked.secure, asked.short_lived, asked.join, other.transport)


def _check_port(running: RunningServer, port: int) -> None:
    if port and not running.url.endswith(f":{port}"):
        raise ServerFailure(f"one runs already at {running.url}: stop it first, or use that")


def _show(running: RunningServer, *, as_json: bool) -> None:
    told = {"url": running.url, "ca_file": running.ca_file, "password": running.password}
    print(json.dumps(told) if as_json else running.url)


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Test workers start at the same moment: one prepares and starts, the others find it running."""
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    sys.exit(main())
