"""The signals of sites and pages, each with its bytes and its time, and the rests that hosts asked for."""

from datetime import datetime

from sqlalchemy import Connection, RowMapping, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from udklip.core.ledger import schema
from udklip.core.ledger.rights.values import Rest, SignalKind, SignalRow


class Signals:
    """The signals within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on `connection`."""
        self._connection = connection

    def last(self, url: str) -> SignalRow | None:
        """What stood at `url` when it was last looked at."""
        table = schema.signal
        query = select(table).where(table.c.url == url).order_by(table.c.id.desc()).limit(1)
        row = self._connection.execute(query).mappings().first()
        return _signal(row) if row else None

    def keep(self, row: SignalRow) -> bool:
        """Keep what was seen: as a new row where it is new, else the time it was found again. Gives whether it is."""
        known = self.last(row.url)
        if known and (known.status, known.body, known.reserved) == (row.status, row.body, row.reserved):
            self._seen_again(row)
            return False
        names = (
            "host",
            "kind",
            "url",
            "at",
            "checked",
            "status",
            "body",
            "etag",
            "last_modified",
            "reserved",
        )
        values = {name: getattr(row, name) for name in names}
        self._connection.execute(insert(schema.signal).values(values))
        return True

    def of_host(self, host: str) -> list[SignalRow]:
        """Everything that was ever seen of `host`, oldest first."""
        table = schema.signal
        query = select(table).where(table.c.host == host).order_by(table.c.id)
        return [_signal(row) for row in self._connection.execute(query).mappings()]

    def hosts(self) -> list[str]:
        """Every host of which anything was seen."""
        table = schema.signal
        return list(
            self._connection.execute(select(table.c.host).distinct().order_by(table.c.host)).scalars()
        )

    def expressly_free(self, host: str) -> set[str]:
        """The addresses of `host` whose pages said last that their text is free."""
        said = {row.url: row.reserved for row in self.of_host(host) if row.kind is SignalKind.PAGE}
        return {url for url, reserved in said.items() if reserved is False}

    def rest(self, rest: Rest) -> None:
        """Keep that a host is to be left alone for a time."""
        add = upsert(schema.rest).values(host=rest.host, until=rest.until, reason=rest.reason)
        change = {"until": rest.until, "reason": rest.reason}
        self._connection.execute(add.on_conflict_do_update(index_elements=["host"], set_=change))

    def rests(self, now: datetime) -> list[Rest]:
        """The hosts that are still to be left alone."""
        table = schema.rest
        query = select(table).where(table.c.until > now).order_by(table.c.host)
        return [Rest(*row) for row in self._connection.execute(query)]

    def _seen_again(self, row: SignalRow) -> None:
        table = schema.signal
        newest = select(table.c.id).where(table.c.url == row.url).order_by(table.c.id.desc()).limit(1)
        change = update(table).where(table.c.id == newest.scalar_subquery())
        values = {"checked": row.checked, "etag": row.etag, "last_modified": row.last_modified}
        self._connection.execute(change.values(values))


def _signal(row: RowMapping) -> SignalRow:
    return SignalRow(
        host=row["host"],
        kind=SignalKind(row["kind"]),
        url=row["url"],
        at=row["at"],
        checked=row["checked"],
        status=row["status"],
        body=row["body"],
        etag=row["etag"],
        last_modified=row["last_modified"],
        reserved=row["reserved"],
    )
