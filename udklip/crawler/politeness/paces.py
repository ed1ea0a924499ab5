"""The paces of all hosts of one crawl: every source that asks a host waits for the same turn."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime

from udklip.core.ledger import Rest
from udklip.core.outcomes import Outcome
from udklip.core.settings import Crawl
from udklip.core.times import COPENHAGEN
from udklip.crawler.failures import Turned
from udklip.crawler.politeness.pace import SHORT_REST, Pace

BUSY_ANSWERS = 5
"""So many answers of 429 or 503 one after another, none of which says how long: the host gets a rest all the same."""

BUSY_REST = 600.0


class Paces:
    """Holds every request back until its host's turn. The clock is the real one, whatever a demo's says."""

    def __init__(self, crawl: Crawl, rests: list[Rest], keep: Callable[[Rest], None]) -> None:
        """Begin with the rests that earlier runs were told of; `keep` tells the next runs of new ones."""
        self._crawl = crawl
        self._keep = keep
        self._paces: dict[str, Pace] = {}
        self._busy: dict[str, int] = {}
        for rest in rests:
            self.of(rest.host).rest(rest.until.timestamp(), rest.reason)

    def of(self, host: str) -> Pace:
        """The pace of a host (an authority)."""
        if host not in self._paces:
            self._paces[host] = Pace(self._crawl.delay, self._crawl.patience)
        return self._paces[host]

    def check(self, host: str) -> None:
        """Raise `not_now` where the host rests."""
        if refusal := self.of(host).refusal(time.time()):
            raise Turned(Outcome.NOT_NOW, refusal)

    async def rest_over(self, host: str) -> None:
        """Wait for the end of a short rest, or raise `not_now`; for the few files of a site, which take no turn."""
        self.check(host)
        if (left := self.of(host).rests_until - time.time()) > 0:
            await asyncio.sleep(left)

    async def turn(self, host: str) -> None:
        """Wait for the host's next turn, or raise `not_now` where it comes too late for this run."""
        pace = self.of(host)
        while True:
            self.check(host)
            wait = pace.turn(time.time())
            if wait is None:
                reason = (
                    f"robots.txt asks for {pace.delay:g} s between requests; this one is left to a later run"
                )
                raise Turned(Outcome.NOT_NOW, reason)
            if pace.delay > SHORT_REST:
                self._leave_alone(
                    host, time.time() + wait + pace.delay, "its robots.txt asks for long pauses"
                )
            if wait > 0:
                await asyncio.sleep(wait)
            if pace.rests_until <= time.time():
                return

    def answered(self, host: str, status: int, until: datetime | None) -> str | None:
        """Note how a host answered; where it asks for patience and says how long, the words for it."""
        if status not in (429, 503):
            self._busy.pop(host, None)
            return None
        self._busy[host] = self._busy.get(host, 0) + 1
        if until:
            self._leave_alone(host, until.timestamp(), f"{host} answered {status} with Retry-After")
            when = until.astimezone(COPENHAGEN).strftime("%Y-%m-%d %H:%M:%S")
            return f"the server answered {status} and asks to be left alone until {when}"
        if self._busy[host] >= BUSY_ANSWERS:
            self._leave_alone(host, time.time() + BUSY_REST, f"{host} answered {status} again and again")
        return None

    def _leave_alone(self, host: str, until: float, why: str) -> None:
        self.of(host).rest(until, why)
        self._keep(Rest(host, datetime.fromtimestamp(until, UTC), why))
