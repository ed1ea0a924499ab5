"""What an index can do, whichever engine it is. The ledger is the truth; an index is a view of it."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from udklip.core.errors import SettingsError
from udklip.core.item import PressItem
from udklip.core.settings import Engine, Secrets
from udklip.core.settings import Index as IndexSettings
from udklip.core.times import system_clock
from udklip.indexer.facets import Facet
from udklip.indexer.visits import SourceVisit

MOST_HITS = 10_000


class Sort(StrEnum):
    """What hits are sorted by: `date` is newest first (published, else first seen), equal times by id."""

    RELEVANCE = "relevance"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """How a query is answered. `first` and `last` are inclusive days in Copenhagen.

    With a bound only items with a publication date are found. One hit a story, unless `all_copies`. `now` is what age
    and "i-går" are counted from: the clock's time unless given.

    Raises:
        SettingsError: if `limit` is out of bounds or the days are the wrong way round.
    """

    limit: int = 20
    first: date | None = None
    last: date | None = None
    sort: Sort = Sort.RELEVANCE
    all_copies: bool = False
    now: datetime | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.limit <= MOST_HITS:
            raise SettingsError(f"limit: {self.limit} is not between 1 and {MOST_HITS}")
        if self.first and self.last and self.last < self.first:
            raise SettingsError(f"from {self.first} to {self.last}: the first day comes after the last")

    @property
    def moment(self) -> datetime:
        """The time that age is counted from, in UTC."""
        return self.now or system_clock()


@dataclass(frozen=True, slots=True)
class Hit:
    """One item found. `copies` and `outlets` count its story's items and sources in the whole index, itself included.

    `score` is comparable within one answer only, and 0 where hits are sorted by date. The matching sentence is
    made by `passage.matching_sentence` from the ledger's text.
    """

    id: str
    url: str
    title: str | None
    source: str
    published: datetime | None
    kind: str
    access: str
    story: str
    copies: int
    outlets: int
    score: float


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items, different sources and different stories a query has."""

    articles: int
    outlets: int
    stories: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What a page tells of a query beside its hits.

    `exact` is of stories: of many articles their number is estimated, and facets tell of articles alone.
    """

    counts: Counts
    facets: tuple[Facet, ...]
    exact: bool


NOTHING = Summary(Counts(0, 0, 0), (), exact=True)


@dataclass(frozen=True, slots=True)
class Refused:
    """An item the index did not take, and why."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Status:
    """What is in the index: items, rows of entities in items, bytes on disk, rows of visits where it keeps them.

    `version` is what answers; `kept` are those that were swapped out and not pruned yet, oldest first.
    """

    engine: Engine
    name: str
    items: int
    appearances: int
    bytes: int
    visits: int = 0
    version: str = ""
    kept: tuple[str, ...] = ()


class NewVersion(Protocol):
    """An index being built beside the one that answers; nothing of it is seen until `swap`."""

    @property
    def name(self) -> str:
        """What it is called: the index's name and a number."""
        ...

    def write(self, items: Sequence[PressItem]) -> list[Refused]:
        """Put `items` in, as `Index.write`."""
        ...

    def write_visits(self, visits: Sequence[SourceVisit]) -> None:
        """Put `visits` in, as `Index.write_visits`."""
        ...

    def count(self) -> int:
        """How many items it holds."""
        ...

    def swap(self) -> None:
        """Let it answer from now on, in one step. What answered before is kept; see `Index.prune`."""
        ...

    def abandon(self) -> None:
        """Delete it."""
        ...


class Index(Protocol):
    """A searchable view of the ledger's items.

    Every method raises IndexUnavailable where the engine does not answer or was filled by another version.
    """

    @property
    def engine(self) -> Engine:
        """Which engine it is."""
        ...

    @property
    def name(self) -> str:
        """What it is called in the settings."""
        ...

    def write(self, items: Sequence[PressItem]) -> list[Refused]:
        """Put `items` in, each in place of what has its id; seen by searches when this returns.

        Raises:
            IndexBusy: if another process writes to an embedded index.
        """
        ...

    def write_visits(self, visits: Sequence[SourceVisit]) -> None:
        """Put `visits` in, each in place of what has its id. The embedded index has no use for them."""
        ...

    def remove(self, ids: Sequence[str]) -> None:
        """Take items out; ids that are not there are passed over."""
        ...

    def search(self, query: str, options: SearchOptions = ...) -> list[Hit]:
        """The hits of `query`, best or newest first.

        Raises:
            QueryError: if the query does not parse.
        """
        ...

    def scan(self, query: str, options: SearchOptions = ...) -> Generator[Hit, None, None]:
        """Every hit of `query`, newest first, in one state of the index; `limit` and `sort` do not matter.

        Hits are read as they are asked for, so that the memory it takes does not grow with them; only the ids of the
        stories told are kept, unless `all_copies`. Whoever stops early closes it.

        Raises:
            QueryError: at once, if the query does not parse.
        """
        ...

    def count(self, query: str, options: SearchOptions = ...) -> Counts:
        """How much there is of `query`; `limit`, `sort` and `all_copies` do not matter.

        Raises:
            QueryError: if the query does not parse.
        """
        ...

    def facets(self, query: str, options: SearchOptions = ...) -> tuple[Facet, ...]:
        """What the items of `query` are made of; `limit`, `sort` and `all_copies` do not matter.

        Raises:
            QueryError: if the query does not parse.
        """
        ...

    def survey(self, query: str, options: SearchOptions = ...) -> tuple[list[Hit], Summary]:
        """The hits as `search` gives them and how much there is, asked at once for somebody who waits for a page.

        Raises:
            QueryError: if the query does not parse.
        """
        ...

    def status(self) -> Status:
        """What is in the index."""
        ...

    def clear(self) -> None:
        """Take everything out."""
        ...

    def start_new(self) -> NewVersion:
        """Begin a new version beside this one, to be filled from the ledger."""
        ...

    def prune(self) -> tuple[str, ...]:
        """Delete the versions older than the one that answers; gives their names, oldest first."""
        ...

    def close(self) -> None:
        """Let go of files, locks and connections."""
        ...

    def __enter__(self) -> Self:
        """Use it for a while."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        ...


def open_index(
    settings: IndexSettings, folder: Path, secrets: Secrets | None = None, *, writing: bool
) -> Index:
    """Open the index of the settings; `folder` is where the embedded one lives.

    Raises:
        IndexBusy: if `writing` and another process holds the embedded index's writer.
        IndexUnavailable: if it cannot be opened.
    """
    # Each engine's library is loaded only where it is used: half a second at every start otherwise.
    if settings.engine is Engine.ELASTICSEARCH:
        from udklip.indexer.elastic.index import open_elasticsearch  # noqa: PLC0415

        return open_elasticsearch(settings, secrets or Secrets.load(), writing=writing)
    from udklip.indexer.embedded.index import EmbeddedIndex  # noqa: PLC0415

    return EmbeddedIndex(folder, settings.name, writing=writing)
