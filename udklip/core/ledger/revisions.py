"""The texts that items had before their pages changed."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import Connection, RowMapping, func, insert, select

from udklip.core.ledger import codec, schema
from udklip.core.ledger.values import Change, Revision
from udklip.core.reading import Reading

_CHANGES: TypeAdapter[tuple[Change, ...]] = TypeAdapter(tuple[Change, ...])


class Revisions:
    """The earlier texts within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on `connection`."""
        self._connection = connection

    def keep(self, item: str, earlier: Reading, changes: Sequence[Change], until: datetime) -> int:
        """Keep what `item` said until `until`, with what changed in sentences that name us; gives its number."""
        table = schema.revision
        last = self._connection.execute(select(func.max(table.c.number)).where(table.c.item == item)).scalar()
        row = {
            "item": item,
            "number": (last or 0) + 1,
            "until": until,
            "reading": codec.READING.dump_json(earlier).decode(),
            "changes": _CHANGES.dump_json(tuple(changes)).decode(),
        }
        self._connection.execute(insert(table), row)
        return (last or 0) + 1

    def of(self, item: str) -> list[Revision]:
        """The earlier texts of `item`, oldest first."""
        table = schema.revision
        query = select(table).where(table.c.item == item).order_by(table.c.number)
        return [_revision(row) for row in self._connection.execute(query).mappings()]

    def changes(self, url: str, number: int) -> tuple[Change, ...]:
        """What changed in sentences that name us when the item at `url` put aside its text `number`."""
        table, address = schema.revision, schema.address
        query = (
            select(table.c.changes)
            .join(address, address.c.item == table.c.item)
            .where(address.c.url == url, table.c.number == number)
        )
        found = self._connection.execute(query).scalar_one_or_none()
        return _CHANGES.validate_json(found) if found else ()


def _revision(row: RowMapping) -> Revision:
    return Revision(
        item=row["item"],
        number=row["number"],
        until=row["until"],
        reading=codec.READING.validate_json(row["reading"]),
        changes=_CHANGES.validate_json(row["changes"]),
    )
