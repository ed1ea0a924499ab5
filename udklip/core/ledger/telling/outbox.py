"""Letters that wait to be sent, and what became of each of their sendings."""

import base64
import json
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, case, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from udklip.core.errors import SettingsError
from udklip.core.ledger.telling.tables import letter as letters
from udklip.core.ledger.telling.tables import sending
from udklip.core.ledger.telling.values import Posted, SendingState
from udklip.core.letter import Letter, LetterKind, Picture, Recipient
from udklip.core.mail_address import mail_address


class Outbox:
    """The letters within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on `connection`."""
        self._connection = connection

    def post(self, letter: Letter, recipients: Iterable[Recipient], at: datetime) -> int:
        """Keep a letter and a sending for each recipient, once for each; gives how many sendings are new.

        A letter that was posted before stays as it was, whatever is said now. Two spellings of one address are one.
        """
        row = {
            "id": letter.id,
            "kind": letter.kind,
            "subject": letter.subject,
            "text": letter.text,
            "html": letter.html,
            "pictures": _as_json(letter.pictures),
            "at": letter.at,
            "posted": at,
        }
        self._connection.execute(upsert(letters).values(row).on_conflict_do_nothing())
        rows = [
            {
                "letter": letter.id,
                "address": _spelling(one.address),
                "name": one.name,
                "group_name": one.group,
                "state": SendingState.PLANNED,
                "changed": at,
            }
            for one in recipients
        ]
        add = upsert(sending).on_conflict_do_nothing()
        return sum(self._connection.execute(add, each).rowcount for each in rows)

    def holds(self, letter: str) -> bool:
        """Whether a letter with this id was posted."""
        query = select(letters.c.id).where(letters.c.id == letter)
        return self._connection.execute(query).first() is not None

    def letter(self, letter_id: str) -> Letter | None:
        """A letter as it was posted."""
        row = self._connection.execute(select(letters).where(letters.c.id == letter_id)).first()
        if row is None:
            return None
        return Letter(
            id=row.id,
            kind=LetterKind(row.kind),
            subject=row.subject,
            text=row.text,
            html=row.html,
            at=row.at,
            pictures=_from_json(row.pictures),
        )

    def posted(self, kind: LetterKind, limit: int) -> list[Posted]:
        """The newest letters of a kind, with how many they are for and how many have them."""
        sent = func.sum(case((sending.c.state == SendingState.SENT, 1), else_=0))
        query = (
            select(letters.c.id, letters.c.subject, letters.c.at, func.count(sending.c.address), sent)
            .join(sending, sending.c.letter == letters.c.id, isouter=True)
            .where(letters.c.kind == kind)
            .group_by(letters.c.id)
            .order_by(letters.c.at.desc(), letters.c.id)
            .limit(limit)
        )
        return [Posted(*row) for row in self._connection.execute(query)]


def _as_json(pictures: Iterable[Picture]) -> str:
    return json.dumps([[one.name, one.alt, base64.b64encode(one.png).decode()] for one in pictures])


def _spelling(address: str) -> str:
    """What is no address is kept as it is: sending refuses it by name."""
    try:
        return mail_address(address)
    except SettingsError:
        return address


def _from_json(pictures: str) -> tuple[Picture, ...]:
    return tuple(Picture(name, base64.b64decode(png), alt) for name, alt, png in json.loads(pictures))
