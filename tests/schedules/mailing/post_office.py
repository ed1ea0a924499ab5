"""A workplace that sends to a test's mail server, and letters to be sent."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from smtp_server import HOST, MailServer

from udklip.core.ledger import Ledger, Sending, SendingState
from udklip.core.letter import Letter, LetterKind, Recipient
from udklip.core.settings import Settings
from udklip.schedules.mailing.delivery import deliver
from udklip.schedules.service.job import Report, Workplace

MORNING = datetime(2020, 11, 25, 6, 0, tzinfo=UTC)
OPERATOR = "it@klyngen.example"
PEOPLE = tuple(f"{name}@klyngen.example" for name in ("asta", "bo", "carla", "dan", "elin"))


def a_letter(name: str = "overblik-2020-11-25", **changes: Any) -> Letter:
    """A letter of the morning."""
    values: dict[str, Any] = {
        "id": name,
        "kind": LetterKind.OVERVIEW,
        "subject": "Overblik 25. november 2020: 12 historier i 19 medier",
        "text": "Overblik\n\n1. Ny klynge på Fyn\n",
        "html": '<!doctype html>\n<html lang="da">\n<body>\n<main>\n<h1>Overblik</h1>\n</main>\n</body>\n</html>\n',
        "at": MORNING,
    }
    return Letter(**values | changes)


@dataclass
class PostOffice:
    """A store, a mail server and a clock that a test sets forward."""

    folder: Path
    server: MailServer
    mail: dict[str, Any] = field(default_factory=dict)
    now: datetime = MORNING

    def __post_init__(self) -> None:
        self.ledger = Ledger.open(self.folder)

    @property
    def settings(self) -> Settings:
        mail = {
            "host": HOST,
            "port": self.server.port,
            "security": "none",
            "sender": "Overblik <overblik@klyngen.example>",
            "operator": OPERATOR,
            "timeout": 5,
        }
        groups = ({"name": "presse"}, {"name": "medlemmer"})
        return Settings(folder=self.folder, store={"folder": "."}, mail=mail | self.mail, group=groups)

    @property
    def workplace(self) -> Workplace:
        return Workplace(self.settings, self.ledger, lambda: self.now)

    def post(
        self, letter: Letter | None = None, people: Sequence[str] = PEOPLE, group: str | None = None
    ) -> None:
        with self.ledger.writing() as book:
            book.outbox.post(
                letter or a_letter(), [Recipient(each, group=group) for each in people], self.now
            )

    def deliver(self, later: timedelta = timedelta()) -> Report:
        self.now += later
        return deliver(self.workplace)

    def sending(self, address: str, letter: str = "overblik-2020-11-25") -> Sending:
        with self.ledger.reading() as book:
            found = book.sendings.one(letter, address)
        assert found is not None
        return found

    def states(self, letter: str = "overblik-2020-11-25") -> dict[str, SendingState]:
        return {address: self.sending(address, letter).state for address in PEOPLE}
