"""An open line to the mail server, and the commands that hand a message over."""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from udklip.schedules.mailing.faults import Answer, LineLost

_AT_ONCE = 1 << 16
# A server that looks at a mail before it takes it may think for minutes (RFC 5321 allows ten): who gives up waiting
# does not know whether it was sent.
_LAST_ANSWER_TIMES = 10


class Line:
    """An open line, logged in. Messages go over it one at a time, each to one recipient."""

    def __init__(self, smtp: smtplib.SMTP, timeout: float) -> None:
        """Use `opening.open_line`."""
        self._smtp = smtp
        self._timeout = timeout

    def offer(self, sender: str, address: str) -> tuple[Answer, Answer | None]:
        """Ask whether it takes mail from `sender`, and then for `address`.

        Raises:
            LineLost: the line broke; nothing was handed over.
        """
        utf8 = not (sender + address).isascii()
        if utf8 and not self._smtp.has_extn("smtputf8"):
            return Answer(250, ""), Answer(
                553, "the mail server takes no address with such letters before the @"
            )
        with _losing():
            # smtplib puts the encoding of commands back only at its own `sendmail`.
            self._smtp.command_encoding = "utf-8" if utf8 else "ascii"
            options = ["SMTPUTF8", "BODY=8BITMIME"] if utf8 else []
            by_sender = Answer.of(self._smtp.mail(sender, options))
            return by_sender, Answer.of(self._smtp.rcpt(address)) if by_sender.yes else None

    def begin(self) -> Answer:
        """Ask whether the message may come: 354 says so.

        Raises:
            LineLost: the line broke; nothing was handed over.
        """
        with _losing():
            return Answer.of(self._smtp.docmd("DATA"))

    def finish(self, message: bytes) -> Answer:
        """Send the message itself, once `begin` was answered with 354.

        Raises:
            LineLost: the line broke; whether the server has the message is not known.
        """
        # No line of the message may be a dot alone, and none without CRLF: RFC 5321, 4.5.2.
        wire = memoryview(message.replace(b"\r\n.", b"\r\n..") + b".\r\n")
        with _losing():
            for start in range(0, len(wire), _AT_ONCE):
                self._smtp.send(wire[start : start + _AT_ONCE])
            self._wait(self._timeout * _LAST_ANSWER_TIMES)
            answer = Answer.of(self._smtp.getreply())
            self._wait(self._timeout)
        if not (answer.yes or answer.later or answer.never):
            raise LineLost(f"the server's answer makes no sense: {answer}")
        return answer

    def forget(self) -> None:
        """Let the server forget what it was offered.

        Raises:
            LineLost: the line broke.
        """
        with _losing():
            self._smtp.rset()

    def _wait(self, seconds: float) -> None:
        if self._smtp.sock is not None:
            self._smtp.sock.settimeout(seconds)

    def close(self, *, politely: bool) -> None:
        """Hang up; politely, by saying so and hearing the answer, where the line still holds."""
        if politely:
            with suppress(OSError, smtplib.SMTPException):
                self._smtp.quit()
        self._smtp.close()


@contextmanager
def _losing() -> Iterator[None]:
    try:
        yield
    except (OSError, smtplib.SMTPServerDisconnected, smtplib.SMTPResponseException) as error:
        raise LineLost(str(error) or type(error).__name__) from error
