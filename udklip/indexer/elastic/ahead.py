"""Making ready what comes next while the server works at what came before."""

from collections.abc import Generator, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Made = TypeVar("Made")

_END = object()


def made_ahead(things: Iterable[Made]) -> Generator[Made, None, None]:
    """`things`, the next of which is made by a thread of its own while the one before is used."""
    each = iter(things)
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="ahead") as thread:
        following = thread.submit(next, each, _END)
        while (one := following.result()) is not _END:
            following = thread.submit(next, each, _END)
            yield one  # type: ignore[misc] # only the end is another thing
