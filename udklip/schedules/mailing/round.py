"""One round of sending over as few connections as it takes. One recipient's trouble never stops the others."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self

from udklip.core.errors import SettingsError
from udklip.core.ledger import Sending, SendingState
from udklip.core.letter import Recipient
from udklip.core.mail_address import mail_address
from udklip.core.settings import Secrets
from udklip.schedules.mailing.faults import Answer, LineLost, MailFault
from udklip.schedules.mailing.leaving import Leaving
from udklip.schedules.mailing.line import Line
from udklip.schedules.mailing.message import Message, Sender
from udklip.schedules.mailing.opening import open_line
from udklip.schedules.service.job import Workplace

Stopping = Callable[[], bool]

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=4)
GIVE_UP_AFTER = timedelta(days=3)
MOST_LOST_LINES = 3
"""After so many lines lost in a row the server is given a rest, and the others wait."""


class Round:
    """Sends one after another, and writes each step down before the next."""

    def __init__(self, workplace: Workplace, secrets: Secrets, counts: Counter[str]) -> None:
        """Count what becomes of them in `counts`."""
        self._work = workplace
        self._secrets = secrets
        self._counts = counts
        self._sender = Sender.of(workplace.settings.mail)
        self._leaving = Leaving.of(workplace.settings, secrets)
        self._line: Line | None = None
        self._message: tuple[str, Message] | None = None
        self._lost = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._hang_up(politely=error is None)

    def send(self, due: Sequence[Sending], stopped: Stopping) -> None:
        """Send `due` in their order, until `stopped`.

        Raises:
            MailFault: the server takes nothing from us now; those not reached wait.
        """
        for one in due:
            if stopped():
                return
            try:
                address = mail_address(one.address)
            except SettingsError as error:
                self._end(one, SendingState.REFUSED, str(error))
            else:
                self._send(one, address)

    def _send(self, one: Sending, address: str) -> None:
        try:
            answer = self._offered(address)
        except LineLost as error:
            self._lose(one, SendingState.PLANNED, str(error))
            return
        if not answer.yes:
            self._refused(one, answer)
            return
        content = self._content(one, address)
        with self._work.ledger.writing() as book:
            still_waits = book.sendings.hand(one, self._work.clock())
        if still_waits:
            self._hand_over(one, content)
        else:
            self._forget()

    def _hand_over(self, one: Sending, content: bytes) -> None:
        line = self._open()
        try:
            answer = line.begin()
        except LineLost as error:
            self._lose(one, SendingState.PLANNED, str(error))
            return
        if not answer.goes_on:
            self._refused(one, answer)
            return
        try:
            answer = line.finish(content)
        except LineLost as error:
            self._lose(one, SendingState.UNCERTAIN, str(error))
            return
        self._lost = 0
        if answer.yes:
            self._end(one, SendingState.SENT, str(answer))
        else:
            self._refused(one, answer)

    def _offered(self, address: str) -> Answer:
        """The server's word on the recipient. A line that carried others, and is used up, is replaced by a new one."""
        fresh = self._line is None
        try:
            by_sender, by_recipient = self._open().offer(self._sender.mailbox.address, address)
        except LineLost:
            if fresh:
                raise
            self._hang_up()
            return self._offered(address)
        if by_recipient is not None:
            return by_recipient
        self._hang_up(politely=True)
        if fresh:
            raise MailFault(
                f"{self._work.settings.mail.host} takes no mail from {self._sender.mailbox.address}: {by_sender}; "
                "see [mail] sender"
            )
        return self._offered(address)

    def _refused(self, one: Sending, answer: Answer) -> None:
        """It will not have it: for good, or now."""
        self._lost = 0
        if answer.never:
            self._end(one, SendingState.REFUSED, str(answer))
        else:
            self._postpone(one, str(answer))
        if answer.hangs_up:
            self._hang_up(politely=True)
        else:
            self._forget()

    def _lose(self, one: Sending, state: SendingState, why: str) -> None:
        """The line is gone in the middle of `one`; the next gets a new one, unless that happens all the time."""
        self._hang_up()
        if state is SendingState.UNCERTAIN:
            self._end(one, state, f"the line broke off after the message was sent: {why}")
        else:
            self._postpone(one, f"the line broke off: {why}")
        self._lost += 1
        if self._lost >= MOST_LOST_LINES:
            raise MailFault(f"{self._work.settings.mail.host} broke off {self._lost} times in a row: {why}")

    def _postpone(self, one: Sending, answer: str) -> None:
        now = self._work.clock()
        attempts = one.attempts + 1
        if now - (one.first_tried or now) >= GIVE_UP_AFTER:
            self._end(one, SendingState.DROPPED, f"given up after {attempts} tries: {answer}")
            return
        with self._work.ledger.writing() as book:
            book.sendings.postpone(one, attempts, answer, now, _next_try(now, attempts))
        self._counts["postponed"] += 1

    def _end(self, one: Sending, state: SendingState, answer: str) -> None:
        with self._work.ledger.writing() as book:
            book.sendings.end(one, state, answer, self._work.clock())
        self._counts[state] += 1

    def _content(self, one: Sending, address: str) -> bytes:
        """The message; a letter is encoded once for everybody who gets it."""
        if self._message is None or self._message[0] != one.letter:
            with self._work.ledger.reading() as book:
                letter = book.outbox.letter(one.letter)
            if letter is None:
                raise MailFault(f"the letter {one.letter} is not in the ledger")
            self._message = (one.letter, Message(letter, self._sender))
        out = self._leaving.way_out(one.group, one.address, self._work.settings) if one.group else None
        return self._message[1].to(Recipient(address, one.name, one.group), out)

    def _open(self) -> Line:
        if self._line is None:
            self._line = open_line(self._work.settings.mail, self._secrets)
        return self._line

    def _forget(self) -> None:
        try:
            if self._line is not None:
                self._line.forget()
        except LineLost:
            self._hang_up()

    def _hang_up(self, *, politely: bool = False) -> None:
        if self._line is not None:
            self._line.close(politely=politely)
            self._line = None


def _next_try(now: datetime, attempts: int) -> datetime:
    """One minute after the first try, and twice as long after each further one."""
    return now + min(FIRST_WAIT * (1 << min(attempts - 1, 20)), LONGEST_WAIT)
