"""Twins: addresses of one page (http and https, mobile, AMP). One of them is read, the others wait behind it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, RowMapping, select, update

from udklip import __version__
from udklip.core.address import page_key
from udklip.core.ledger import schema
from udklip.core.ledger.addresses import Addresses
from udklip.core.ledger.values import Find, Stage, StepRow
from udklip.core.outcomes import Fate, Outcome, Step

_MANY = 500


class Twins:
    """The twins within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on `connection`."""
        self._connection = connection

    def hold_back(self, run: int, new: Sequence[Find], at: datetime) -> set[str]:
        """End the way of those of `new` whose page is read at another address of its source; gives those."""
        elders = self._elders(new)
        held: dict[str, str] = {}
        for find in new:
            elder = elders.setdefault((find.source, page_key(find.url)), find.url)
            if elder != find.url:
                held[find.url] = elder
        for url, elder in held.items():
            self._hold(run, url, elder, at)
        return set(held)

    def let_go(self, url: str) -> None:
        """`url` could not be had: its twins are tried in its place by the next run."""
        table = schema.address
        change = update(table).where(table.c.twin_of == url)
        self._connection.execute(change.values(stage=Stage.FOUND, outcome=None, twin_of=None))

    def of(self, url: str) -> list[str]:
        """The addresses of the page that `url` is one of, the one that is read first."""
        table = schema.address
        query = select(table.c.url).where(table.c.page == page_key(url))
        order = (table.c.twin_of.is_not(None), table.c.found_at, table.c.url)
        return list(self._connection.execute(query.order_by(*order)).scalars())

    def renew(self) -> None:
        """Give every address its page by today's rule."""
        table = schema.address
        pages = list(self._connection.execute(select(table.c.url, table.c.page)))
        for url, page in pages:
            if (now := page_key(url)) != page:
                self._connection.execute(update(table).where(table.c.url == url).values(page=now))

    def _elders(self, new: Sequence[Find]) -> dict[tuple[str, str], str]:
        """Of each source and page of `new` that is known, the address at which it is read."""
        table = schema.address
        fresh = {find.url for find in new}
        pages = sorted({page_key(find.url) for find in new})
        elders: dict[tuple[str, str], str] = {}
        for start in range(0, len(pages), _MANY):
            query = select(table).where(
                table.c.page.in_(pages[start : start + _MANY]), table.c.twin_of.is_(None)
            )
            for row in self._connection.execute(query.order_by(table.c.found_at, table.c.url)).mappings():
                if row["url"] not in fresh and _stands(row):
                    elders.setdefault((row["source"], row["page"]), row["url"])
        return elders

    def _hold(self, run: int, url: str, elder: str, at: datetime) -> None:
        table = schema.address
        item = select(table.c.item).where(table.c.url == elder).scalar_subquery()
        addresses = Addresses(self._connection)
        row = StepRow(url, Step.DISCOVERED, Outcome.DUPLICATE, f"the same page as {elder}", at, __version__)
        addresses.close(row, twin_of=elder, item=item)
        addresses.steps(run, [row])


def _stands(row: RowMapping) -> bool:
    """Whether an address is on its way, or came to an end that its twins share."""
    if row["stage"] != Stage.DONE:
        return True
    return Outcome(row["outcome"]).fate not in (Fate.FAILED, Fate.REFUSED)
