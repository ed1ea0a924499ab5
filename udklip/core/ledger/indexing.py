"""What waits to be indexed: every item whose revision an index does not hold yet."""

from collections.abc import Sequence

from sqlalchemy import Connection, and_, delete, func, or_, select
from sqlalchemy.dialects.sqlite import insert as upsert

from udklip.core.ledger import schema


class Indexing:
    """The state of indexes within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on `connection`."""
        self._connection = connection

    def pending(self, index: str, limit: int) -> list[tuple[str, int]]:
        """At most `limit` items, with their revisions, that `index` lacks, in the order of `ready`."""
        item, indexed = schema.item, schema.indexed
        held = and_(indexed.c.item == item.c.id, indexed.c.index_name == index)
        lacking = or_(indexed.c.revision.is_(None), indexed.c.revision < item.c.revision)
        query = (
            select(item.c.id, item.c.revision)
            .select_from(item.outerjoin(indexed, held))
            .where(item.c.ready.is_not(None), schema.standing, lacking)
            .order_by(item.c.ready)
            .limit(limit)
        )
        return [(identity, revision) for identity, revision in self._connection.execute(query)]

    def left(self, index: str) -> list[str]:
        """What `index` holds and the coverage does not: aliases of elder items, and what is off topic by now."""
        item, indexed = schema.item, schema.indexed
        query = (
            select(item.c.id)
            .join(indexed, indexed.c.item == item.c.id)
            .where(indexed.c.index_name == index, ~schema.standing)
        )
        return list(self._connection.execute(query.order_by(item.c.id)).scalars())

    def taken_out(self, index: str, items: Sequence[str]) -> None:
        """`index` does not hold `items` any more."""
        table = schema.indexed
        gone = delete(table).where(table.c.index_name == index, table.c.item.in_(items))
        self._connection.execute(gone)

    def done(self, index: str, held: Sequence[tuple[str, int]]) -> None:
        """`index` holds these revisions now."""
        rows = [{"index_name": index, "item": item, "revision": revision} for item, revision in held]
        if not rows:
            return
        add = upsert(schema.indexed)
        change = add.on_conflict_do_update(
            index_elements=["index_name", "item"], set_={"revision": add.excluded.revision}
        )
        self._connection.execute(change, rows)

    def forget(self, index: str) -> None:
        """`index` holds nothing any more."""
        table = schema.indexed
        self._connection.execute(delete(table).where(table.c.index_name == index))

    def held(self, index: str) -> int:
        """How many items `index` holds by the ledger's word."""
        table = schema.indexed
        query = select(func.count()).select_from(table).where(table.c.index_name == index)
        return int(self._connection.execute(query).scalar_one())
