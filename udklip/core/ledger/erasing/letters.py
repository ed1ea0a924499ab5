"""Letters whose words go: that they were sent, to whom and when, stays."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Connection, select, update

from udklip.core.ledger.telling.tables import letter, overview_edit, sending
from udklip.core.ledger.telling.values import SendingState

_UNDER_WAY = (SendingState.PLANNED, SendingState.HANDING)
_MANY = 200


class Letters:
    """The letters within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on `connection`."""
        self._connection = connection

    def that(self, hold: Callable[[str], bool]) -> list[str]:
        """The letters of whose words `hold` is true."""
        rows = self._connection.execute(select(letter.c.id, letter.c.subject, letter.c.text, letter.c.html))
        return [row.id for row in rows if any(hold(text) for text in (row.subject, row.text, row.html))]

    def older(self, before: datetime) -> list[str]:
        """Letters from before `before` that hold words yet, and of which nothing is under way."""
        waits = select(sending.c.letter).where(sending.c.state.in_(_UNDER_WAY))
        query = select(letter.c.id).where(
            letter.c.at < before, letter.c.html != "", letter.c.id.not_in(waits)
        )
        return list(self._connection.execute(query.order_by(letter.c.id)).scalars())

    def blank(self, letters: Sequence[str]) -> None:
        """Let go of what `letters` say and of what servers answered; what was not sent is not sent any more."""
        for start in range(0, len(letters), _MANY):
            part = letters[start : start + _MANY]
            nothing = {"subject": "", "text": "", "html": "", "pictures": "[]"}
            self._connection.execute(update(letter).where(letter.c.id.in_(part)).values(nothing))
            theirs = update(sending).where(sending.c.letter.in_(part))
            self._connection.execute(theirs.values(answer=None, name=None))
            unsent = theirs.where(sending.c.state == SendingState.PLANNED)
            self._connection.execute(unsent.values(state=SendingState.DROPPED))

    def forget_edits(self, before: datetime) -> int:
        """Let go of what editors wrote before `before`; gives how many there were."""
        old = update(overview_edit).where(overview_edit.c.at < before, overview_edit.c.words.is_not(None))
        return self._connection.execute(old.values(words=None, who=None)).rowcount
