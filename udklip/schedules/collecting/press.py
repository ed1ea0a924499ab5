"""Collects from the inbox folder and, in a process of its own, from the sources that are due."""

import subprocess
import sys
import time

from udklip.core.source import Source
from udklip.crawler import inbox
from udklip.crawler.crawl_order import CrawlOrder, check_authority
from udklip.crawler.intake import Intake
from udklip.schedules.collecting.collector import Place
from udklip.schedules.interrupts import deaf_children
from udklip.schedules.keeping.disk import too_full
from udklip.schedules.sources.due import due

CRAWL_HOURS = 6
CRAWL_END_SECONDS = 60
LOOK_SECONDS = 5
"""Between two looks at the room on the disk."""


class Press:
    """The inbox, taken in at once, and a crawl that goes on beside the run."""

    def __init__(self, place: Place, *, due_only: bool) -> None:
        """Begin; with `due_only`, leave sources alone whose rhythm has not come round."""
        self.messages: list[str] = []
        self.not_due: list[str] = []
        self._place = place
        check_authority(place.settings.crawl)
        self._crawl: subprocess.Popen[bytes] | None = None
        self._late = time.monotonic() + CRAWL_HOURS * 3600
        self._looked = time.monotonic()
        if self._too_full():
            return
        self._take_inbox_in()
        if not place.settings.sources and not place.settings.inbox_folder.is_dir():
            self.messages.append(
                "there is no source and no inbox folder: `udklip init` writes settings with an example"
            )
        sources = self._due() if due_only else self._enabled()
        self._crawl = self._start(sources) if sources else None

    def more(self) -> bool:
        """Whether the crawl still goes on, and not for longer than it may, nor on a disk that is full."""
        if self._crawl is None or self._crawl.poll() is not None:
            return False
        now = time.monotonic()
        if now - self._looked > LOOK_SECONDS:
            self._looked = now
            return now < self._late and not self._too_full()
        return now < self._late

    def close(self) -> None:
        """End the crawl."""
        if self._crawl is None:
            return
        if self._crawl.poll() is None:
            self._crawl.terminate()
        if code := _waited(self._crawl):
            self.messages.append(f"the crawl ended early (exit code {code}); the next run goes on from there")

    def _too_full(self) -> bool:
        told = too_full(self._place.settings)
        self.messages += [told] if told else []
        return told is not None

    def _take_inbox_in(self) -> None:
        place, settings = self._place, self._place.settings
        intake = Intake(place.ledger, place.archive, place.run, place.clock)
        inbox.take_in(settings.inbox_folder, settings.inbox.max_bytes, place.ledger, intake)
        intake.close()

    def _enabled(self) -> list[Source]:
        return [source for source in self._place.settings.sources if source.enabled]

    def _due(self) -> list[Source]:
        with self._place.ledger.reading() as book:
            divided = due(book, self._enabled(), self._place.clock())
        with self._place.ledger.writing() as book:
            book.sources.leave_alone(self._place.run, divided.left_until)
        self.not_due = list(divided.left_until)
        return divided.sources

    def _start(self, sources: list[Source]) -> subprocess.Popen[bytes]:
        order = CrawlOrder(
            run=self._place.run,
            store=self._place.settings.store_folder,
            crawl=self._place.settings.crawl,
            sources=tuple(sources),
            now=self._place.now,
        )
        command = [sys.executable, "-m", "udklip.crawler.crawl"]
        with deaf_children():
            crawl = subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603 - our own module
        if crawl.stdin:
            # It stays open: its end tells the crawl that this run is gone.
            crawl.stdin.write(order.model_dump_json().encode() + b"\n")
            crawl.stdin.flush()
        return crawl


def _waited(crawl: subprocess.Popen[bytes]) -> int:
    """The exit code of a crawl, which is killed where it does not end by itself."""
    with crawl:
        try:
            return crawl.wait(CRAWL_END_SECONDS)
        except subprocess.TimeoutExpired:
            crawl.kill()
            return crawl.wait()
