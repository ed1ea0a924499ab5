"""Press releases and who brought them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from udklip.core.item import PressItem
from udklip.core.reading import Kind
from udklip.core.rights import mask_contacts
from udklip.schedules.overview.entries import one_line, origin_of
from udklip.schedules.overview.values import Origin
from udklip.schedules.reporting.period import day_of
from udklip.schedules.reporting.values import Pickup, ReleaseLine, Releases


def releases_of(items: Sequence[PressItem], elder: Mapping[str, PressItem]) -> Releases:
    """The releases that outlets brought in the period; `elder` are those that came before it."""
    by_release: defaultdict[str, list[PressItem]] = defaultdict(list)
    for item in items:
        # The same words on the sender's own pages, or on another portal of releases, are no pickup.
        if item.release and origin_of(item) is not Origin.OWN:
            by_release[item.release].append(item)
    releases = {item.id: item for item in items if item.analysis.kind is Kind.PRESS_RELEASE}
    found = dict(elder) | releases
    brought = [_line(found[release], pickups) for release, pickups in by_release.items() if release in found]
    return Releases(
        brought=tuple(sorted(brought, key=lambda line: (-len(line.pickups), -(line.share or 0), line.id))),
        not_brought=len(releases.keys() - by_release.keys()),
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
