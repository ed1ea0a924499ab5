"""How far archives were taken in, and whether a page in them is news to the ledger."""

from datetime import datetime

from sqlalchemy import Connection, delete, or_, select
from sqlalchemy.dialects.sqlite import insert as upsert

from udklip.core.ledger import schema
from udklip.core.ledger.looks import FOLLOWED
from udklip.core.ledger.values import Stage
from udklip.core.outcomes import Outcome


class Imports:
    """Archives within one transaction; `key` stands for a file and what is wanted of it."""

    def __init__(self, connection: Connection) -> None:
        """Work on `connection`."""
        self._connection = connection

    def position(self, key: str) -> int:
        """Where to go on: 0, unless an import was ended in the middle."""
        table = schema.imported
        found = self._connection.execute(select(table.c.position).where(table.c.key == key))
        return found.scalar_one_or_none() or 0

    def reached(self, key: str, position: int) -> None:
        """Everything before `position` is in the ledger."""
        add = upsert(schema.imported).values(key=key, position=position)
        self._connection.execute(
            add.on_conflict_do_update(index_elements=["key"], set_={"position": position})
        )

    def done(self, key: str) -> None:
        """The whole of it is in the ledger."""
        table = schema.imported
        self._connection.execute(delete(table).where(table.c.key == key))

    def is_news(self, url: str, digest: str, at: datetime) -> bool:
        """Whether bytes fetched `at` say more of a known address: it never came to any, or changed since."""
        table = schema.address
        never_had = table.c.fetched_at.is_(None) & table.c.outcome.not_in(
            (Outcome.RIGHTS_RESERVED, Outcome.DUPLICATE)
        )
        changed = (table.c.fetched_at < at) & (table.c.digest != digest) & table.c.outcome.in_(FOLLOWED)
        query = select(table.c.url).where(
            table.c.url == url, table.c.stage == Stage.DONE, or_(never_had, changed)
        )
        return self._connection.execute(query).first() is not None
