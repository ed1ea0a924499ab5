"""What is broken, and how the sendings stand: what the operator wants to know."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from udklip.core.ledger.duty.tables import trouble
from udklip.core.ledger.duty.values import Trouble
from udklip.core.ledger.telling.tables import sending
from udklip.core.ledger.telling.values import SendingState


class Troubles:
    """What is broken, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on `connection`."""
        self._connection = connection

    def note(self, subject: str, said: str, at: datetime) -> None:
        """`subject` is broken; what was said of it first stands until it recovers."""
        values = {"subject": subject, "said": said, "since": at}
        self._connection.execute(upsert(trouble).values(values).on_conflict_do_nothing())

    def over(self, subject: str) -> bool:
        """`subject` recovered; gives whether it was broken."""
        return bool(self._connection.execute(delete(trouble).where(trouble.c.subject == subject)).rowcount)

    def all(self) -> list[Trouble]:
        """Everything that is broken, by its name."""
        rows = self._connection.execute(select(trouble).order_by(trouble.c.subject)).mappings()
        return [Trouble(row["subject"], row["since"], row["said"], row["told_at"]) for row in rows]

    def told(self, subjects: Sequence[str], at: datetime) -> None:
        """The operator was told of them."""
        which = update(trouble).where(trouble.c.subject.in_(subjects))
        self._connection.execute(which.values(told_at=at))

    def sendings(self, since: datetime) -> dict[SendingState, int]:
        """How many sendings there are in each state: those that wait, and those that changed `since`."""
        waits = sending.c.state.in_((SendingState.PLANNED, SendingState.HANDING))
        query = select(sending.c.state, func.count()).where(waits | (sending.c.changed >= since))
        rows = self._connection.execute(query.group_by(sending.c.state))
        return {SendingState(state): count for state, count in rows}
