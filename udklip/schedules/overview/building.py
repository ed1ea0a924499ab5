"""Builds an overview of items and visits. Pure: the same values give the same overview."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from udklip.core.analysis import Relevance
from udklip.core.item import PressItem
from udklip.core.reading import Access
from udklip.core.rights import Audience
from udklip.core.source import SourceType
from udklip.schedules.overview.entries import entry_of, origin_of
from udklip.schedules.overview.values import Certificate, Counts, Entry, Origin, Overview, Story
from udklip.schedules.overview.window import Window

SECTIONS = (Relevance.CLUSTER, Relevance.PARTNER, Relevance.FIELD)
_ORIGINS = (Origin.EARNED, Origin.WIRE, Origin.OWN, Origin.SPONSORED)
_SOURCES = tuple(SourceType)
_ACCESS = tuple(Access)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What came in a window: its items, how many of each story came before, and who the cluster is."""

    items: tuple[PressItem, ...]
    earlier: Mapping[str, int]
    own: frozenset[str]


def build_overview(
    day: date,
    window: Window,
    coverage: Coverage,
    certificate: Certificate,
    profile: str,
    audience: Audience = Audience.STAFF,
) -> Overview:
    """The overview of `day` for one audience."""
    items = [item for item in coverage.items if item.relevance in SECTIONS]
    return Overview(
        id=f"overblik-{day.isoformat()}-{blake2b(profile.encode(), digest_size=4).hexdigest()}",
        day=day,
        profile=profile,
        window=window,
        counts=counts_of(items),
        stories=stories_of(items, window, coverage, audience),
        certificate=certificate,
    )


def counts_of(items: Sequence[PressItem]) -> Counts:
    """How many items, outlets and stories, and how many items of each origin."""
    origins = Counter(origin_of(item) for item in items)
    return Counts(
        articles=len(items),
        outlets=len({item.source for item in items}),
        stories=len({_story(item) for item in items}),
        earned=origins[Origin.EARNED],
        sponsored=origins[Origin.SPONSORED],
        wire=origins[Origin.WIRE],
        own=origins[Origin.OWN],
    )


def stories_of(
    items: Iterable[PressItem], window: Window, coverage: Coverage, audience: Audience = Audience.STAFF
) -> tuple[Story, ...]:
    """Items folded into stories: the cluster's own first, then its partners', then the field's; the widest first."""
    by_story: defaultdict[str, list[PressItem]] = defaultdict(list)
    for item in items:
        by_story[_story(item)].append(item)
    stories = []
    for story, members in by_story.items():
        entries = tuple(
            entry_of(item, window, coverage.own, audience) for item in sorted(members, key=_lead_first)
        )
        relevance = min((entry.relevance for entry in entries), key=SECTIONS.index)
        stories.append(Story(story, relevance, entries, coverage.earlier.get(story, 0)))
    return tuple(sorted(stories, key=_order))


def _story(item: PressItem) -> str:
    return item.story or item.id


def _lead_first(item: PressItem) -> tuple[int, int, int, float, str]:
    """Who leads a story: earned coverage before the rest, national press first, open before closed, then the first."""
    return (
        _ORIGINS.index(origin_of(item)),
        _SOURCES.index(item.source_type),
        _ACCESS.index(item.reading.access),
        item.when.timestamp(),
        item.id,
    )


def _order(story: Story) -> tuple[int, bool, int, float, str]:
    outlets = {entry.source for entry in story.entries}
    paid = story.lead.origin is Origin.SPONSORED
    return (SECTIONS.index(story.relevance), paid, -len(outlets), -_newest(story.entries), story.id)


def _newest(entries: Iterable[Entry]) -> float:
    return max(entry.when.timestamp() for entry in entries)
