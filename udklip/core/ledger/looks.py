"""Which pages are to be looked at again, because a way says that they changed."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, RowMapping, func, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from udklip import __version__
from udklip.core.ledger import schema
from udklip.core.ledger.addresses import Addresses
from udklip.core.ledger.rows import waiting
from udklip.core.ledger.values import Find, Stage, StepRow, Waiting
from udklip.core.outcomes import Outcome, Step

_MANY = 500
# What a page came to that a change of it may turn into something else.
FOLLOWED = (Outcome.READY, Outcome.UNCHANGED, Outcome.CHANGED, Outcome.OFF_TOPIC)


class Looks:
    """The second looks within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on `connection`."""
        self._connection = connection

    def listed(self, finds: Sequence[Find], at: datetime, found_after: datetime) -> None:
        """Keep what a way says of `finds`; a page found after `found_after` of which it says something new is marked.

        Something new is another title, or a later time than that way gave before.
        """
        for start in range(0, len(finds), _MANY):
            part = {find.url: find for find in finds[start : start + _MANY]}
            said = self._said(list(part.values()))
            differing = [find for find in part.values() if _differs(find, said.get((find.url, find.via)))]
            self._keep(differing)
            self._mark([f.url for f in differing if (f.url, f.via) in said], at, found_after)

    def due(self, source: str, now: datetime, found_after: datetime) -> list[Waiting]:
        """The marked pages of `source` whose time has come; each with the record of its bytes.

        The time between two looks at a page grows with its age: as long again as it had been known at the last one.
        So a site whose every answer says that everything changed costs a dozen looks a page and no more.
        """
        table = schema.address
        query = select(table).where(
            table.c.source == source,
            table.c.changed_at.is_not(None),
            table.c.found_at > found_after,
            table.c.stage == Stage.DONE,
            table.c.record_file.is_not(None),
        )
        rows = self._connection.execute(query.order_by(table.c.found_at, table.c.url)).mappings()
        return [
            waiting(row) for row in rows if now - row["fetched_at"] >= row["fetched_at"] - row["found_at"]
        ]

    def unchanged(self, run: int, url: str, reason: str, at: datetime) -> None:
        """`url` was looked at, and what was read of it stands."""
        table = schema.address
        change = update(table).where(table.c.url == url)
        self._connection.execute(change.values(changed_at=None, fetched_at=at))
        row = StepRow(url, Step.FETCHED, Outcome.UNCHANGED, reason, at, __version__)
        Addresses(self._connection).steps(run, [row])

    def done(self, url: str) -> None:
        """`url` was asked for, and what came of it is on its way."""
        table = schema.address
        self._connection.execute(update(table).where(table.c.url == url).values(changed_at=None))

    def _said(self, finds: Sequence[Find]) -> dict[tuple[str, str], RowMapping]:
        table = schema.listed
        query = select(table).where(table.c.url.in_([find.url for find in finds]))
        rows = self._connection.execute(query).mappings()
        return {(row["url"], row["via"]): row for row in rows}

    def _keep(self, finds: Sequence[Find]) -> None:
        rows = [{"url": f.url, "via": f.via, "title": f.title, "at": _time_of(f)} for f in finds]
        if not rows:
            return
        add = upsert(schema.listed)
        table = schema.listed
        said = {name: func.coalesce(add.excluded[name], table.c[name]) for name in ("title", "at")}
        self._connection.execute(add.on_conflict_do_update(index_elements=["url", "via"], set_=said), rows)

    def _mark(self, urls: Sequence[str], at: datetime, found_after: datetime) -> None:
        table = schema.address
        change = update(table).where(
            table.c.url.in_(urls),
            table.c.stage == Stage.DONE,
            table.c.outcome.in_(FOLLOWED),
            table.c.found_at > found_after,
        )
        if urls:
            self._connection.execute(change.values(changed_at=at))


def _differs(find: Find, said: RowMapping | None) -> bool:
    """Whether a way says something of an address that it did not say before."""
    if said is None:
        return find.title is not None or _time_of(find) is not None
    if find.title and said["title"] and find.title != said["title"]:
        return True
    at = _time_of(find)
    return bool(at and said["at"] and at > said["at"])


def _time_of(find: Find) -> datetime | None:
    return find.updated_at or find.listed_at
