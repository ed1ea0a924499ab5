"""What scouting is told and what it tells. Apart from the work itself, so that nobody loads Scrapy to ask for it."""

from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel

from udklip.core.outcomes import Outcome
from udklip.core.settings import Crawl
from udklip.core.source import Listing, Source

_NO_NETWORK = (Outcome.UNREACHABLE, Outcome.TIMED_OUT)


@dataclass(frozen=True, slots=True)
class WayTried:
    """What an address of a way came to. `wanted` are the entries that the source's hosts and pattern take."""

    way: str
    url: str
    outcome: Outcome
    reason: str | None = None
    entries: int = 0
    wanted: int = 0
    dated: int = 0
    newest: datetime | None = None
    is_news: bool = False
    title: str | None = None
    urls: tuple[str, ...] = ()
    times: tuple[datetime, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether it can be used."""
        return self.outcome is Outcome.OK


@dataclass(frozen=True, slots=True)
class SourceTried:
    """A source's ways as they answered at `at`; `reserved` is what its site reserves, if anything."""

    source: str
    at: datetime
    ways: tuple[WayTried, ...]
    reserved: str | None = None

    @property
    def answered(self) -> bool:
        """Whether anything came back at all, be it a refusal."""
        return any(way.outcome not in _NO_NETWORK for way in self.ways)

    @property
    def working(self) -> int:
        """How many ways can be used."""
        return sum(way.ok for way in self.ways)


@dataclass(frozen=True, slots=True)
class Learned:
    """A pattern for the addresses of articles: how many links it matches, and of how many that look like articles."""

    pattern: str
    matched: int
    headlines: int


@dataclass(frozen=True, slots=True)
class Scouted:
    """What a home page led to: the ways that can be used, those that were left with the reason, and what the site says.

    `signals` are the words by which the site reserves its texts.
    """

    home: str
    at: datetime
    name: str
    language: str | None
    ways: tuple[WayTried, ...]
    listing: Listing | None
    learned: Learned | None
    left: tuple[WayTried, ...]
    signals: tuple[str, ...]
    delay: float = 0.0


class ScoutOrder(BaseModel):
    """What is asked of a scouting process: a home page to look at, or sources whose ways are to be tried."""

    crawl: Crawl
    home: str | None = None
    sources: tuple[Source, ...] = ()
    now: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reported:
    """One line of what a scouting process tells: a home page with the block made from it, a source, or a fault."""

    scouted: Scouted | None = None
    toml: str | None = None
    tried: SourceTried | None = None
    fault: str | None = None
