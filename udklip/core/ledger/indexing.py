"""What waits to be indexed: every item whose revision an index does not hold yet, and visits above its mark."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from sqlalchemy import Connection, Select, and_, delete, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from udklip.core.ledger import schema
from udklip.core.ledger.conditions import standing

_NONE: Mapping[str, str] = MappingProxyType({})


class Indexing:
    """The state of indexes within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on `connection`."""
        self._connection = connection

    def pending(self, index: str, limit: int, above: int = 0) -> list[tuple[str, int]]:
        """At most `limit` items, with their revisions, that `index` lacks, in the order of `ready`, above a mark."""
        ready = schema.item.c.ready
        query = _lacking(index).where(ready > above).order_by(ready).limit(limit)
        return [(identity, revision) for identity, revision in self._connection.execute(query)]

    def waiting(self, index: str) -> int:
        """How many items `index` lacks."""
        query = select(func.count()).select_from(_lacking(index).subquery())
        return int(self._connection.execute(query).scalar_one())

    def left(self, index: str) -> list[str]:
        """What `index` holds and the coverage does not: aliases of elder items, and what is off topic by now."""
        item, indexed = schema.item, schema.indexed
        query = (
            select(item.c.id)
            .join(indexed, indexed.c.item == item.c.id)
            .where(indexed.c.index_name == index, ~standing)
        )
        return list(self._connection.execute(query.order_by(item.c.id)).scalars())

    def taken_out(self, index: str, items: Sequence[str]) -> None:
        """`index` does not hold `items` any more."""
        table = schema.indexed
        gone = delete(table).where(table.c.index_name == index, table.c.item.in_(items))
        self._connection.execute(gone)

    def done(self, index: str, given: Sequence[tuple[str, int]], refused: Mapping[str, str] = _NONE) -> None:
        """`index` was given these revisions; it holds them now, but for those it refused (id and reason)."""
        rows = [
            {"index_name": index, "item": item, "revision": revision, "refused": refused.get(item)}
            for item, revision in given
        ]
        if not rows:
            return
        add = upsert(schema.indexed)
        change = add.on_conflict_do_update(
            index_elements=["index_name", "item"],
            set_={"revision": add.excluded.revision, "refused": add.excluded.refused},
        )
        self._connection.execute(change, rows)

    def forget(self, index: str) -> None:
        """`index` holds nothing any more."""
        table = schema.indexed
        self._connection.execute(delete(table).where(table.c.index_name == index))
        counters = schema.counter
        self._connection.execute(delete(counters).where(counters.c.name == _visits_in(index)))

    def take_over(self, version: str, index: str) -> None:
        """What was noted of `version` is `index`'s from now on: it answers in its place."""
        table = schema.indexed
        self.forget(index)
        self._connection.execute(update(table).where(table.c.index_name == version).values(index_name=index))
        self.visits_are_in(index, upto=self.visits_in(version))
        self.forget(version)
        self._set(f"generation of {index}", self.generation(index) + 1)

    def generation(self, index: str) -> int:
        """How many versions have taken over: what was sent to an earlier one says nothing of this one."""
        return self._get(f"generation of {index}")

    def held(self, index: str) -> int:
        """How many items `index` holds by the ledger's word."""
        table = schema.indexed
        query = select(func.count()).select_from(table)
        query = query.where(table.c.index_name == index, table.c.refused.is_(None))
        return int(self._connection.execute(query).scalar_one())

    def refused(self, index: str) -> list[tuple[str, str]]:
        """The items that `index` refused, with the reason."""
        table = schema.indexed
        query = select(table.c.item, table.c.refused).order_by(table.c.item)
        query = query.where(table.c.index_name == index, table.c.refused.is_not(None))
        return [(item, reason) for item, reason in self._connection.execute(query)]

    def visits_in(self, index: str) -> int:
        """The last run whose visits `index` holds for good."""
        return self._get(_visits_in(index))

    def visits_are_in(self, index: str, upto: int) -> None:
        """`index` holds the visits of every run up to this one."""
        self._set(_visits_in(index), upto)

    def _get(self, name: str) -> int:
        table = schema.counter
        query = select(table.c.value).where(table.c.name == name)
        return int(self._connection.execute(query).scalar() or 0)

    def _set(self, name: str, value: int) -> None:
        add = upsert(schema.counter).values(name=name, value=value)
        self._connection.execute(
            add.on_conflict_do_update(index_elements=["name"], set_={"value": add.excluded.value})
        )


def _visits_in(index: str) -> str:
    return f"visits in {index}"


def _lacking(index: str) -> Select[str, int]:
    item, indexed = schema.item, schema.indexed
    held = and_(indexed.c.item == item.c.id, indexed.c.index_name == index)
    older = or_(indexed.c.revision.is_(None), indexed.c.revision < item.c.revision)
    query = select(item.c.id, item.c.revision).select_from(item.outerjoin(indexed, held))
    return query.where(item.c.ready.is_not(None), standing, older)
