"""An overview as plain values: renderers make it into pages, mails and JSON and decide nothing."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from udklip.core.analysis import Relevance
from udklip.core.ledger import Tally, VisitState
from udklip.core.reading import Access, Kind
from udklip.core.rights import Audience
from udklip.schedules.overview.window import Window

SECTIONS = (Relevance.CLUSTER, Relevance.PARTNER, Relevance.FIELD)
"""What an overview tells of first: the cluster itself, then its partners, then the field."""


class Origin(StrEnum):
    """How an item came to be printed: each item has one, so that their counts sum.

    `own` is an organisation's own words: press releases and its own publications.
    """

    EARNED = "earned"
    SPONSORED = "sponsored"
    WIRE = "wire"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Quoted:
    """Somebody who is quoted, by name and title; a fact of ours, not a text of theirs."""

    name: str
    title: str | None
    organisation: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as an overview tells it.

    `sentence` is the one that names us, after the gate of rights: None where they forbid one. `share` (0 to 1)
    is how much of it was taken from the press release `release`. `late`: it was published before the window.
    `partners` are the partners named, without the cluster itself.
    """

    id: str
    url: str
    source: str
    title: str
    when: datetime
    published: datetime | None
    kind: Kind
    access: Access
    origin: Origin
    relevance: Relevance
    ocr: bool
    late: bool
    partners: tuple[str, ...]
    quoted: tuple[Quoted, ...]
    sentence: str | None
    release: str | None
    share: float | None


@dataclass(frozen=True, slots=True)
class Pickup:
    """An outlet that took over a press release, and how much (0 to 1) of what it wrote stands in it."""

    id: str
    source: str
    share: float | None


@dataclass(frozen=True, slots=True)
class Release:
    """A press release with everybody who picked it up so far, in this overview or an earlier one."""

    id: str
    url: str
    source: str
    title: str
    when: datetime
    pickups: tuple[Pickup, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """The items of one story, the lead outlet's first.

    `earlier` counts those told in an overview before, and `new_outlets` the outlets that are new since; `releases`
    are the press releases it began with; `comment` is the editor's.
    """

    id: str
    relevance: Relevance
    entries: tuple[Entry, ...]
    earlier: int = 0
    new_outlets: int = 0
    releases: tuple[Release, ...] = ()
    comment: str | None = None

    @property
    def lead(self) -> Entry:
        """The item that stands for the story."""
        return self.entries[0]

    @property
    def telling(self) -> Entry | None:
        """The first item whose sentence may be shown, if there is one."""
        return next((entry for entry in self.entries if entry.sentence), None)

    @property
    def copies(self) -> tuple[Entry, ...]:
        """What stands beneath the lead, but for the press releases, which are told of by themselves."""
        releases = {release.id for release in self.releases}
        return tuple(entry for entry in self.entries[1:] if entry.id not in releases)

    @property
    def quoted(self) -> tuple[Quoted, ...]:
        """Everybody who is quoted in any of its items, once, with the first title that one gives."""
        people: dict[str, Quoted] = {}
        for person in (person for entry in self.entries for person in entry.quoted):
            if person.name not in people or (person.title and not people[person.name].title):
                people[person.name] = person
        return tuple(people.values())

    @property
    def partners(self) -> tuple[str, ...]:
        """The partners that any of its items names, without the cluster itself."""
        return tuple(dict.fromkeys(name for entry in self.entries for name in entry.partners))


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is, and of what: articles are earned + sponsored + wire + own."""

    articles: int = 0
    outlets: int = 0
    stories: int = 0
    earned: int = 0
    sponsored: int = 0
    wire: int = 0
    own: int = 0


@dataclass(frozen=True, slots=True)
class History:
    """How many stories the overviews of the last four weeks had, by day; no day that nobody looked on."""

    days: tuple[tuple[date, int], ...]

    @property
    def mean(self) -> float:
        """How many stories an overview had."""
        return sum(count for _, count in self.days) / len(self.days)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source's state at the window's end, and what its addresses came to in the window."""

    state: VisitState
    tally: Tally


@dataclass(frozen=True, slots=True)
class Certificate:
    """What the overview rests on: every source, its state and its sums."""

    sources: dict[str, SourceLine]

    def count(self, state: VisitState) -> int:
        """How many sources are in `state`."""
        return sum(line.state is state for line in self.sources.values())

    def named(self, state: VisitState) -> list[str]:
        """The sources in `state`."""
        return [name for name, line in self.sources.items() if line.state == state]

    @property
    def fetched(self) -> int:
        """How many sources answered, wholly or in part."""
        return self.count(VisitState.COMPLETE) + self.count(VisitState.PARTIAL)

    @property
    def due(self) -> int:
        """How many were to be visited."""
        return len(self.sources) - self.count(VisitState.NOT_DUE)

    @property
    def is_whole(self) -> bool:
        """Whether nothing may be missing: every source that was due is complete."""
        return self.count(VisitState.COMPLETE) == self.due


@dataclass(frozen=True, slots=True)
class Overview:
    """What the team is told on the morning of `day`; `id` is given once to each edition, day and profile.

    `left_out` counts the stories that `editors` left out: no other number holds them.
    """

    id: str
    day: date
    profile: str
    window: Window
    counts: Counts
    stories: tuple[Story, ...]
    certificate: Certificate
    audience: Audience = Audience.STAFF
    name: str = "Overblik"
    history: History | None = None
    left_out: int = 0
    editors: tuple[str, ...] = ()

    def about(self, relevance: Relevance) -> tuple[Story, ...]:
        """The stories of one section, in order."""
        return tuple(story for story in self.stories if story.relevance is relevance)
