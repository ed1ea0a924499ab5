"""Builds an overview of items and visits. Pure: the same values give the same overview."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b

from udklip.core.item import PressItem
from udklip.core.reading import Access
from udklip.core.rights import Audience
from udklip.core.source import SourceType
from udklip.schedules.overview.editing import AS_IT_COMES, Wishes
from udklip.schedules.overview.editions import MAIN
from udklip.schedules.overview.entries import entry_of, origin_of
from udklip.schedules.overview.values import (
    SECTIONS,
    Certificate,
    Counts,
    Entry,
    History,
    Origin,
    Overview,
    Release,
    Story,
)
from udklip.schedules.overview.window import Window

_ORIGINS = (Origin.EARNED, Origin.WIRE, Origin.OWN, Origin.SPONSORED)
_SOURCES = tuple(SourceType)
_ACCESS = tuple(Access)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What came in a window: its items, who the cluster is, and what is known of their stories besides.

    `earlier` counts the articles of a story told before, and `outlets` names the outlets that they were in;
    `releases` are the press releases of a story with all their pickups.
    """

    items: tuple[PressItem, ...]
    earlier: Mapping[str, int]
    own: frozenset[str]
    outlets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    releases: Mapping[str, tuple[Release, ...]] = field(default_factory=dict)


def build_overview(
    day: date,
    window: Window,
    coverage: Coverage,
    certificate: Certificate,
    profile: str,
    audience: Audience = Audience.STAFF,
    *,
    edition: str = MAIN,
    wishes: Wishes = AS_IT_COMES,
    history: History | None = None,
    name: str = "Overblik",
) -> Overview:
    """The overview of `day` for one audience, as its editor wants it: what is left out counts in no number."""
    relevant = [item for item in coverage.items if item.relevance in SECTIONS]
    items = [item for item in relevant if _story(item) not in wishes.left_out]
    return Overview(
        id=overview_id(edition, day, profile),
        day=day,
        profile=profile,
        window=window,
        counts=counts_of(items),
        stories=wishes.arrange(stories_of(items, window, coverage, audience)),
        certificate=certificate,
        audience=audience,
        name=name,
        history=history,
        left_out=len({_story(item) for item in relevant} & wishes.left_out),
        editors=wishes.editors,
    )


def overview_id(edition: str, day: date, profile: str) -> str:
    """The id that is given once to an edition's overview of `day`."""
    return f"{edition}-{day.isoformat()}-{blake2b(profile.encode(), digest_size=4).hexdigest()}"


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
        stories.append(
            Story(
                id=story,
                relevance=min((entry.relevance for entry in entries), key=SECTIONS.index),
                entries=entries,
                earlier=coverage.earlier.get(story, 0),
                new_outlets=len(
                    {entry.source for entry in entries} - coverage.outlets.get(story, frozenset())
                ),
                releases=coverage.releases.get(story, ()),
            )
        )
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
