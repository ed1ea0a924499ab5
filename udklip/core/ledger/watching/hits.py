"""What watches hit, and which of it was told.

An item that became another's alias is that one: its hits are hits of the elder. What left the coverage is not told.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, func, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from udklip.core.ledger import schema
from udklip.core.ledger.conditions import became_ready, from_an_archive, standing
from udklip.core.ledger.watching import tables
from udklip.core.ledger.watching.values import Untold, WatchHit
from udklip.core.outcomes import Step

BACK_FILLED_AFTER = timedelta(days=1)
"""What comes out of an archive so long after it was fetched is the past, and no news."""

_KEEP = upsert(tables.watch_hit).on_conflict_do_nothing()


class WatchHits:
    """The hits of watches within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on `connection`."""
        self._connection = connection

    def keep(self, hits: Sequence[WatchHit], at: datetime) -> int:
        """Keep what was not hit before; its items wait to be indexed again, its feeds to be written. Gives how many."""
        known = self._by_aliases({hit.item for hit in hits})
        rows = [
            {"watch": hit.watch, "item": hit.item, "ready": hit.ready, "at": at}
            for hit in hits
            if (hit.watch, hit.item) not in known
        ]
        if not rows:
            return 0
        new = self._connection.execute(_KEEP, rows).rowcount
        item, watch = schema.item, tables.watch
        indexed_again = update(item).where(item.c.id.in_(_listed({hit.item for hit in hits})))
        self._connection.execute(indexed_again.values(revision=item.c.revision + 1))
        fed_again = update(watch).where(watch.c.name.in_({hit.watch for hit in hits}))
        self._connection.execute(fed_again.values(fed=False))
        return new

    def waiting(self) -> list[str]:
        """The watches that have hits no alert told of, by name."""
        table = tables.watch_hit
        query = select(table.c.watch).where(table.c.letter.is_(None)).distinct().order_by(table.c.watch)
        return list(self._connection.execute(query).scalars())

    def untold(self, watch: str) -> list[Untold]:
        """What no alert of `watch` told of, as it was found; what was told by the id of an alias is told."""
        hit, item = tables.watch_hit, schema.item
        query = _of_coverage(item.c.id, func.min(hit.c.at), func.max(hit.c.letter)).where(
            hit.c.watch == watch
        )
        waiting = _of_coverage(item.c.id).where(hit.c.watch == watch, hit.c.letter.is_(None))
        query = query.where(item.c.id.in_(waiting)).group_by(item.c.id).order_by(func.min(hit.c.ready))
        return [Untold(each, at) for each, at, letter in self._connection.execute(query) if letter is None]

    def told_in(self, watch: str, stories: Collection[str]) -> dict[str, int]:
        """Of how many items of each of `stories` the alerts of `watch` have told."""
        hit, item = tables.watch_hit, schema.item
        query = _of_coverage(item.c.story, func.count(item.c.id.distinct()))
        query = query.where(
            hit.c.watch == watch, hit.c.letter.is_not(None), item.c.story.in_(_listed(stories))
        )
        rows = self._connection.execute(query.group_by(item.c.story)).all()
        return {row[0]: row[1] for row in rows}

    def tell(self, watch: str, letter: str, items: Collection[str]) -> None:
        """`letter` tells of `items`, and of what became an alias of one."""
        hit, item = tables.watch_hit, schema.item
        same = select(item.c.id).where(func.coalesce(item.c.alias_of, item.c.id).in_(_listed(items)))
        told = update(hit).where(hit.c.watch == watch, hit.c.letter.is_(None), hit.c.item.in_(same))
        self._connection.execute(told.values(letter=letter))

    def of(self, watch: str) -> set[str]:
        """The ids of everything `watch` hit, by the ids it is known by now and those it was."""
        hit, item = tables.watch_hit, schema.item
        query = (
            select(item.c.id, item.c.alias_of).join(hit, hit.c.item == item.c.id).where(hit.c.watch == watch)
        )
        return {each for row in self._connection.execute(query) for each in row if each}

    def count(self, watch: str) -> int:
        """How much `watch` hit, whatever became of it."""
        table = tables.watch_hit
        query = select(func.count()).select_from(table).where(table.c.watch == watch)
        return int(self._connection.execute(query).scalar_one())

    def newest_stories(self, watch: str, limit: int) -> list[tuple[str, list[Untold]]]:
        """The stories `watch` hit last, newest first, with the hits in each as they were found."""
        hit, item = tables.watch_hit, schema.item
        newest = func.max(hit.c.ready)
        chosen = _of_coverage(item.c.story).where(hit.c.watch == watch).group_by(item.c.story)
        stories = list(self._connection.execute(chosen.order_by(newest.desc()).limit(limit)).scalars())
        query = _of_coverage(item.c.story, item.c.id, func.min(hit.c.at)).where(hit.c.watch == watch)
        query = (
            query.where(item.c.story.in_(_listed(stories)))
            .group_by(item.c.id)
            .order_by(func.min(hit.c.ready))
        )
        found: defaultdict[str, list[Untold]] = defaultdict(list)
        for story, each, at in self._connection.execute(query):
            found[story].append(Untold(each, at))
        return [(story, found[story]) for story in stories]

    def names(self, items: Collection[str]) -> dict[str, tuple[str, ...]]:
        """The names of the watches that hit each of `items`."""
        hit, item = tables.watch_hit, schema.item
        query = _of_coverage(item.c.id, hit.c.watch).where(item.c.id.in_(_listed(items))).distinct()
        names: defaultdict[str, list[str]] = defaultdict(list)
        for each, name in self._connection.execute(query.order_by(hit.c.watch)):
            names[each].append(name)
        return {each: tuple(found) for each, found in names.items()}

    def standing(self, items: Collection[str]) -> dict[str, int]:
        """The `ready` numbers of those of `items` that are part of the coverage."""
        item = schema.item
        query = select(item.c.id, item.c.ready).where(item.c.id.in_(_listed(items)), standing)
        return {row[0]: row[1] for row in self._connection.execute(query.order_by(item.c.ready))}

    def back_filled(self, items: Collection[str]) -> set[str]:
        """Those of `items` that an import filled the past with: ready long after they were first seen."""
        item, address, step = schema.item, schema.address, schema.step
        query = (
            select(item.c.id, item.c.first_seen, func.min(step.c.at, type_=step.c.at.type))
            .join(address, address.c.item == item.c.id)
            .join(step, step.c.url == address.c.url)
            .where(item.c.id.in_(_listed(items)), from_an_archive)
            .where(step.c.step == Step.GROUPED, became_ready(step.c.outcome))
            .group_by(item.c.id)
        )
        rows = self._connection.execute(query)
        return {each for each, seen, ready in rows if ready - seen > BACK_FILLED_AFTER}

    def _by_aliases(self, items: Collection[str]) -> set[tuple[str, str]]:
        """Which watches hit which of `items` by an id that is an alias of theirs."""
        hit, item = tables.watch_hit, schema.item
        query = select(hit.c.watch, item.c.alias_of).join(item, item.c.id == hit.c.item)
        rows = self._connection.execute(query.where(item.c.alias_of.in_(_listed(items))))
        return {(watch, elder) for watch, elder in rows}


def _of_coverage(*columns: Any) -> Select[Any]:
    """Hits with the items that they are of by now: `schema.item` is the elder of an alias."""
    hit, item, by_id = tables.watch_hit, schema.item, schema.item.alias()
    return (
        select(*columns)
        .select_from(hit)
        .join(by_id, by_id.c.id == hit.c.item)
        .join(item, item.c.id == func.coalesce(by_id.c.alias_of, by_id.c.id))
        .where(standing)
    )


def _listed(values: Iterable[str]) -> Select[Any]:
    """Values as one parameter, however many there are."""
    return select(func.json_each(json.dumps(sorted(values))).table_valued("value").c.value)
