"""An alert as plain values: what a watch hit, by story, through the gate of rights. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import blake2b

from udklip.core.analysis import Relevance
from udklip.core.danish import counted
from udklip.core.item import PressItem
from udklip.core.ledger.watching.values import Watch
from udklip.core.rights import Audience
from udklip.indexer.passage import shown_sentence
from udklip.indexer.tree import Node
from udklip.schedules.overview.building import Coverage, counts_of, stories_of
from udklip.schedules.overview.values import Counts, Story
from udklip.schedules.overview.window import Window

LATE_AFTER = timedelta(days=1)
IN_FULL = 30
"""So many stories are told in full; of the others, which are many after a long downtime, title and outlet."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a watch hit and no alert told of, and how many items of each story its alerts have told before."""

    items: tuple[PressItem, ...]
    earlier: Mapping[str, int]
    since: datetime
    own: frozenset[str]


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert of one watch; `id` is given once to what it tells."""

    id: str
    watch: Watch
    at: datetime
    counts: Counts
    stories: tuple[Story, ...]

    @property
    def heading(self) -> str:
        """What came, in words: "2 nye historier og nye medier i 1 kendt historie"."""
        known = sum(story.earlier > 0 for story in self.stories)
        new = len(self.stories) - known
        parts = [counted(new, "ny historie", "nye historier")] if new else []
        parts += [f"nye medier i {counted(known, 'kendt historie', 'kendte historier')}"] if known else []
        return " og ".join(parts)

    @property
    def in_full(self) -> tuple[Story, ...]:
        """The stories that are told in full."""
        return self.stories[:IN_FULL]

    @property
    def in_short(self) -> tuple[Story, ...]:
        """The stories of which only title, outlet and link are told."""
        return self.stories[IN_FULL:]


def build_alert(watch: Watch, node: Node | None, found: Found, at: datetime, audience: Audience) -> Alert:
    """The alert of what was `found`, new stories first, as `audience` may be shown it; `node` is the query."""
    window = Window(found.since - LATE_AFTER, at)
    # What turned off topic left the coverage; should it stand here for a moment, it counts as the field's.
    items = [_with_relevance(item) for item in found.items]
    stories = stories_of(items, window, Coverage(tuple(items), found.earlier, found.own), audience)
    stories = tuple(sorted(stories, key=lambda story: story.earlier > 0))
    if node is not None:
        sentences = {item.id: shown_sentence(item, node, audience) for item in items}
        stories = tuple(_told_by(story, sentences) for story in stories)
    return Alert(
        id=alert_id(watch.name, [item.id for item in items]),
        watch=watch,
        at=at,
        counts=counts_of(items),
        stories=stories,
    )


def alert_id(watch: str, items: Sequence[str]) -> str:
    """The same for the same hits of the same watch."""
    told = "\n".join([watch, *sorted(items)])
    return f"alert-{blake2b(told.encode(), digest_size=10).hexdigest()}"


def _with_relevance(item: PressItem) -> PressItem:
    return replace(item, relevance=Relevance.FIELD) if item.relevance is Relevance.OFF_TOPIC else item


def _told_by(story: Story, sentences: Mapping[str, str | None]) -> Story:
    """The sentences that meet the query instead of those that name us."""
    return replace(
        story, entries=tuple(replace(entry, sentence=sentences[entry.id]) for entry in story.entries)
    )
