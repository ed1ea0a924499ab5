"""How many answers are made at a time.

Python makes one at a time, however many threads it has: with forty of them fifty visitors waited twice as long as with
four (`benchmarks/desk.py`). What waits for something else (an index, a lock, a long file) has lanes of its own, so that
no page queues behind it.
"""

from asyncio import Semaphore
from collections.abc import Callable
from enum import Enum
from pathlib import PurePosixPath
from typing import ParamSpec

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

_Asked = ParamSpec("_Asked")


class Lane(Enum):
    """What an answer waits for."""

    LEDGER = "pages that the ledger alone is asked for"
    INDEX = "pages that the index is asked for"
    FILE = "files that are made when they are asked for"
    WRITING = "what is posted"


WIDTHS = {Lane.LEDGER: 3, Lane.INDEX: 3, Lane.FILE: 3, Lane.WRITING: 2}
_PAGES_OF_THE_INDEX = ("/soeg", "/forslag", "/organisation/", "/person/", "/overvaagninger")
_ENDINGS_OF_PAGES = ("", ".json", ".html")


class Lanes:
    """The lanes of one application."""

    def __init__(self) -> None:
        self._lanes = {lane: Semaphore(width) for lane, width in WIDTHS.items()}

    async def run(
        self, lane: Lane, view: Callable[_Asked, Response], *asked: _Asked.args, **named: _Asked.kwargs
    ) -> Response:
        """What `view` answers, in a thread as soon as there is room in `lane`."""
        async with self._lanes[lane]:
            return await run_in_threadpool(view, *asked, **named)


def lanes_of(request: Request) -> Lanes:
    """The lanes of the application that is asked."""
    lanes: Lanes = request.app.state.lanes
    return lanes


def lane_of(route: str) -> Lane:
    """The lane of what is asked for at the address `route`."""
    if PurePosixPath(route).suffix not in _ENDINGS_OF_PAGES:
        return Lane.FILE
    return Lane.INDEX if route.startswith(_PAGES_OF_THE_INDEX) else Lane.LEDGER
