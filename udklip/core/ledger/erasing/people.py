"""People as recipients, accounts, owners of watches and what is searched for: who is erased is none any more."""

from collections.abc import Callable, Mapping

from sqlalchemy import Connection, Table, delete, select, update

from udklip.core.ledger.people.tables import account, failed_login, mark, session
from udklip.core.ledger.telling.tables import recipient, sending
from udklip.core.ledger.watching.tables import watch, watch_hit, watch_recipient

Holds = Callable[[str | None], bool]


class People:
    """The people within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on `connection`."""
        self._connection = connection

    def addresses(self, names: Holds) -> list[str]:
        """The mail addresses of recipients that `names` is true of, by name or address."""
        found: set[str] = set()
        for table in (recipient, sending):
            rows = self._connection.execute(select(table.c.address, table.c.name).distinct())
            found |= {address for address, name in rows if names(name) or names(address)}
        return sorted(found)

    def watches(self, names: Holds) -> list[str]:
        """The watches that look for somebody `names` is true of, or are named after them."""
        rows = self._connection.execute(select(watch.c.name, watch.c.query))
        return sorted(name for name, query in rows if names(query) or names(name))

    def forget_recipients(self, tokens: Mapping[str, str]) -> int:
        """Let go of recipients; what was sent to them goes under their tokens. Gives how many rows there were."""
        gone = 0
        for address, token in tokens.items():
            gone += self._gone(recipient, address) + self._gone(watch_recipient, address)
            sent = update(sending).where(sending.c.address == address)
            self._connection.execute(sent.values(address=token, name=None, answer=None))
            self._connection.execute(update(watch).where(watch.c.owner == address).values(owner=None))
        return gone

    def forget_watches(self, names: list[str]) -> None:
        """Let go of watches, and of what they told."""
        for name in names:
            self._connection.execute(delete(watch_hit).where(watch_hit.c.watch == name))
            self._connection.execute(delete(watch_recipient).where(watch_recipient.c.watch == name))
            self._connection.execute(delete(watch).where(watch.c.name == name))

    def accounts(self, names: Holds) -> list[str]:
        """The accounts at the desk whose name `names` is true of."""
        return sorted(
            name for name in self._connection.execute(select(account.c.name)).scalars() if names(name)
        )

    def forget_accounts(self, tokens: Mapping[str, str]) -> None:
        """Let go of accounts; what they marked stays under their tokens, as the words that they wrote do elsewhere."""
        for name, token in tokens.items():
            for table, column in ((account, account.c.name), (session, session.c.account)):
                self._connection.execute(delete(table).where(column == name))
            self._connection.execute(delete(failed_login).where(failed_login.c.key == f"account:{name}"))
            self._connection.execute(update(mark).where(mark.c.who == name).values(who=token))

    def _gone(self, table: Table, address: str) -> int:
        return self._connection.execute(delete(table).where(table.c.address == address)).rowcount
