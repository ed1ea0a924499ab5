"""Share of voice: how much of the coverage names each partner."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from udklip.core.item import PressItem
from udklip.schedules.overview.entries import one_line, origin_of
from udklip.schedules.overview.values import Origin
from udklip.schedules.reporting.values import Change, Voice


@dataclass(slots=True)
class _Named:
    articles: int = 0
    earned: int = 0
    stories: set[str] = field(default_factory=set)


def voices_of(
    items: Sequence[PressItem], before: Sequence[PressItem] | None, own: frozenset[str]
) -> tuple[Voice, ...]:
    """Every partner that is named in the period or was in the one before, the loudest first."""
    now, earlier = _named(items), None if before is None else _named(before)
    articles = sum(named.articles for named in now.values())
    stories = sum(len(named.stories) for named in now.values())
    voices = []
    for name in now.keys() | (earlier or {}).keys():
        named = now.get(name, _Named())
        then = None if earlier is None else earlier.get(name, _Named())
        voice = Voice(
            name=name,
            own=name in own,
            articles=Change(named.articles, None if then is None else then.articles),
            earned=named.earned,
            stories=Change(len(named.stories), None if then is None else len(then.stories)),
            share_of_articles=named.articles / articles if articles else 0.0,
            share_of_stories=len(named.stories) / stories if stories else 0.0,
        )
        voices.append(voice)
    return tuple(sorted(voices, key=lambda voice: (-voice.articles.now, -voice.stories.now, voice.name)))


def _named(items: Sequence[PressItem]) -> dict[str, _Named]:
    by_name: defaultdict[str, _Named] = defaultdict(_Named)
    for item in items:
        for name in {one_line(mention.name) for mention in item.analysis.organisations if mention.partner}:
            named = by_name[name]
            named.articles += 1
            named.earned += origin_of(item) is Origin.EARNED
            named.stories.add(item.story or item.id)
    return dict(by_name)
