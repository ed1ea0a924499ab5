"""What of the coverage is older than it may be."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert as upsert

from udklip.core.ledger import schema
from udklip.core.ledger.erasing.tables import let_go
from udklip.core.ledger.values import Stage
from udklip.core.source import Rights, SourceType

ITEM, TEXT = "item", "text"


class Sort(NamedTuple):
    """Items that are kept alike."""

    source_type: SourceType
    rights: Rights


class Expiry:
    """The expiry within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on `connection`."""
        self._connection = connection

    def sorts(self) -> list[Sort]:
        """What sorts of items there are."""
        table = schema.item
        query = (
            select(table.c.source_type, table.c.rights)
            .distinct()
            .order_by(table.c.source_type, table.c.rights)
        )
        return [Sort(SourceType(kind), Rights(rights)) for kind, rights in self._connection.execute(query)]

    def items(self, sort: Sort, before: datetime, limit: int) -> list[str]:
        """Items first seen before `before` that are there yet."""
        return self._expired(sort, before, limit, ITEM)

    def texts(self, sort: Sort, before: datetime, limit: int) -> list[str]:
        """Items first seen before `before` whose text is there yet."""
        return self._expired(sort, before, limit, TEXT)

    def raw(self, sort: Sort, before: datetime, limit: int) -> list[str]:
        """Addresses of items that were fetched before `before` and whose bytes are there yet."""
        address, item = schema.address, schema.item
        query = (
            select(address.c.url)
            .join(item, item.c.id == address.c.item)
            .where(item.c.source_type == sort.source_type, item.c.rights == sort.rights)
            .where(address.c.stage == Stage.DONE, address.c.record_file.is_not(None))
            .where(address.c.fetched_at < before)
        )
        return list(self._connection.execute(query.order_by(address.c.url).limit(limit)).scalars())

    def went(self, items: Sequence[str], kind: str, at: datetime) -> None:
        """What was there of `items` is not there any more."""
        rows = [{"item": item, "kind": kind, "at": at} for item in items]
        self._connection.execute(upsert(let_go).on_conflict_do_nothing(), rows)

    def _expired(self, sort: Sort, before: datetime, limit: int, kind: str) -> list[str]:
        table = schema.item
        gone = select(let_go.c.item).where(let_go.c.kind.in_({ITEM, kind}))
        # What a run has in hand would come back: it goes the next night.
        in_hand = select(schema.address.c.item).where(
            schema.address.c.stage != Stage.DONE, schema.address.c.item.is_not(None)
        )
        query = select(table.c.id).where(
            table.c.source_type == sort.source_type,
            table.c.rights == sort.rights,
            table.c.first_seen < before,
            table.c.id.not_in(gone),
            table.c.id.not_in(in_hand),
        )
        return list(self._connection.execute(query.order_by(table.c.id).limit(limit)).scalars())
