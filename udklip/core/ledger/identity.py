"""Which items turned out to be one, and which left the coverage. Ids and `ready` numbers stay as they were given."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select, update

from udklip.core.ledger import schema
from udklip.core.ledger.conditions import standing
from udklip.core.ledger.stories import Stories


class Identity:
    """What items are and are not, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on `connection`."""
        self._connection = connection

    def merge(self, one: str, other: str) -> tuple[str, str]:
        """Make the younger of two items an alias of the elder; gives elder and younger.

        The elder's number, and what was told of it, stay; the younger leaves the coverage and every index. Its
        addresses go on leading to it, and so to the elder, and its story becomes one with the elder's.
        """
        elder, younger = sorted((one, other))
        table = schema.item
        self._set(younger, alias_of=elder)
        self._connection.execute(update(table).where(table.c.alias_of == younger).values(alias_of=elder))
        Stories(self._connection).join(self._story(elder), self._story(younger))
        pickups = update(table).where(table.c.release == younger)
        self._connection.execute(pickups.values(release=elder, revision=table.c.revision + 1))
        content = schema.content
        self._connection.execute(update(content).where(content.c.item == younger).values(item=elder))
        return elder, younger

    def withdraw(self, item: str) -> bool:
        """`item` is off topic by now and leaves the coverage; gives whether it was part of it."""
        table = schema.item
        was_part = self._connection.execute(select(standing).where(table.c.id == item)).scalar()
        if was_part:
            self._set(item, withdrawn=True)
        return bool(was_part)

    def is_withdrawn(self, item: str) -> bool:
        """Whether `item` left the coverage because it was off topic."""
        table = schema.item
        return bool(self._connection.execute(select(table.c.withdrawn).where(table.c.id == item)).scalar())

    def alias_of(self, item: str) -> str | None:
        """The elder item that `item` is an alias of, if it is one."""
        table = schema.item
        return self._connection.execute(select(table.c.alias_of).where(table.c.id == item)).scalar()

    def same_page(self) -> Iterator[tuple[str, str]]:
        """Pairs of items of one source that stand at addresses of one page: the first item of the page, and another."""
        address, item = schema.address, schema.item
        query = (
            select(address.c.page, item.c.source, item.c.id)
            .join(item, item.c.id == address.c.item)
            .where(item.c.alias_of.is_(None))
            .order_by(item.c.id)
        )
        first: dict[tuple[str, str], str] = {}
        for page, source, identity in self._connection.execute(query).all():
            elder = first.setdefault((page, source), identity)
            if elder != identity:
                yield elder, identity

    def items_at(self, source: str, pages: Sequence[str], but_not: str) -> list[str]:
        """The items of `source` that stand at other addresses than `but_not` of `pages`."""
        table = schema.address
        query = select(table.c.item).where(
            table.c.page.in_(pages),
            table.c.source == source,
            table.c.url != but_not,
            table.c.item.is_not(None),
        )
        return list(self._connection.execute(query.distinct()).scalars())

    def _story(self, item: str) -> str:
        table = schema.item
        return str(self._connection.execute(select(table.c.story).where(table.c.id == item)).scalar_one())

    def _set(self, item: str, **values: object) -> None:
        table = schema.item
        change = update(table).where(table.c.id == item)
        self._connection.execute(change.values(values | {"revision": table.c.revision + 1}))
