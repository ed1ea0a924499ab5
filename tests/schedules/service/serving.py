"""A service as systemd starts it: a process of its own on a real ledger, whose lines are waited for."""

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from crawler.misbehaving_server import Site
from schedules.way import Way

from udklip.core.ledger.duty.values import JobRun

PATIENCE = 60.0
POLL = 0.05


@dataclass
class Served:
    """A running service, and the lines it has printed."""

    process: "subprocess.Popen[str]"
    lines: list[str]

    def line(self, *words: str) -> str:
        """Its next line that has one of `words` in it."""
        assert self.process.stderr
        for line in self.process.stderr:
            self.lines.append(line)
            if any(word in line for word in words):
                return line
        raise AssertionError(f"it ended: {self.lines}")

    def ended(self, within: float = PATIENCE) -> int:
        """Its exit code, once it ended."""
        _, rest = self.process.communicate(timeout=within)
        self.lines += rest.splitlines()
        return self.process.returncode


@contextmanager
def service(way: Way) -> Iterator[Served]:
    """A service on the way's ledger; it is killed at the end, where it has not ended."""
    process = way.started("schedule")
    try:
        yield Served(process, [])
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdout, process.stderr):
            if stream:
                stream.close()


def settings(folder: Path, *sites: Site, more: str = "") -> Way:
    """Settings whose sources are sites on loopback, each with a feed at /feed."""
    sources = "".join(
        f'[[source]]\nname = "Avis {number}"\nhosts = ["127.0.0.1:{site.port}"]\nfeeds = ["{site.url("/feed")}"]\n'
        "private_network = true\n"
        for number, site in enumerate(sites)
    )
    config = folder / "udklip.toml"
    config.write_text(f"[crawl]\ndelay = 0\n[nlp]\nworkers = 1\n{more}{sources}", "utf-8")
    return Way(config)


def runs(way: Way, job: str) -> list[JobRun]:
    """The runs of a job, oldest first."""
    with way.ledger() as ledger, ledger.reading() as book:
        return book.jobs.recent(job, 100)[::-1]


def within(holds: Callable[[], object], seconds: float = PATIENCE) -> bool:
    """Whether something comes to hold in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(POLL)
    return False
