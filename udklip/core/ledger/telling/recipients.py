"""Who is in which group. Who left stays known, so that the next list does not bring them back."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Row, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from udklip.core.ledger.telling.tables import recipient
from udklip.core.ledger.telling.values import Joining, Leaving, Member
from udklip.core.letter import Recipient


class Recipients:
    """The groups' people within one transaction. Addresses are in the spelling of `udklip.core.mail_address`."""

    def __init__(self, connection: Connection) -> None:
        """Work on `connection`."""
        self._connection = connection

    def of(self, group: str) -> list[Recipient]:
        """Who gets what the group is told, by address."""
        return [
            Recipient(member.address, member.name, member.group)
            for member in self.members(group)
            if member.left is None
        ]

    def members(self, group: str | None = None) -> list[Member]:
        """Everybody known, those who left too, by group and address."""
        query = select(recipient).order_by(recipient.c.group_name, recipient.c.address)
        if group is not None:
            query = query.where(recipient.c.group_name == group)
        return [_member(row) for row in self._connection.execute(query)]

    def member(self, group: str, address: str) -> Member | None:
        """One of them."""
        row = self._connection.execute(select(recipient).where(*_key(group, address))).first()
        return _member(row) if row else None

    def add(self, group: str, address: str, name: str | None, at: datetime) -> Joining:
        """Put somebody in, unless they left: that takes `rejoin`. A name that is given replaces the one there was."""
        before = self.member(group, address)
        if before is None:
            row = {"group_name": group, "address": address, "name": name, "since": at}
            self._connection.execute(upsert(recipient).values(row))
            return Joining.ADDED
        if before.leaving is not None:
            return Joining(before.leaving)
        if name:
            self._connection.execute(update(recipient).where(*_key(group, address)).values(name=name))
        return Joining.THERE

    def rejoin(self, group: str, address: str, left_by: Leaving) -> bool:
        """Bring back somebody who left in this way; whether they had. One who was removed cannot do it alone."""
        back = update(recipient).where(*_key(group, address), recipient.c.leaving == left_by)
        return self._connection.execute(back.values(left=None, leaving=None)).rowcount > 0

    def leave(self, group: str, address: str, at: datetime, leaving: Leaving = Leaving.UNSUBSCRIBED) -> bool:
        """Take somebody out; whether they were in."""
        still_in = recipient.c.left.is_(None)
        gone = update(recipient).where(*_key(group, address), still_in).values(left=at, leaving=leaving)
        return self._connection.execute(gone).rowcount > 0


def _key(group: str, address: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return recipient.c.group_name == group, recipient.c.address == address


def _member(row: Row[tuple[object, ...]]) -> Member:
    return Member(
        group=row.group_name,
        address=row.address,
        name=row.name,
        since=row.since,
        left=row.left,
        leaving=Leaving(row.leaving) if row.leaving else None,
    )
