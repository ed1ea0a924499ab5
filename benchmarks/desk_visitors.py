"""Visitors of a page: one who asks one thing after another and keeps the time, and many at once for a while."""

import random
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

TIMEOUT = 30


@dataclass(slots=True)
class Visits:
    """How long each answer took in milliseconds, and what went wrong."""

    taken: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def percentile(self, share: float) -> float:
        """The time that this share of the answers took at most."""
        return sorted(self.taken)[round(share * (len(self.taken) - 1))]


class Visitor:
    """A browser that keeps its connection."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._connection = HTTPConnection(str(parts.hostname), parts.port, timeout=TIMEOUT)

    def get(self, path: str, **headers: str) -> bytes:
        """The body of the answer, as it was sent.

        Raises:
            HTTPException: it is not 200.
        """
        self._connection.request("GET", path, headers=headers)
        answer = self._connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise HTTPException(f"{path}: {answer.status}")
        return body

    def timed(self, path: str, visits: Visits) -> None:
        """Open `path` and note how long it took, or why it did not."""
        began = time.perf_counter()
        try:
            self.get(path)
        except (OSError, HTTPException) as error:
            visits.faults.append(f"{path}: {error!r}")
            self._connection.close()
        visits.taken.append((time.perf_counter() - began) * 1000)

    def close(self) -> None:
        """Hang up."""
        self._connection.close()


def one_by_one(address: str, paths: Sequence[str], rounds: int) -> tuple[Visits, Visits]:
    """One visitor opens each of `paths` so many times; gives the first round, which warms up, and the others."""
    visitor, first, visits = Visitor(address), Visits(), Visits()
    for path in paths:
        visitor.timed(path, first)
    for _ in range(rounds):
        for path in paths:
            visitor.timed(path, visits)
    visitor.close()
    return first, visits


def at_once(address: str, paths: Sequence[str], users: int, seconds: float, pause: float) -> Visits:
    """So many users open `paths` in an order of their own for `seconds`, and look at each for about `pause` seconds."""
    ends = time.monotonic() + seconds

    def sit(number: int) -> Visits:
        chance, visitor, visits = random.Random(number), Visitor(address), Visits()
        time.sleep(chance.random() * pause)
        while time.monotonic() < ends:
            visitor.timed(chance.choice(paths), visits)
            time.sleep(chance.uniform(0.5, 1.5) * pause)
        visitor.close()
        return visits

    together = Visits()
    with ThreadPoolExecutor(users) as pool:
        for visits in pool.map(sit, range(users)):
            together.taken += visits.taken
            together.faults += visits.faults
    return together
