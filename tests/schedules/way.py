"""A way of its own for a test: settings, a store, and the command line as a person uses it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from udklip.core.item import PressItem
from udklip.core.ledger import Ledger, StepRow
from udklip.core.outcomes import Outcome
from udklip.core.settings import Settings, load_settings

UDKLIP = str(Path(sys.executable).with_name("udklip"))
DEMO_CLOCK = "2020-11-25T06:30+01:00"
RUN_SECONDS = 180

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Way:
    """One settings file, whose store nobody else uses."""

    config: Path

    @property
    def settings(self) -> Settings:
        """The settings as the program reads them."""
        return load_settings(self.config)

    @property
    def archive(self) -> Path:
        """Where the raw bytes stand."""
        return self.settings.store_folder / "archive"

    def udklip(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run the command line to its end, whatever its exit code."""
        return subprocess.run(
            self._command(*arguments), capture_output=True, text=True, timeout=RUN_SECONDS, check=False
        )

    def started(self, *arguments: str) -> "subprocess.Popen[str]":
        """Start the command line in a process group of its own."""
        return subprocess.Popen(
            self._command(*arguments),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def json(self, *arguments: str) -> Rows:
        """What a command that must succeed prints with --json."""
        ended = self.udklip(*arguments, "--json")
        assert ended.returncode == 0, ended.stderr
        return [json.loads(line) for line in ended.stdout.splitlines()]

    def run(self, *arguments: str, now: str | None = DEMO_CLOCK) -> dict[str, Any]:
        """One run that must end well; gives its summary."""
        clock = ["--now", now] if now else []
        return self.json("run", "--once", *clock, *arguments)[0]

    @contextmanager
    def ledger(self) -> Iterator[Ledger]:
        """The way's ledger, open."""
        ledger = Ledger.open(self.settings.store_folder)
        try:
            yield ledger
        finally:
            ledger.close()

    def items(self) -> list[PressItem]:
        """Every item, in the order of `ready`."""
        with self.ledger() as ledger, ledger.reading() as book:
            return list(book.items.all())

    def steps(self, url: str) -> list[StepRow]:
        """Every step of an address, oldest first."""
        with self.ledger() as ledger, ledger.reading() as book:
            return book.addresses.history(url)

    def end(self, url: str) -> tuple[Outcome, str]:
        """How an address's way ended last, and why: its last step before the index's."""
        steps = [step for step in self.steps(url) if step.step != "indexed"]
        assert steps, f"{url} was never met"
        return steps[-1].outcome, steps[-1].reason or ""

    def _command(self, *arguments: str) -> list[str]:
        return [UDKLIP, *arguments, "--config", str(self.config)]


def kill_group(process: "subprocess.Popen[str]") -> None:
    """kill -9 for a process and everything it started."""
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def unbalanced(summary: dict[str, Any]) -> list[str]:
    """The sources whose sums do not balance."""
    fates = ("new", "known", "off_topic", "refused", "failed")
    return [
        name
        for name, source in summary["sources"].items()
        if source["found"] != sum(source[fate] for fate in fates)
    ]
