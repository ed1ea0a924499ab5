"""Press releases and who brought them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from udklip.core.item import PressItem
from udklip.core.reading import Kind
from udklip.core.rights import mask_contacts
from udklip.core.source import SourceType
from udklip.schedules.overview.entries import one_line
from udklip.schedules.reporting.period import day_of
from udklip.schedules.reporting.values import Pickup, ReleaseLine, Releases

#: The same words on the sender's own pages, or on a portal of releases, are no pickup.
_SENDERS = frozenset((SourceType.OWN, SourceType.PRESS_RELEASE))


def releases_of(items: Sequence[PressItem], elder: Mapping[str, PressItem]) -> Releases:
    """The releases that outlets brought in the period; `elder` are those that came before it."""
    by_release: defaultdict[str, list[PressItem]] = defaultdict(list)
    for item in items:
        if item.release and item.source_type not in _SENDERS:
            by_release[item.release].append(item)
    found = dict(elder) | {item.id: item for item in items}
    brought = [_line(found[each], pickups) for each, pickups in by_release.items() if each in found]
    releases = {item.id for item in items if item.analysis.kind is Kind.PRESS_RELEASE and not item.release}
    return Releases(
        brought=tuple(sorted(brought, key=lambda line: (-len(line.pickups), -(line.share or 0), line.id))),
        not_brought=len(releases - by_release.keys()),
    )


def _line(release: PressItem, items: Sequence[PressItem]) -> ReleaseLine:
    first: dict[str, Pickup] = {}
    for item in sorted(items, key=lambda item: (item.when, item.id)):
        days = max((day_of(item.when) - day_of(release.when)).days, 0)
        first.setdefault(item.source, Pickup(item.source, item.url, item.release_share, days))
    return ReleaseLine(
        id=release.id,
        title=one_line(mask_contacts(release.reading.title or "")) or release.url,
        url=release.url,
        source=release.source,
        day=day_of(release.when),
        pickups=tuple(first.values()),
    )
