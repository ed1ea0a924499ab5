"""The whole way on generated pages, on one core and on two, beside the bare libraries on the same pages.

``python -m benchmarks.way [--pages 1000]``. Peers, in the same run on one core: trafilatura's `bare_extraction`
on the same pages, spaCy's `nlp.pipe` of the shipped pipeline on the texts they give, Scrapy fetching the pages and
tantivy adding the texts. What is reported:
stages in pages a second, the whole way against what the bare stages in sequence would allow on one core, two
cores against one, and the most memory all processes held together (proportional set size).
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.generated_press import HOST

PORT = 8735
UDKLIP = Path(sys.executable).parent / "udklip"
CONFIG = f"""
[crawl]
delay = 0
autothrottle = false
concurrency = 16
[inbox]
folder = "no-inbox"
[[source]]
name = "Målebladet"
hosts = ["{HOST}"]
sitemaps = ["http://{HOST}:{PORT}/sitemap.xml"]
rights = "full"
private_network = true
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, default=1000)
    count = parser.parse_args().pages
    first, second = sorted(os.sched_getaffinity(0))[:2]
    with press(count):
        bare = _bare(first)
        one = _way({first})
        two = _way({first, second})
    _report(count, bare, one, two)


def _report(count: int, bare: dict[str, float], one: dict[str, float], two: dict[str, float]) -> None:
    in_sequence = sum(bare.values())
    reading = bare["trafilatura.bare_extraction"] + bare["spaCy nlp.pipe"]
    print(f"{count} pages, embedded index\n")
    for name, seconds in bare.items():
        print(f"  bare {name:24} {seconds:7.1f} s {count / seconds:8.1f} pages/s")
    print(f"  bare stages in sequence       {in_sequence:7.1f} s {count / in_sequence:8.1f} pages/s")
    for name, figures in (("one core", one), ("two cores", two)):
        print(
            f"  the whole way, {name:14} {figures['seconds']:7.1f} s {count / figures['seconds']:8.1f} pages/s"
        )
    print(f"\n  whole way / bare in sequence, one core: {in_sequence / one['seconds']:.2f} (aim 0.70)")
    print(f"  trafilatura and spaCy alone / the way:  {reading / one['seconds']:.2f}")
    print(f"  the same in CPU seconds:                {in_sequence / one['cpu']:.2f}")
    print(f"  two cores / one core:                   {one['seconds'] / two['seconds']:.2f} (aim 1.50)")
    print(f"  peak memory, all processes:             {two['memory'] / 1e9:.2f} GB (aim under 1.50)")
    print(f"  new items:                              {one['new']:.0f} and {two['new']:.0f}")


def _bare(core: int) -> dict[str, float]:
    """CPU seconds of each library on its own, one stage after another in one process on one core."""
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "benchmarks.bare_stages",
        f"http://{HOST}:{PORT}/sitemap.xml",
    ]
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    answer = subprocess.run(on_cores({core}, command), stdout=subprocess.PIPE, check=True, env=environment)
    figures: dict[str, float] = json.loads(answer.stdout)
    return figures


@contextmanager
def press(count: int, *, heavy: bool = False) -> Iterator[None]:
    """`count` generated pages, served on loopback for a while; heavy ones weigh what the press's do."""
    command = [sys.executable, "-m", "benchmarks.press_server", str(count), str(PORT), *["heavy"] * heavy]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        if server.stdout is None or server.stdout.readline().strip() != "ready":
            raise SystemExit(f"the generated press cannot be served on {HOST}:{PORT}")
        try:
            yield
        finally:
            server.terminate()


def _way(cores: set[int]) -> dict[str, float]:
    """One run into an empty store on `cores`: seconds from start to end of the process, and its peak memory."""
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "udklip.toml"
        config.write_text(CONFIG, "utf-8")
        command: list[str | Path] = [
            UDKLIP,
            "run",
            "--once",
            "--json",
            "--now",
            "2020-11-25T06:30+01:00",
            "--config",
            config,
        ]
        began = time.monotonic()
        with subprocess.Popen(on_cores(cores, command), stdout=subprocess.PIPE) as process:
            watch = _MemoryWatch(process.pid)
            answer = process.stdout.read() if process.stdout else b""
            _, _, used = os.wait4(process.pid, 0)
            process.returncode = 0
        seconds = time.monotonic() - began
        summary = json.loads(answer)
    new = sum(source["new"] for source in summary["sources"].values())
    return {"seconds": seconds, "cpu": used.ru_utime + used.ru_stime, "memory": watch.most, "new": new}


def on_cores(cores: set[int], command: list[str | Path]) -> list[str | Path]:
    """The command, kept on these cores."""
    return ["taskset", "--cpu-list", ",".join(map(str, sorted(cores))), *command]


class _MemoryWatch:
    """Looks every half second at the proportional set size of a process and all beneath it."""

    def __init__(self, pid: int) -> None:
        self.most = 0
        self._pid = pid
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while Path(f"/proc/{self._pid}").exists():
            self.most = max(self.most, sum(map(_held, _family(self._pid))))
            time.sleep(0.5)


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(one for child in children for one in _family(int(child)))]


def _held(pid: int) -> int:
    try:
        rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(row.split()[1]) * 1024 for row in rows if row.startswith("Pss:")), 0)


if __name__ == "__main__":
    main()
