"""Who is quoted. Only people of the register are named and counted; nobody else is profiled."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from udklip.core.item import PressItem
from udklip.schedules.overview.entries import one_line
from udklip.schedules.overview.values import Quoted
from udklip.schedules.reporting.values import Change, Speaker, Speakers


def speakers_of(
    items: Sequence[PressItem], before: Sequence[PressItem] | None, people: Mapping[str, Quoted]
) -> Speakers:
    """The register's people who are quoted, the most quoted first, and how many others there are."""
    now, earlier = _quoting(items), None if before is None else _quoting(before)
    known = [
        Speaker(
            person=people[name],
            articles=Change(len(quoting), None if earlier is None else len(earlier.get(name, ()))),
            outlets=len({item.source for item in quoting}),
            stories=len({item.story or item.id for item in quoting}),
        )
        for name, quoting in now.items()
        if name in people
    ]
    return Speakers(
        known=tuple(sorted(known, key=lambda each: (-each.articles.now, -each.outlets, each.person.name))),
        others=len(now.keys() - people.keys()),
        articles=len({item.id for quoting in now.values() for item in quoting}),
    )


def _quoting(items: Sequence[PressItem]) -> dict[str, list[PressItem]]:
    """By name, the items that quote somebody; whoever wrote an item is none of those it quotes."""
    quoting: defaultdict[str, list[PressItem]] = defaultdict(list)
    for item in items:
        speakers = {one_line(quote.speaker) for quote in item.analysis.quotes if quote.speaker}
        for name in speakers - set(item.reading.authors):
            quoting[name].append(item)
    return dict(quoting)
