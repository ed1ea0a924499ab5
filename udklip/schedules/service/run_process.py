"""A run in a process of its own: it can be ended, and what breaks it does not take the service down.

It is told what to do by one line of JSON on standard input, which stays open for as long as the service lives, and
answers with one on standard output.
"""

import os
import signal
import sys
from collections import Counter
from pathlib import Path
from threading import Thread
from typing import Any, Self

from pydantic import BaseModel

from udklip.core.errors import RunBusy, UdklipError
from udklip.core.ledger import VisitState
from udklip.core.settings import Settings

MOST_MESSAGES = 5
MESSAGE_LENGTH = 300


class RunOrder(BaseModel):
    """The settings of the run."""

    folder: Path
    settings: dict[str, Any]

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The order to do a run by `settings`."""
        return cls(folder=settings.folder, settings=settings.model_dump(mode="json", by_alias=True))

    def read(self) -> Settings:
        """The settings again."""
        return Settings(folder=self.folder, **self.settings)


class RunTold(BaseModel):
    """What a run came to: sums over its sources, and what it said; `fault` or `busy` where it came to nothing."""

    counts: dict[str, int] = {}
    messages: tuple[str, ...] = ()
    nothing_could_be_read: bool = False
    busy: bool = False
    fault: str | None = None


def carry_out(order: RunOrder) -> RunTold:
    """Do one run over the sources that are due."""
    # Loaded here: whoever only writes an order needs none of it.
    from udklip.schedules.run import RunOptions, run  # noqa: PLC0415

    try:
        summary = run(order.read(), RunOptions(due_only=True))
    except RunBusy as error:
        return RunTold(busy=True, messages=(str(error),))
    except UdklipError as error:
        return RunTold(fault=str(error))
    counts: Counter[str] = Counter(indexed=summary.indexed)
    for source in summary.sources.values():
        if source.state is not VisitState.NOT_DUE:
            counts[f"sources_{source.state}"] += 1
        tally = source.tally
        counts.update(
            found=tally.found,
            new=tally.new,
            known=tally.known,
            off_topic=tally.off_topic,
            refused=tally.refused,
            failed=tally.failed,
        )
    return RunTold(
        counts=dict(counts),
        messages=tuple(message[:MESSAGE_LENGTH] for message in summary.messages[:MOST_MESSAGES]),
        nothing_could_be_read=summary.nothing_could_be_read,
    )


def main() -> int:
    """Read the order from standard input, carry it out, and tell on standard output."""
    # To be told to end is to be stopped as by Ctrl-C: the archive's files are closed, and the crawl is ended.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    order = RunOrder.model_validate_json(sys.stdin.buffer.readline())
    Thread(target=_end_with_parent, daemon=True).start()
    sys.stdout.write(carry_out(order).model_dump_json() + "\n")
    return 0


def _end_with_parent() -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main())
