"""Takes away texts that were reserved: title, date and link stay, and nothing that was read out of the text."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, and_, delete, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from udklip.core.ledger import schema
from udklip.core.ledger.addresses import Addresses
from udklip.core.ledger.items import Items
from udklip.core.ledger.rows import record_columns, waiting
from udklip.core.ledger.stories import fortnight_of
from udklip.core.ledger.values import Stage, StepRow, Waiting
from udklip.core.outcomes import Outcome


class ReservedTexts:
    """The taking away within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on `connection`."""
        self._connection = connection

    def kept_of(self, host: str) -> list[str]:
        """The addresses of `host` (an authority) of whose text anything is kept."""
        table = schema.address
        here = (
            table.c.url.startswith(f"{scheme}://{host}/", autoescape=True) for scheme in ("http", "https")
        )
        has_item = and_(table.c.item.is_not(None), table.c.outcome != Outcome.RIGHTS_RESERVED)
        query = select(table.c.url).where(or_(*here), or_(table.c.record_file.is_not(None), has_item))
        return list(self._connection.execute(query.order_by(table.c.url)).scalars())

    def newest_of(self, source: str, limit: int) -> list[str]:
        """The newest addresses of `source` of whose text anything is kept, at most `limit`."""
        table = schema.address
        query = select(table.c.url).where(table.c.source == source, table.c.record_file.is_not(None))
        return list(self._connection.execute(query.order_by(table.c.found_at.desc()).limit(limit)).scalars())

    def count(self, source: str) -> int:
        """How many addresses of `source` have a text that is reserved."""
        table = schema.address
        query = select(func.count()).where(
            table.c.source == source, table.c.outcome == Outcome.RIGHTS_RESERVED
        )
        return int(self._connection.execute(query).scalar_one())

    def name(self, url: str, title: str | None, published: datetime | None) -> None:
        """Keep title and date of a page whose text is reserved, where no feed gave them."""
        table = schema.address
        said = {
            "listed_title": func.coalesce(table.c.listed_title, title),
            "listed_at": func.coalesce(table.c.listed_at, published),
        }
        self._connection.execute(update(table).where(table.c.url == url).values(said))

    def named(self, url: str) -> tuple[str | None, datetime | None]:
        """Title and date of the page at `url`, as its ways or it itself gave them."""
        table = schema.address
        query = select(table.c.listed_title, table.c.listed_at).where(table.c.url == url)
        row = self._connection.execute(query).first()
        return (row[0], row[1]) if row else (None, None)

    def take(self, run: int, row: StepRow) -> None:
        """End the way of the address of `row`, and let go of its text."""
        self.clear(row.url)
        addresses = Addresses(self._connection)
        addresses.close(row)
        addresses.steps(run, [row])

    def clear(self, url: str) -> None:
        """Let go of the bytes at `url` and of all that was made of its text; the address's end is the caller's."""
        address = schema.address
        found = self._connection.execute(select(address).where(address.c.url == url)).mappings().first()
        if found is None:
            return
        self.drop(found["record_file"])
        nowhere = {"digest": None, "changed_at": None, **record_columns(None)}
        self._connection.execute(update(address).where(address.c.url == url).values(nowhere))
        for identity in self._one_and_the_same(found["item"]):
            self._blank(identity)

    def among(self, urls: Sequence[str]) -> set[str]:
        """Those of `urls` (a few hundred at most) whose text was reserved while they were read."""
        table = schema.address
        reserved = table.c.outcome == Outcome.RIGHTS_RESERVED
        query = select(table.c.url).where(
            table.c.url.in_(urls), table.c.stage == Stage.DONE, reserved, table.c.record_file.is_(None)
        )
        return set(self._connection.execute(query).scalars())

    def drop(self, file: str | None) -> None:
        """A file of the archive holds bytes that are to go."""
        if file:
            self._connection.execute(upsert(schema.unwanted).values(file=file).on_conflict_do_nothing())

    def files_to_clear(self) -> list[str]:
        """Files of the archive that hold bytes which are to go."""
        return list(self._connection.execute(select(schema.unwanted.c.file)).scalars())

    def records_in(self, file: str) -> list[Waiting]:
        """The addresses whose bytes stand in `file`."""
        table = schema.address
        query = select(table).where(table.c.record_file == file).order_by(table.c.record_offset)
        return [waiting(row) for row in self._connection.execute(query).mappings()]

    def cleared(self, file: str) -> None:
        """`file` holds nothing unwanted any more, or is gone."""
        self._connection.execute(delete(schema.unwanted).where(schema.unwanted.c.file == file))

    def _one_and_the_same(self, item: str | None) -> Sequence[str]:
        """An item, the elder it is an alias of, and the aliases of either."""
        if item is None:
            return []
        table = schema.item
        elder = (
            select(func.coalesce(table.c.alias_of, table.c.id)).where(table.c.id == item).scalar_subquery()
        )
        query = select(table.c.id).where(or_(table.c.id == elder, table.c.alias_of == elder))
        return self._connection.execute(query).scalars().all()

    def _blank(self, identity: str) -> None:
        items = Items(self._connection)
        for item in items.many([identity]).values():
            withdrawn = select(schema.item.c.withdrawn).where(schema.item.c.id == identity)
            was = self._connection.execute(withdrawn).scalar()
            items.change(item.without_text())
            self._set(identity, withdrawn=was, rights="link")
            self._forget([identity], fortnight_of(item.when))

    def _forget(self, identities: Iterable[str], fortnight: int) -> None:
        """Let go of earlier texts and of the marks by which the same text is found."""
        revision, shingle = schema.revision, schema.shingle
        for identity in identities:
            self._connection.execute(delete(revision).where(revision.c.item == identity))
            self._connection.execute(
                delete(shingle).where(shingle.c.fortnight == fortnight, shingle.c.item == int(identity))
            )

    def _set(self, identity: str, **values: object) -> None:
        table = schema.item
        self._connection.execute(update(table).where(table.c.id == identity).values(values))
