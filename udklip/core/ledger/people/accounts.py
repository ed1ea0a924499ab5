"""Accounts, who is logged in, and how often somebody failed to."""

from datetime import datetime

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from udklip.core.ledger.people.tables import account as accounts
from udklip.core.ledger.people.tables import failed_login, session
from udklip.core.ledger.people.values import Account, FailedLogins, Role


class Accounts:
    """The accounts within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on `connection`."""
        self._connection = connection

    def any(self) -> bool:
        """Whether anybody can log in."""
        return self._connection.execute(select(accounts.c.name).limit(1)).first() is not None

    def all(self) -> list[Account]:
        """Every account by name, closed ones too."""
        rows = self._connection.execute(select(accounts).order_by(accounts.c.name)).mappings()
        return [_account(row) for row in rows]

    def get(self, name: str) -> Account | None:
        """The account called `name`."""
        query = select(accounts).where(accounts.c.name == name)
        row = self._connection.execute(query).mappings().first()
        return _account(row) if row else None

    def add(self, account: Account) -> None:
        """Keep a new account; the name must be free."""
        row = {"name": account.name, "role": account.role, "password": account.password, "made": account.made}
        self._connection.execute(insert(accounts), row)

    def change(self, name: str, *, role: Role | None = None, password: str | None = None) -> None:
        """Give an account another role or password. Whoever is logged in with the old password no longer is."""
        values = {key: value for key, value in {"role": role, "password": password}.items() if value}
        self._connection.execute(update(accounts).where(accounts.c.name == name).values(values))
        if password:
            self.log_out_everywhere(name)

    def close(self, name: str, at: datetime) -> None:
        """Nobody logs in by it any more; what it did stays."""
        self._connection.execute(update(accounts).where(accounts.c.name == name).values(closed=at))
        self.log_out_everywhere(name)

    def reopen(self, name: str) -> None:
        """Let a closed account in again."""
        self._connection.execute(update(accounts).where(accounts.c.name == name).values(closed=None))

    def administrators(self) -> int:
        """How many open accounts may change accounts."""
        query = select(func.count()).where(accounts.c.role == Role.ADMINISTRATOR, accounts.c.closed.is_(None))
        return int(self._connection.execute(query).scalar_one())

    def log_in(self, token: str, name: str, began: datetime, ends: datetime) -> None:
        """Somebody is logged in until `ends`; `token` is the hash of the cookie's."""
        row = {"token": token, "account": name, "began": began, "ends": ends}
        self._connection.execute(insert(session), row)
        self._connection.execute(delete(session).where(session.c.ends <= began))

    def logged_in(self, token: str, now: datetime) -> Account | None:
        """Whose session this is, where it has not ended and the account is open."""
        query = (
            select(accounts)
            .join(session, session.c.account == accounts.c.name)
            .where(session.c.token == token, session.c.ends > now, accounts.c.closed.is_(None))
        )
        row = self._connection.execute(query).mappings().first()
        return _account(row) if row else None

    def log_out(self, token: str) -> None:
        """End one session."""
        self._connection.execute(delete(session).where(session.c.token == token))

    def log_out_everywhere(self, name: str) -> None:
        """End every session of an account."""
        self._connection.execute(delete(session).where(session.c.account == name))

    def failed(self, key: str) -> FailedLogins | None:
        """How often the account or place called `key` failed of late."""
        query = select(failed_login).where(failed_login.c.key == key)
        row = self._connection.execute(query).mappings().first()
        return FailedLogins(row["times"], row["last"]) if row else None

    def fail(self, key: str, at: datetime) -> None:
        """Count one more wrong password."""
        add = upsert(failed_login).values(key=key, times=1, last=at)
        more = {"times": failed_login.c.times + 1, "last": at}
        self._connection.execute(add.on_conflict_do_update(index_elements=["key"], set_=more))

    def forgive(self, key: str) -> None:
        """Forget wrong passwords."""
        self._connection.execute(delete(failed_login).where(failed_login.c.key == key))


def _account(row: RowMapping) -> Account:
    return Account(row["name"], Role(row["role"]), row["password"], row["made"], row["closed"])
