"""A report as plain values: renderers make it into pages, PDF, Excel, mail and JSON, and decide nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from udklip.core.analysis import Relevance
from udklip.core.reading import Access, Kind
from udklip.schedules.overview.values import Counts, Quoted
from udklip.schedules.reporting.period import Period, Slice, day_of

#: Below so many, one more or less moves a percentage so much that it says nothing.
FEWEST_FOR_PERCENT = 20
#: The widest press releases stand on the page; all of them are in the workbook and in JSON.
RELEASES_SHOWN = 12
VOICES_DRAWN = 12
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Change:
    """A number now and in the period before; `before` is None where that period cannot be compared."""

    now: int
    before: int | None

    @property
    def difference(self) -> int | None:
        """How many more."""
        return None if self.before is None else self.now - self.before

    @property
    def share(self) -> float | None:
        """How many more, as a share of those before; None where those were too few for a percentage to say anything."""
        if self.before is None or self.before < FEWEST_FOR_PERCENT:
            return None
        return (self.now - self.before) / self.before


@dataclass(frozen=True, slots=True)
class SliceCounts:
    """The coverage of one day or week of the period.

    `known`: somebody watched, or it has something out of an archive; else a nought would say what nobody knows.
    """

    slice: Slice
    counts: Counts
    known: bool = True


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story, told by the item that leads it in the overview too; how many articles and outlets it stands in."""

    id: str
    title: str
    url: str
    source: str
    when: datetime
    kind: Kind
    access: Access
    ocr: bool
    relevance: Relevance
    articles: int
    outlets: int


@dataclass(frozen=True, slots=True)
class Voice:
    """How much of the coverage names one partner. `own`: it is the cluster itself.

    The shares (0 to 1) are of everything that names partners, where an article that names two counts for each: so
    they sum to one.
    """

    name: str
    own: bool
    articles: Change
    earned: int
    stories: Change
    share_of_articles: float
    share_of_stories: float


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody of the register who is quoted: in how many articles, outlets and stories."""

    person: Quoted
    articles: Change
    outlets: int
    stories: int


@dataclass(frozen=True, slots=True)
class Speakers:
    """Who is quoted: the register's people by name, of the others only how many there are."""

    known: tuple[Speaker, ...]
    others: int
    articles: int


@dataclass(frozen=True, slots=True)
class Pickup:
    """An outlet that brought a press release: its share of it (0 to 1) and how many days after it came."""

    source: str
    url: str
    share: float | None
    days: int


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """A press release and who brought it in the period, one pickup for each outlet, the first of its own."""

    id: str
    title: str
    url: str
    source: str
    day: date
    pickups: tuple[Pickup, ...]

    @property
    def share(self) -> float | None:
        """How much of it the outlets took over, on average."""
        shares = [pickup.share for pickup in self.pickups if pickup.share is not None]
        return sum(shares) / len(shares) if shares else None

    @property
    def days_until(self) -> int | None:
        """How many days passed until the first outlet brought it."""
        return min((pickup.days for pickup in self.pickups), default=None)


@dataclass(frozen=True, slots=True)
class Releases:
    """The press releases that were brought, the widest first, and how many of the period's nobody brought."""

    brought: tuple[ReleaseLine, ...]
    not_brought: int


class SourceNews(StrEnum):
    """What happened to a source.

    `removed`: it is not in the settings, or switched off; `silent`: it answers, and has had nothing new for longer
    than is like it.
    """

    ADDED = "added"
    REMOVED = "removed"
    FAILING = "failing"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source that came or went: what happened and since when, and the articles it gave."""

    name: str
    news: SourceNews
    since: date | None
    articles: Change


@dataclass(frozen=True, slots=True)
class SourceDays:
    """On how many of the days it was to be visited a source was complete, partial or failed."""

    complete: int = 0
    partial: int = 0
    failed: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether nothing may be missing of it."""
        return not (self.partial or self.failed)


@dataclass(frozen=True, slots=True)
class Basis:
    """What the numbers rest on: the watch began at `since`, and the newest run that counts began at `upto`."""

    sources: Mapping[str, SourceDays]
    since: datetime | None
    upto: datetime | None

    @property
    def whole(self) -> int:
        """How many sources were complete on every day."""
        return sum(days.is_whole for days in self.sources.values())

    @property
    def ill(self) -> dict[str, SourceDays]:
        """The sources that were not."""
        return {name: days for name, days in self.sources.items() if not days.is_whole}

    def knows(self, part: Slice) -> bool:
        """Whether anything was collected of `part`."""
        if self.since is None or self.upto is None:
            return False
        return day_of(self.since) <= part.last and part.first <= day_of(self.upto)

    def covers(self, period: Period) -> bool:
        """Whether the watch went on from the first day of `period`."""
        return self.since is not None and self.since < period.start + _A_DAY

    def ended(self, period: Period) -> bool:
        """Whether something was collected after `period`, so that it is closed."""
        return self.upto is not None and self.upto >= period.end


@dataclass(frozen=True, slots=True)
class PressReport:
    """The coverage of a period. `undated` articles are counted on the day they were first seen."""

    profile: str
    period: Period
    counts: Counts
    before: Counts | None
    undated: int
    slices: tuple[SliceCounts, ...]
    stories: tuple[StoryLine, ...]
    voices: tuple[Voice, ...]
    speakers: Speakers
    releases: Releases
    sources: tuple[SourceLine, ...]
    basis: Basis

    @property
    def id(self) -> str:
        """Given once to each period: it is what its letter is called."""
        return report_id(self.period)

    def change(self, name: str) -> Change:
        """The count called `name`, against the period before."""
        before = None if self.before is None else int(getattr(self.before, name))
        return Change(int(getattr(self.counts, name)), before)


def report_id(period: Period) -> str:
    """What the report of `period` is called: "rapport-2020-W48"."""
    return f"rapport-{period.id}"
