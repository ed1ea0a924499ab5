"""What the crawler's processes have in common: told by a line of JSON, ending with their parent, quiet but for faults.

They are processes of their own, because a reactor cannot be started twice in one, and because a hostile page must not
take down what started them.
"""

import asyncio
import logging
import os
import sys
from collections.abc import Coroutine
from threading import Thread
from typing import Any, TypeVar, cast

from pydantic import BaseModel
from scrapy.crawler import AsyncCrawlerProcess

Order = TypeVar("Order", bound=BaseModel)


def take_order(kind: type[Order]) -> Order:
    """The order from standard input, which stays open for as long as the parent lives: with it this process ends."""
    handler = logging.StreamHandler()
    handler.addFilter(_is_our_fault)
    handler.setFormatter(_OneLine())
    logging.getLogger().addHandler(handler)
    order = kind.model_validate_json(sys.stdin.buffer.readline())
    Thread(target=_end_with_parent, daemon=True).start()
    return order


def work_through(process: AsyncCrawlerProcess, work: Coroutine[Any, Any, None]) -> None:
    """Run `work`, which starts the crawls of `process`, to its end; what it raises is raised.

    Raises:
        SystemExit: the process was told to end before.
    """
    task = asyncio.get_event_loop().create_task(work)
    task.add_done_callback(lambda _: _stop())
    process.start(stop_after_crawl=False)
    if not task.done():
        raise SystemExit(1)
    task.result()


def _stop() -> None:
    from twisted.internet import reactor  # noqa: PLC0415 - importing it installs it

    cast("Any", reactor).stop()


def _is_our_fault(record: logging.LogRecord) -> bool:
    """What happened to an address is an outcome in the ledger; faults of ours are for the log."""
    ours = record.name == "scrapy.core.engine" or record.getMessage().startswith("Spider error")
    return record.levelno >= logging.CRITICAL or (ours and record.levelno >= logging.ERROR)


class _OneLine(logging.Formatter):
    """The message and the error behind it, without its traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        error = record.exc_info[1] if record.exc_info else None
        line = f"udklip crawl: {record.getMessage().splitlines()[0]}"
        return f"{line}: {type(error).__name__}: {error}" if error else line


def _end_with_parent() -> None:
    """A parent that was killed cannot end this process, and the next one shall not meet it still at work."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    os._exit(1)
