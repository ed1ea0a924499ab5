"""The commands `start`, `stop` and `status` of the test server.

`start` brings the server from Maven Central once, builds its small plugin, starts it on loopback and prints
its address alone on standard output; one that runs already is used as it is.
Exit codes: 0 done, 1 failed, or not running (`status`), 2 wrong use, 3 Java or Maven is missing.
"""

import argparse
import fcntl
import os
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
from tools.elasticsearch.places import Node, cache_folder, make_folder, node_called

HIGHEST_PORT = 65535


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    asked = _parser().parse_args(arguments)
    # The server's account reads what root unpacks.
    os.umask(0o022)
    try:
        home = make_folder(cache_folder(os.environ, is_root=os.geteuid() == 0) / "elasticsearch")
        return _run(asked.command, node_called(asked.data, home), home, asked.port)
    except ServerFailure as failure:
        print(f"elasticsearch: {failure}", file=sys.stderr)
        return failure.exit_code
    except OSError as failure:
        print(f"elasticsearch: {failure}: set UDKLIP_CACHE to a folder that can be written", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="A real Elasticsearch on loopback, for tests and the demo.")
    parser.add_argument("command", choices=["start", "stop", "status"])
    parser.add_argument("--port", type=_port, default=0, help="port to listen on (default: any free one)")
    parser.add_argument(
        "--data", default="main", metavar="NAME", help="which server: each name is one of its own"
    )
    return parser


def _port(typed: str) -> int:
    port = int(typed)
    if not 0 <= port <= HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"{port} is not between 0 and {HIGHEST_PORT}")
    return port


def _run(command: str, node: Node, home: Path, port: int) -> int:
    if command == "status":
        return _status(node)
    with _alone(home):
        return _start(node, home, port) if command == "start" else _stop(node)


def _status(node: Node) -> int:
    running = process.find_running(node)
    print(running.url if running else f"{node.name}: not running", file=sys.stdout if running else sys.stderr)
    return 0 if running else 1


def _start(node: Node, home: Path, port: int) -> int:
    java = java_home()
    server = ensure_distribution(home)
    fingerprint = ensure_plugin(server)
    running = process.find_running(node)
    if running is None or running.fingerprint != fingerprint:
        process.stop(node)
        running = process.start(
            node, server, fingerprint, java_home=java, account=account_for_server(), port=port
        )
    print(_on_port(running.url, port))
    return 0


def _on_port(url: str, port: int) -> str:
    if port and not url.endswith(f":{port}"):
        raise ServerFailure(f"one runs already at {url}: stop it first, or use that")
    return url


def _stop(node: Node) -> int:
    print(f"{node.name}: {'stopped' if process.stop(node) else 'not running'}", file=sys.stderr)
    return 0


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Test workers start at the same moment: one prepares and starts, the others find it running."""
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    sys.exit(main())
