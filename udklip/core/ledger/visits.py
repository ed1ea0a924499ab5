"""Visits to the ways of sources."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from sqlalchemy import Connection, RowMapping, func, insert, select

from udklip.core.ledger import schema
from udklip.core.ledger.values import VisitRow, VisitState
from udklip.core.outcomes import Outcome


class Visits:
    """The visits within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on `connection`."""
        self._connection = connection

    def add(self, run: int, row: VisitRow) -> None:
        """Note a visit."""
        names = (
            "source",
            "way",
            "url",
            "at",
            "state",
            "outcome",
            "found",
            "fresh",
            "reason",
            "etag",
            "last_modified",
        )
        values = {name: getattr(row, name) for name in names}
        self._connection.execute(insert(schema.visit).values(run=run, **values))

    def last_good(self, url: str) -> VisitRow | None:
        """The newest visit to the way at `url` that answered: whose validators hold."""
        table = schema.visit
        query = (
            select(table)
            .where(table.c.url == url, table.c.state != VisitState.FAILED)
            .order_by(table.c.id.desc())
            .limit(1)
        )
        row = self._connection.execute(query).mappings().first()
        return _visit(row) if row else None

    def usual(self, url: str, visits: int = 10) -> list[int]:
        """How many entries the last `visits` to the way at `url` found, newest first; those unchanged aside."""
        table = schema.visit
        query = (
            select(table.c.found)
            .where(table.c.url == url, table.c.outcome == Outcome.OK)
            .order_by(table.c.id.desc())
            .limit(visits)
        )
        return list(self._connection.execute(query).scalars())

    def since(self, moment: datetime, source: str) -> list[VisitRow]:
        """Every visit to `source` from `moment` on, in order."""
        table = schema.visit
        query = select(table).where(table.c.source == source, table.c.at >= moment).order_by(table.c.id)
        return [_visit(row) for row in self._connection.execute(query).mappings()]

    def first_good(self, source: str) -> dict[str, datetime]:
        """When each of the ways of `source` first answered, by the name of the way."""
        table = schema.visit
        query = (
            select(table.c.way, func.min(table.c.at))
            .where(table.c.source == source, table.c.state != VisitState.FAILED)
            .group_by(table.c.way)
        )
        return {way: at for way, at in self._connection.execute(query)}  # noqa: C416 - rows are no pairs to mypy

    def last_at(self, source: str, upto: datetime | None = None) -> datetime | None:
        """When `source` was last visited, not later than `upto`."""
        table = schema.visit
        query = select(func.max(table.c.at)).where(table.c.source == source)
        if upto is not None:
            query = query.where(table.c.at <= upto)
        answer: datetime | None = self._connection.execute(query).scalar()
        return answer

    def last_of_each(self, sources: Iterable[str], upto: datetime) -> dict[str, datetime | None]:
        """When each of `sources` was last visited, not later than `upto`."""
        table = schema.visit
        name = func.json_each(json.dumps(list(sources))).table_valued("value").c.value
        last = select(func.max(table.c.at)).where(table.c.source == name, table.c.at <= upto)
        rows = self._connection.execute(select(name, last.scalar_subquery()))
        return {source: at for source, at in rows}  # noqa: C416 - rows are no pairs to mypy

    def spans(self, before: datetime | None = None) -> dict[str, tuple[datetime, datetime]]:
        """When each source was first and last visited, ever or before `before`."""
        table = schema.visit
        query = select(table.c.source, func.min(table.c.at), func.max(table.c.at))
        if before is not None:
            query = query.where(table.c.at < before)
        rows = self._connection.execute(query.group_by(table.c.source))
        return {source: (first, last) for source, first, last in rows}

    def between(self, after: datetime, upto: datetime) -> list[VisitRow]:
        """Every visit after `after` and not later than `upto`, in order."""
        table = schema.visit
        query = select(table).where(table.c.at > after, table.c.at <= upto).order_by(table.c.id)
        return [_visit(row) for row in self._connection.execute(query).mappings()]

    def last_complete(self, source: str) -> datetime | None:
        """When a run last found `source` complete."""
        table = schema.visit
        query = select(table.c.run, table.c.state, table.c.at).where(table.c.source == source)
        with self._connection.execute(query.order_by(table.c.at.desc())) as newest_first:
            for _, rows in groupby(newest_first, key=lambda row: row.run):
                visits = [(VisitState(state), at) for _, state, at in rows]
                if together([state for state, _ in visits]) is VisitState.COMPLETE:
                    newest: datetime = max(at for _, at in visits)
                    return newest
        return None

    def states(self, run: int) -> dict[str, VisitState]:
        """The state of every source that `run` visited."""
        table = schema.visit
        query = select(table.c.source, table.c.state).where(table.c.run == run)
        ways: defaultdict[str, list[VisitState]] = defaultdict(list)
        for source, state in self._connection.execute(query):
            ways[source].append(VisitState(state))
        return {source: together(states) for source, states in ways.items()}

    def newest(self) -> dict[str, list[VisitRow]]:
        """The visits of the last run that visited each source."""
        table = schema.visit
        last = select(table.c.source, func.max(table.c.run).label("run")).group_by(table.c.source).subquery()
        query = select(table).join(last, (table.c.source == last.c.source) & (table.c.run == last.c.run))
        visits: defaultdict[str, list[VisitRow]] = defaultdict(list)
        for row in self._connection.execute(query.order_by(table.c.id)).mappings():
            visits[row["source"]].append(_visit(row))
        return dict(visits)

    def newest_of(self, source: str) -> list[VisitRow]:
        """The visits of the last run that visited `source`."""
        table = schema.visit
        last = select(func.max(table.c.run)).where(table.c.source == source).scalar_subquery()
        query = select(table).where(table.c.source == source, table.c.run == last).order_by(table.c.id)
        return [_visit(row) for row in self._connection.execute(query).mappings()]

    def of_run(self, run: int) -> list[VisitRow]:
        """Every visit of `run`."""
        table = schema.visit
        query = select(table).where(table.c.run == run).order_by(table.c.id)
        return [_visit(row) for row in self._connection.execute(query).mappings()]


def together(states: list[VisitState]) -> VisitState:
    """The state of a source from those of its ways."""
    if all(state is VisitState.FAILED for state in states):
        return VisitState.FAILED
    if all(state is VisitState.COMPLETE for state in states):
        return VisitState.COMPLETE
    return VisitState.PARTIAL


def _visit(row: RowMapping) -> VisitRow:
    return VisitRow(
        source=row["source"],
        way=row["way"],
        url=row["url"],
        at=row["at"],
        state=VisitState(row["state"]),
        outcome=Outcome(row["outcome"]),
        found=row["found"],
        fresh=row["fresh"],
        reason=row["reason"],
        etag=row["etag"],
        last_modified=row["last_modified"],
    )
