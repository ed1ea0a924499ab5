"""Elasticsearch servers of a test's own, beside the one that all share: to be secured, stopped and killed."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SERVER = Path(__file__).resolve().parent.parent / "tools" / "elasticsearch" / "server.py"
NO_JAVA = 3


class MissingServer(Exception):
    """Java is not there."""


@dataclass
class OwnServer:
    """One node under a name that no other run of the tests uses; `url` changes when it is started again."""

    name: str
    options: tuple[str, ...] = ()
    url: str = ""
    ca_file: Path | None = None
    password: str | None = None

    def start(self) -> None:
        """Start it, with the data it had; servers of runs that were killed go first."""
        self._told("sweep")
        told = json.loads(self._told("start", "--json", "--short-lived", *self.options))
        self.url, self.password = told["url"], told["password"]
        self.ca_file = Path(told["ca_file"]) if told["ca_file"] else None

    def stop(self) -> None:
        """Stop it; its data stay."""
        self._told("stop")

    def kill(self) -> None:
        """End it as a power cut would."""
        self._told("kill")

    def remove(self) -> None:
        """Stop it and delete what it has."""
        self._told("remove")

    def _told(self, command: str, *options: str) -> str:
        answer = subprocess.run(
            [sys.executable, SERVER, command, "--data", self.name, *options],
            capture_output=True,
            text=True,
            check=False,
        )
        if answer.returncode == NO_JAVA:
            raise MissingServer(answer.stderr.strip())
        assert answer.returncode == 0, answer.stderr
        return answer.stdout


@contextmanager
def own_server(kind: str, *options: str) -> Iterator[OwnServer]:
    """A server that is gone at the end."""
    server = OwnServer(f"{kind}-{os.getpid()}", options)
    try:
        server.start()
        yield server
    finally:
        server.remove()
