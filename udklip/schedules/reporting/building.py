"""Builds a report of items and visits. Pure: the same values give the same report."""

from collections import defaultdict
from collections.abc import Sequence

from udklip.core.item import PressItem
from udklip.schedules.overview import building as overview
from udklip.schedules.overview.values import SECTIONS, Story
from udklip.schedules.overview.window import Window
from udklip.schedules.reporting.coverage import Coverage, Known, Watch
from udklip.schedules.reporting.people import speakers_of
from udklip.schedules.reporting.period import Period, Slice, day_of
from udklip.schedules.reporting.pickups import releases_of
from udklip.schedules.reporting.sources import basis_of, source_lines
from udklip.schedules.reporting.values import Basis, PressReport, SliceCounts, StoryLine
from udklip.schedules.reporting.voices import voices_of

STORIES_SHOWN = 8


def build_report(profile: str, period: Period, coverage: Coverage, known: Known, watch: Watch) -> PressReport:
    """The report of `period`.

    It is held against the period before only where both were watched from their first day to their last.
    """
    items, basis = of_the_field(coverage.items), basis_of(watch, period)
    comparable = basis.covers(period.before) and basis.ended(period)
    before = of_the_field(coverage.before) if comparable else None
    return PressReport(
        profile=profile,
        period=period,
        counts=overview.counts_of(items),
        before=None if before is None else overview.counts_of(before),
        undated=sum(item.reading.published is None for item in items),
        slices=slices_of(items, period, basis),
        stories=widest_stories(items, period, known),
        voices=voices_of(items, before, known.own),
        speakers=speakers_of(items, before, known.people),
        releases=releases_of(items, coverage.releases),
        sources=source_lines(watch, period, items, before),
        basis=basis,
    )


def of_the_field(items: Sequence[PressItem]) -> list[PressItem]:
    """The items that are coverage, as the overview counts them."""
    return [item for item in items if item.relevance in SECTIONS]


def slices_of(items: Sequence[PressItem], period: Period, basis: Basis) -> tuple[SliceCounts, ...]:
    """The coverage of each day or week of `period`, of those without any too."""
    by_part: defaultdict[Slice, list[PressItem]] = defaultdict(list)
    parts = period.slices
    part_of = {day: part for part in parts for day in part.days}
    for item in items:
        by_part[part_of[day_of(item.when)]].append(item)
    return tuple(
        SliceCounts(part, overview.counts_of(by_part[part]), bool(by_part[part]) or basis.knows(part))
        for part in parts
    )


def widest_stories(items: Sequence[PressItem], period: Period, known: Known) -> tuple[StoryLine, ...]:
    """The stories that most outlets told, the widest first."""
    members: defaultdict[str, list[PressItem]] = defaultdict(list)
    for item in items:
        members[item.story or item.id].append(item)
    widest = sorted(members, key=lambda story: (*_width(members[story]), story))[:STORIES_SHOWN]
    chosen = [item for story in widest for item in members[story]]
    window, shown = Window(period.start, period.end), overview.Coverage(tuple(chosen), {}, known.own)
    stories = {story.id: story for story in overview.stories_of(chosen, window, shown)}
    return tuple(_line(stories[story]) for story in widest)


def _line(story: Story) -> StoryLine:
    lead = story.lead
    return StoryLine(
        id=story.id,
        title=lead.title,
        url=lead.url,
        source=lead.source,
        when=lead.when,
        kind=lead.kind,
        access=lead.access,
        ocr=lead.ocr,
        relevance=story.relevance,
        articles=len(story.entries),
        outlets=len({entry.source for entry in story.entries}),
    )


def _width(items: Sequence[PressItem]) -> tuple[int, int, int]:
    relevance = min(SECTIONS.index(item.relevance) for item in items)
    return (-len({item.source for item in items}), relevance, -len(items))
