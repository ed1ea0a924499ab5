"""What scouting asks with: an address goes out, and what came back, or why nothing did, comes in."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from udklip.core.outcomes import Outcome
from udklip.crawler.reservation.site import SiteRules


@dataclass(frozen=True, slots=True)
class Answer:
    """What `asked` answered; `url` is where it came from after redirects, `reason` says why there is no `body`."""

    asked: str
    url: str
    outcome: Outcome
    reason: str | None = None
    status: int | None = None
    headers: dict[str, list[str]] = field(default_factory=dict)
    body: bytes = b""

    @property
    def ok(self) -> bool:
        """Whether there is a body to read."""
        return self.outcome is Outcome.OK


Ask = Callable[[str], Awaitable[Answer]]
RulesOf = Callable[[str], SiteRules]
"""What the site of an address says in its own files, once something of it was asked for."""
