"""Starts scouting in its own process, and gives what it tells."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from pydantic import TypeAdapter

from udklip.core.errors import ScoutingFailed
from udklip.core.settings import Crawl
from udklip.core.source import Source
from udklip.crawler.crawl_order import check_authority
from udklip.crawler.scouting.values import Reported, ScoutOrder
from udklip.schedules.interrupts import deaf_children

_REPORTED: TypeAdapter[Reported] = TypeAdapter(Reported)


def look_at(home: str, crawl: Crawl, now: datetime | None = None) -> Reported:
    """What the home page at `home` leads to, with the block made from it.

    Raises:
        ScoutingFailed: the page cannot be had, or the process broke.
    """
    told = list(_told(ScoutOrder(crawl=crawl, home=home, now=now)))
    if not told or told[0].fault:
        raise ScoutingFailed(told[0].fault if told and told[0].fault else f"{home}: nothing was told")
    return told[0]


def try_ways(sources: Sequence[Source], crawl: Crawl, now: datetime | None = None) -> Iterator[Reported]:
    """Each of `sources` as its ways answered, or with its fault, in the order in which they are done."""
    if sources:
        yield from _told(ScoutOrder(crawl=crawl, sources=tuple(sources), now=now))


def _told(order: ScoutOrder) -> Iterator[Reported]:
    check_authority(order.crawl)
    with _process(order) as process:
        for line in process.stdout or ():
            yield _REPORTED.validate_json(line)
        if code := process.wait():
            raise ScoutingFailed(f"looking at the sources ended early (exit code {code})")


@contextmanager
def _process(order: ScoutOrder) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "udklip.crawler.scouting.process"]
    with deaf_children():
        process = subprocess.Popen(  # noqa: S603 - our own module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
    try:
        if process.stdin:
            # It stays open: its end tells the process that we are gone.
            process.stdin.write(order.model_dump_json().encode() + b"\n")
            process.stdin.flush()
        yield process
    finally:
        process.terminate()
        if process.stdout:
            process.stdout.close()
        process.wait()
        if process.stdin:
            process.stdin.close()
