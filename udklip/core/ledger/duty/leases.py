"""The lease: who does the service's work."""

from datetime import datetime

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from udklip.core.ledger.duty.tables import lease
from udklip.core.ledger.duty.values import Lease

_NAME = "service"


class Leases:
    """The lease within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on `connection`."""
        self._connection = connection

    def last(self) -> Lease | None:
        """The lease as it was renewed last, whether it still holds or not; None where it was given back."""
        row = self._connection.execute(select(lease).where(lease.c.name == _NAME)).mappings().first()
        return Lease(row["holder"], row["since"], row["until"]) if row else None

    def held(self, at: datetime) -> Lease | None:
        """The lease that holds."""
        last = self.last()
        return last if last and last.until > at else None

    def is_held_by(self, holder: str, at: datetime) -> bool:
        """Whether `holder` has it."""
        held = self.held(at)
        return held is not None and held.holder == holder

    def take(self, holder: str, at: datetime, until: datetime, gone: str | None = None) -> bool:
        """Take the lease where nobody holds it; `gone` begins the names of holders that are known to be no more."""
        held = self.held(at)
        if held and not (gone and held.holder.startswith(gone)):
            return False
        values = {"name": _NAME, "holder": holder, "since": at, "until": until}
        add = upsert(lease).values(values)
        self._connection.execute(add.on_conflict_do_update(index_elements=["name"], set_=values))
        return True

    def renew(self, holder: str, until: datetime) -> bool:
        """Hold it for longer; false where another has taken it."""
        mine = update(lease).where(lease.c.name == _NAME, lease.c.holder == holder)
        return bool(self._connection.execute(mine.values(until=until)).rowcount)

    def give_back(self, holder: str) -> None:
        """Nobody holds it from now on, if `holder` did."""
        self._connection.execute(delete(lease).where(lease.c.name == _NAME, lease.c.holder == holder))
