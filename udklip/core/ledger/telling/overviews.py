"""Overviews: which were made, what each took, and what editors want of those to come."""

import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime

from pydantic import TypeAdapter
from sqlalchemy import Connection, func, insert, select
from sqlalchemy.engine import RowMapping

from udklip.core.ledger import schema
from udklip.core.ledger.conditions import standing
from udklip.core.ledger.telling.overview_values import Edit, EditAction, OverviewRow, Stands, ToldBefore
from udklip.core.ledger.telling.tables import overview, overview_edit, overview_item
from udklip.core.ledger.values import Tally, VisitState
from udklip.core.ledger.watching.tables import watch, watch_hit

_STANDS: TypeAdapter[dict[str, tuple[VisitState, Tally]]] = TypeAdapter(dict[str, tuple[VisitState, Tally]])


class Overviews:
    """The overviews within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on `connection`."""
        self._connection = connection

    def last(self, edition: str, before: date | None = None) -> OverviewRow | None:
        """The newest overview of `edition`, or the newest one for a day before `before`."""
        query = select(overview).where(overview.c.edition == edition)
        if before is not None:
            query = query.where(overview.c.day < before)
        return self._row(self._connection.execute(query.order_by(overview.c.day.desc())).mappings().first())

    def of_day(self, edition: str, day: date) -> OverviewRow | None:
        """The overview that `edition` had for `day`."""
        query = select(overview).where(overview.c.edition == edition, overview.c.day == day)
        return self._row(self._connection.execute(query).mappings().first())

    def between(self, after: datetime, upto: datetime) -> list[OverviewRow]:
        """Every edition's overviews that were made after `after` and not later than `upto`, in order."""
        query = select(overview).where(overview.c.made > after, overview.c.made <= upto)
        rows = self._connection.execute(query.order_by(overview.c.made, overview.c.id)).mappings()
        return [made for row in rows if (made := self._row(row))]

    def add(self, row: OverviewRow, items: Collection[str], left_out: Collection[str] = ()) -> None:
        """An overview is made: it took `items`, of which its editor left out `left_out`."""
        values = {
            name: getattr(row, name) for name in ("id", "edition", "day", "made", "after", "upto", "mark")
        }
        stands = _STANDS.dump_json(dict(row.certificate)).decode()
        self._connection.execute(insert(overview).values(**values, certificate=stands))
        taken = [
            {"overview": row.id, "edition": row.edition, "item": item, "left_out": item in left_out}
            for item in items
        ]
        if taken:
            self._connection.execute(insert(overview_item), taken)

    def items(self, identity: str) -> list[str]:
        """The items that the overview with this id took, those left out among them."""
        query = select(overview_item.c.item).where(overview_item.c.overview == identity)
        return list(self._connection.execute(query.order_by(overview_item.c.item)).scalars())

    def told_of(self, edition: str, stories: Sequence[str], before: date) -> dict[str, ToldBefore]:
        """What `edition` told of `stories` in overviews for days before `before`."""
        item = schema.item
        wanted = func.json_each(json.dumps(list(stories))).table_valued("value").c.value
        query = (
            select(item.c.story, item.c.source)
            .join(overview_item, overview_item.c.item == item.c.id)
            .join(overview, overview.c.id == overview_item.c.overview)
            .where(overview_item.c.edition == edition, overview_item.c.left_out.is_(False))
            .where(overview.c.day < before, item.c.story.in_(select(wanted)), standing)
        )
        told: defaultdict[str, list[str]] = defaultdict(list)
        for story, source in self._connection.execute(query):
            told[story].append(source)
        return {story: ToldBefore(len(sources), frozenset(sources)) for story, sources in told.items()}

    def revisions_above(self, mark: int) -> dict[str, int]:
        """The items above `mark` that are coverage, with their revisions: whether what was read still holds."""
        item = schema.item
        query = select(item.c.id, item.c.revision).where(item.c.ready > mark, standing)
        return {row.id: row.revision for row in self._connection.execute(query)}

    def stories_told(self, edition: str, since: date, before: date) -> dict[date, int]:
        """How many stories each overview of `edition` told, for days from `since` and before `before`."""
        taken = overview.outerjoin(
            overview_item, (overview_item.c.overview == overview.c.id) & overview_item.c.left_out.is_(False)
        ).outerjoin(schema.item, (schema.item.c.id == overview_item.c.item) & standing)
        query = (
            select(overview.c.day, func.count(schema.item.c.story.distinct()))
            .select_from(taken)
            .where(overview.c.edition == edition, overview.c.day >= since, overview.c.day < before)
            .group_by(overview.c.day)
        )
        return {day: count for day, count in self._connection.execute(query)}  # noqa: C416 - rows are no pairs to mypy

    def edit(self, edition: str, day: date, edit: Edit) -> None:
        """Keep what an editor wants."""
        values = {
            "action": edit.action,
            "story": edit.story,
            "words": edit.words,
            "who": edit.who,
            "at": edit.at,
        }
        self._connection.execute(insert(overview_edit).values(edition=edition, day=day, **values))

    def edits(self, edition: str, day: date) -> list[Edit]:
        """What editors said of the overview for `day`, in order."""
        table = overview_edit
        columns = (table.c.action, table.c.story, table.c.words, table.c.who, table.c.at)
        query = select(*columns).where(table.c.edition == edition, table.c.day == day).order_by(table.c.id)
        return [Edit(EditAction(action), *rest) for action, *rest in self._connection.execute(query)]

    def asked_by(self, watches: Collection[str]) -> int | None:
        """Up to which `ready` number every one of `watches` was asked; None where none of them stands."""
        query = select(func.min(watch.c.mark)).where(watch.c.name.in_(watches), watch.c.removed.is_(None))
        return self._connection.execute(query).scalar()

    def hits_of(self, watches: Collection[str], above: int) -> set[str]:
        """The items above `above` that any of `watches` hit."""
        query = select(watch_hit.c.item).where(watch_hit.c.watch.in_(watches), watch_hit.c.ready > above)
        return set(self._connection.execute(query).scalars())

    def _row(self, row: RowMapping | None) -> OverviewRow | None:
        if row is None:
            return None
        stands: Stands = _STANDS.validate_json(row["certificate"])
        return OverviewRow(**{**row, "certificate": stands})
