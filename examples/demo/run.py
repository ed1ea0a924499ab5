"""Show Udklip at work: serve the demo press, run the whole way on it, and say what to try next.

``python examples/demo/run.py [--index embedded|elasticsearch]`` is what ``make run`` does.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
VAR = HERE / "var"
NOW = "2020-11-25T06:30+01:00"
UDKLIP = Path(sys.executable).parent / "udklip"


def main() -> int:
    """Serve, run, and tell."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--index", choices=("embedded", "elasticsearch"), default="embedded")
    index = parser.parse_args().index
    config = HERE / "udklip.toml" if index == "embedded" else _elasticsearch_config()
    if config is None:
        return 1
    with _press() as ready:
        if not ready:
            return 1
        code = _udklip("run", "--once", "--now", NOW, config=config)
    if code == 0:
        _what_next(config)
    return code


@contextmanager
def _press() -> Iterator[bool]:
    """The demo press on its loopback port, for as long as it is needed."""
    command = [sys.executable, HERE / "serve.py", "--build", VAR / "press"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        line = server.stdout.readline() if server.stdout else ""
        try:
            yield line.startswith("ready")
        finally:
            server.terminate()


def _elasticsearch_config() -> Path | None:
    """The demo's settings with the test server as their index, and a store of their own."""
    server = [sys.executable, ROOT / "tools" / "elasticsearch" / "server.py", "start"]
    answer = subprocess.run(server, stdout=subprocess.PIPE, text=True, check=False)
    if answer.returncode:
        return None
    text = (HERE / "udklip.toml").read_text("utf-8")
    text = text.replace('engine = "embedded"', f'engine = "elasticsearch"\nurl = "{answer.stdout.strip()}"')
    text = text.replace('folder = "var"', 'folder = "elasticsearch"').replace('folder = "var/press', 'folder = "press')
    VAR.mkdir(exist_ok=True)
    config = VAR / "udklip-elasticsearch.toml"
    config.write_text(text.replace("[index]\n", '[index]\nname = "udklip-demo"\n'), "utf-8")
    return config


def _udklip(*arguments: str, config: Path) -> int:
    return subprocess.run([UDKLIP, *arguments, "--config", config], check=False).returncode


def _what_next(config: Path) -> None:
    here = _shown(config)
    address = "http://127.0.0.2:8731/erhverv/2020-11-24/fynsk-robotbygger-gaar-ind-i-ny-national-klynge"
    print(f"""
What to try next:
  {_shown(UDKLIP)} search 'titel:klynge' --config {here}
  {_shown(UDKLIP)} why {address} --config {here}
  {_shown(UDKLIP)} stories --config {here}
  {_shown(UDKLIP)} desk --config {here}     and open http://127.0.0.1:8730/
  {_shown(UDKLIP)} init                     writes settings for your own press""")


def _shown(path: Path) -> str:
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


if __name__ == "__main__":
    sys.exit(main())
