"""Where each letter is on its way to each recipient. A step is written before what it says is done."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select, update

from udklip.core.ledger.telling.tables import letter, recipient, sending
from udklip.core.ledger.telling.values import Sending, SendingState
from udklip.core.letter import LetterKind

ENDED_BADLY = (SendingState.UNCERTAIN, SendingState.REFUSED, SendingState.DROPPED)
INTERRUPTED = "Udklip was ended before the server's answer"
LEFT = "the recipient left the group"


class Sendings:
    """Sendings within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on `connection`."""
        self._connection = connection

    def due(self, at: datetime) -> list[Sending]:
        """What may be sent now, what was posted first at the head."""
        now = or_(sending.c.not_before.is_(None), sending.c.not_before <= at)
        query = _select().where(sending.c.state == SendingState.PLANNED, now)
        return self._found(query.order_by(letter.c.posted, letter.c.id, sending.c.address))

    def one(self, letter_id: str, address: str) -> Sending | None:
        """One of them."""
        return next(iter(self._found(_select().where(*_key(letter_id, address)))), None)

    def counts(self) -> Counter[SendingState]:
        """How many stand where."""
        query = select(sending.c.state, func.count()).group_by(sending.c.state)
        return Counter({SendingState(state): count for state, count in self._connection.execute(query)})

    def unsettled(self, since: datetime | None = None) -> list[Sending]:
        """What was not sent; of what ended for good, only what ended after `since`, where it is given."""
        waits = sending.c.state.in_((SendingState.PLANNED, SendingState.HANDING, SendingState.UNCERTAIN))
        ended: ColumnElement[bool] = sending.c.state.in_((SendingState.REFUSED, SendingState.DROPPED))
        if since is not None:
            ended = and_(ended, sending.c.changed >= since)
        query = _select().where(or_(waits, ended))
        return self._found(query.order_by(sending.c.state, letter.c.posted, letter.c.id, sending.c.address))

    def hand(self, one: Sending, at: datetime) -> bool:
        """Say that the server is about to get it; False when it no longer waits, and must not be handed over."""
        taken = (
            update(sending)
            .where(*_key(one.letter, one.address), sending.c.state == SendingState.PLANNED)
            .values(state=SendingState.HANDING, changed=at, attempts=sending.c.attempts + 1, **_tried(at))
        )
        return self._connection.execute(taken).rowcount > 0

    def end(self, one: Sending, state: SendingState, answer: str, at: datetime) -> None:
        """Say how it ended; what was sent stays so."""
        self._move(one, at, state=state, answer=answer, not_before=None, **_tried(at))

    def postpone(self, one: Sending, attempts: int, answer: str, at: datetime, until: datetime) -> None:
        """Let it wait: it was tried `attempts` times."""
        values = {"state": SendingState.PLANNED, "answer": answer, "not_before": until, "attempts": attempts}
        self._move(one, at, **values, **_tried(at))

    def plan_again(self, one: Sending, at: datetime) -> None:
        """As if it were new: somebody decided that it is to be sent."""
        again = {"state": SendingState.PLANNED, "attempts": 0}
        self._move(one, at, **again, not_before=None, first_tried=None, answer=None, reported=None)

    def interrupted(self, at: datetime) -> int:
        """What was being handed over when its process ended is uncertain. Only for who holds the delivery's lock."""
        gone = update(sending).where(sending.c.state == SendingState.HANDING)
        values = {"state": SendingState.UNCERTAIN, "answer": INTERRUPTED, "changed": at}
        return self._connection.execute(gone.values(values)).rowcount

    def drop_leavers(self, at: datetime) -> int:
        """What waits for people who left their group meanwhile is given up; there is nothing to report in it."""
        left = select(recipient.c.address).where(
            recipient.c.group_name == sending.c.group_name,
            recipient.c.address == sending.c.address,
            recipient.c.left.is_not(None),
        )
        gone = update(sending).where(sending.c.state == SendingState.PLANNED, left.exists())
        values = {"state": SendingState.DROPPED, "answer": LEFT, "changed": at, "reported": at}
        return self._connection.execute(gone.values(values)).rowcount

    def unreported(self) -> list[Sending]:
        """What ended without being sent for sure, and nobody was told; notices aside: they would tell of themselves."""
        query = _select().where(
            sending.c.state.in_(ENDED_BADLY),
            sending.c.reported.is_(None),
            letter.c.kind != LetterKind.NOTICE,
        )
        return self._found(query.order_by(letter.c.posted, letter.c.id, sending.c.address))

    def report(self, told: Iterable[Sending], at: datetime) -> None:
        """The operator is told of them."""
        for one in told:
            done = update(sending).where(*_key(one.letter, one.address)).values(reported=at)
            self._connection.execute(done)

    def _move(self, one: Sending, at: datetime, **values: Any) -> None:
        not_sent = sending.c.state != SendingState.SENT
        moved = update(sending).where(*_key(one.letter, one.address), not_sent)
        self._connection.execute(moved.values(changed=at, **values))

    def _found(self, query: Select[Any]) -> list[Sending]:
        return [_sending(row) for row in self._connection.execute(query)]


def _select() -> Select[Any]:
    return select(sending, letter.c.kind, letter.c.subject).join(letter, letter.c.id == sending.c.letter)


def _key(letter_id: str, address: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return sending.c.letter == letter_id, sending.c.address == address


def _tried(at: datetime) -> dict[str, Any]:
    return {"first_tried": func.coalesce(sending.c.first_tried, at)}


def _sending(row: Row[Any]) -> Sending:
    return Sending(
        letter=row.letter,
        kind=LetterKind(row.kind),
        subject=row.subject,
        address=row.address,
        name=row.name,
        group=row.group_name,
        state=SendingState(row.state),
        attempts=row.attempts,
        changed=row.changed,
        not_before=row.not_before,
        first_tried=row.first_tried,
        answer=row.answer,
        reported=row.reported,
    )
