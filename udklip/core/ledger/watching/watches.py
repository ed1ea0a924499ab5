"""Watches as people keep them, and how far each was asked."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, func, insert, select, true, update
from sqlalchemy.dialects.sqlite import insert as upsert

from udklip.core.ledger import schema
from udklip.core.ledger.watching import tables
from udklip.core.ledger.watching.hits import WatchHits
from udklip.core.ledger.watching.values import Watch
from udklip.core.quiet_hours import QuietHours


class Watches:
    """The watches within one transaction; `hits` is what they found."""

    def __init__(self, connection: Connection) -> None:
        """Work on `connection`."""
        self._connection = connection
        self.hits = WatchHits(connection)

    def put(self, watch: Watch) -> Watch:
        """Keep a watch, in place of one by its name; it comes back with where it begins.

        Its query is asked of what comes from now on. What the one before it found and told stays told: no item alerts
        one name twice.
        """
        newest = self._connection.execute(select(func.max(schema.item.c.ready))).scalar() or 0
        before = self.get(watch.name)
        values = {
            "query": watch.query,
            "owner": watch.owner,
            "made": watch.made,
            "begins": before.begins if before and before.query == watch.query else newest,
            "mark": before.mark if before else newest,
            "cool_down": round(watch.cool_down.total_seconds()),
            "quiet": str(watch.quiet) if watch.quiet else None,
            "fed": False,
            "removed": None,
        }
        keep = upsert(tables.watch).values(name=watch.name, **values)
        self._connection.execute(keep.on_conflict_do_update(index_elements=["name"], set_=values))
        self._address(watch.name, watch.addresses)
        kept = self.get(watch.name)
        if kept is None:
            raise AssertionError("it was just kept")
        return kept

    def get(self, name: str) -> Watch | None:
        """The watch called `name`, unless it was removed."""
        return next(iter(self._those(tables.watch.c.name == name)), None)

    def all(self) -> list[Watch]:
        """Every watch that was not removed, by name."""
        return self._those(true())

    def remove(self, name: str, at: datetime) -> bool:
        """Ask `name` no more; gives whether there was one. What it told stays."""
        table = tables.watch
        gone = update(table).where(table.c.name == name, table.c.removed.is_(None)).values(removed=at)
        self._address(name, ())
        return bool(self._connection.execute(gone).rowcount)

    def asked(self, names: Sequence[str], upto: int) -> None:
        """These watches were asked of every item up to the number `upto`."""
        table = tables.watch
        further = update(table).where(table.c.name.in_(names), table.c.mark < upto)
        self._connection.execute(further.values(mark=upto))

    def told(self, name: str, at: datetime) -> None:
        """An alert of `name` was made at `at`."""
        table = tables.watch
        self._connection.execute(update(table).where(table.c.name == name).values(told=at))

    def unfed(self) -> list[str]:
        """The watches whose feeds do not know all that they hit."""
        table = tables.watch
        query = select(table.c.name).where(table.c.removed.is_(None), table.c.fed.is_(False))
        return list(self._connection.execute(query.order_by(table.c.name)).scalars())

    def fed(self, name: str) -> None:
        """The feed of `name` is as it should be."""
        table = tables.watch
        self._connection.execute(update(table).where(table.c.name == name).values(fed=True))

    def unfeed(self) -> None:
        """Every feed is to be written anew: what stands in the coverage changed otherwise than by hits."""
        self._connection.execute(update(tables.watch).values(fed=False))

    def _those(self, which: ColumnElement[bool]) -> list[Watch]:
        table = tables.watch
        query = select(table).where(table.c.removed.is_(None), which).order_by(table.c.name)
        rows = self._connection.execute(query).mappings().all()
        addresses = self._addresses([row["name"] for row in rows])
        return [_watch(row, addresses.get(row["name"], ())) for row in rows]

    def _addresses(self, names: Sequence[str]) -> dict[str, tuple[str, ...]]:
        table = tables.watch_recipient
        query = select(table).where(table.c.watch.in_(names))
        found: dict[str, tuple[str, ...]] = {}
        for watch, address in self._connection.execute(query.order_by(table.c.address)):
            found[watch] = (*found.get(watch, ()), address)
        return found

    def _address(self, name: str, addresses: Iterable[str]) -> None:
        table = tables.watch_recipient
        self._connection.execute(delete(table).where(table.c.watch == name))
        rows = [{"watch": name, "address": address} for address in dict.fromkeys(addresses)]
        if rows:
            self._connection.execute(insert(table), rows)


def _watch(row: RowMapping, addresses: tuple[str, ...]) -> Watch:
    return Watch(
        name=row["name"],
        query=row["query"],
        made=row["made"],
        owner=row["owner"],
        begins=row["begins"],
        mark=row["mark"],
        cool_down=timedelta(seconds=row["cool_down"]),
        quiet=QuietHours.read(row["quiet"]) if row["quiet"] else None,
        told=row["told"],
        addresses=addresses,
    )
