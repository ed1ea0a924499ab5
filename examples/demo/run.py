"""Show Udklip at work: serve the demo press, run the whole way on it, and say what to try next.

``python examples/demo/run.py [--index embedded|elasticsearch]`` is what ``make run`` does.
"""

import argparse
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
VAR = HERE / "var"
PORT = 8731
NOW = "2020-11-25T06:30+01:00"
UDKLIP = Path(sys.executable).parent / "udklip"


def main() -> int:
    """Serve, run, and tell."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--index", choices=("embedded", "elasticsearch"), default="embedded")
    parser.add_argument(
        "--var", type=Path, default=VAR, help="where the press is built and the store is kept"
    )
    parser.add_argument("--port", type=int, default=PORT, help="the press's port on loopback")
    given = parser.parse_args()
    with _press(given.var / "press", given.port) as ready:
        config = _config(given.index, given.var, given.port) if ready else None
        code = _run(config) if config else 1
    if config and code == 0:
        _what_next(config)
    return code


@contextmanager
def _press(folder: Path, port: int) -> Iterator[bool]:
    """The demo press on loopback, for as long as it is needed."""
    command = [sys.executable, HERE / "serve.py", "--build", folder, "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        line = server.stdout.readline() if server.stdout else ""
        try:
            yield line.startswith("ready")
        finally:
            server.terminate()


def _config(index: str, var: Path, port: int) -> Path | None:
    """The demo's own settings, or the same with another index, place or port."""
    if (index, var, port) == ("embedded", VAR, PORT):
        return HERE / "udklip.toml"
    text = (HERE / "udklip.toml").read_text("utf-8").replace(f":{PORT}/", f":{port}/")
    text = text.replace('folder = "var"', f'folder = "{index}"').replace(
        'folder = "var/press', 'folder = "press'
    )
    if index == "elasticsearch":
        url = _elasticsearch()
        if url is None:
            return None
        text = text.replace(
            'engine = "embedded"', f'engine = "elasticsearch"\nname = "udklip-demo"\nurl = "{url}"'
        )
    config = var / f"udklip-{index}.toml"
    config.write_text(text, "utf-8")
    return config


def _elasticsearch() -> str | None:
    """The address of the server that the tests use, started where it is not running."""
    if url := os.environ.get("UDKLIP_TEST_ELASTICSEARCH"):
        return url
    server = [sys.executable, ROOT / "tools" / "elasticsearch" / "server.py", "start"]
    answer = subprocess.run(server, stdout=subprocess.PIPE, text=True, check=False)
    return answer.stdout.strip() if answer.returncode == 0 else None


def _run(config: Path) -> int:
    first_time = not (config.parent / _store(config) / "ledger.sqlite").exists()
    code = _udklip("run", "--once", "--now", NOW, config=config)
    if code == 0 and first_time and config.name == "udklip-elasticsearch.toml":
        # The server may hold a demo of another day, whose ledger is gone.
        return _udklip("index", "rebuild", config=config)
    return code


def _store(config: Path) -> str:
    return str(tomllib.loads(config.read_text("utf-8"))["store"]["folder"])


def _udklip(*arguments: str, config: Path) -> int:
    return subprocess.run([UDKLIP, *arguments, "--config", config], check=False).returncode


def _what_next(config: Path) -> None:
    here = _shown(config)
    address = f"http://127.0.0.2:{PORT}/erhverv/2020-11-24/fynsk-robotbygger-gaar-ind-i-ny-national-klynge"
    print(f"""
What to try next:
  {_shown(UDKLIP)} search 'titel:klynge' --config {here}
  {_shown(UDKLIP)} why {address} --config {here}
  {_shown(UDKLIP)} stories --config {here}
  {_shown(UDKLIP)} desk --now {NOW} --config {here}
      serves the page at http://127.0.0.1:8730/ (Ctrl-C ends it)
  {_shown(UDKLIP)} init                     writes settings for your own press""")


def _shown(path: Path) -> str:
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


if __name__ == "__main__":
    sys.exit(main())
