"""When a host may be asked next: the delay it asks for, and the rest it was promised."""

from dataclasses import dataclass
from datetime import timedelta

SHORT_REST = 60.0
"""Seconds of rest that a run waits for; what is longer is left to a later run."""


@dataclass(slots=True)
class Pace:
    """The pace of one host in one crawl, shared by all its sources. Times are seconds since the epoch.

    `own` is the delay of our settings, `asked` what its robots.txt asks for, `patience` how long a run goes
    on with a host that asks for more than our own delay.
    """

    own: float
    patience: float
    asked: float = 0.0
    began: float | None = None
    free_at: float = 0.0
    rests_until: float = 0.0
    why: str = ""

    @property
    def delay(self) -> float:
        """Seconds between two requests."""
        return max(self.own, self.asked)

    def rest(self, until: float, why: str) -> None:
        """The host is not to be asked before `until`."""
        if until > self.rests_until:
            self.rests_until, self.why = until, why

    def refusal(self, now: float) -> str | None:
        """Why the host is not asked in this run any more, if it is not."""
        if self.rests_until - now > SHORT_REST:
            left = timedelta(seconds=round(self.rests_until - now))
            return f"{self.why}: it rests for {left} more"
        return None

    def turn(self, now: float) -> float | None:
        """Take the next turn: seconds to wait for it, or None where it comes too late for this run."""
        turn = max(now, self.free_at, self.rests_until)
        if self.began is None:
            self.began = now
        if self.asked > self.own and turn - self.began > self.patience:
            return None
        self.free_at = turn + self.delay
        return turn - now
