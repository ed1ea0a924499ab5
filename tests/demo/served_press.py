"""The demo press as a person starts it: by its commands."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DEMO = Path(__file__).parents[2] / "examples" / "demo"


def run_script(script: str, *arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    """Run a script of the demo to its end."""
    command = [sys.executable, str(DEMO / script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def start_server(build: Path, port: int = 0) -> "subprocess.Popen[str]":
    """Start the demo's server; it builds into `build`."""
    command = [sys.executable, str(DEMO / "serve.py"), "--build", str(build), "--port", str(port)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def ready_port(server: "subprocess.Popen[str]") -> int:
    """Wait until the server says that it listens, and on which port."""
    assert server.stdout is not None
    word, port = server.stdout.readline().split()
    assert word == "ready"
    return int(port)


@dataclass(frozen=True)
class Press:
    """A served demo press: its built folder and its port."""

    folder: Path
    port: int

    @property
    def gold(self) -> Any:
        """What must be seen of it."""
        return json.loads((self.folder / "gold.json").read_text("utf-8"))

    @property
    def addresses(self) -> dict[str, str]:
        """Every address it serves, with the content type it must have."""
        web = json.loads((self.folder / "web.json").read_text("utf-8"))
        return {
            f"http://{host}:{self.port}{path}": entry["content_type"]
            for host, site in web.items()
            for path, entry in site.items()
        }
