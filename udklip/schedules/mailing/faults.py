"""What may be wrong with the mail server, and how one recipient's hand-over may break off."""

from dataclasses import dataclass
from smtplib import SMTPResponseException
from typing import Self

from udklip.core.errors import UdklipError


class MailFault(UdklipError):
    """No mail gets out, whoever it is for; the message says why and what to do. What waits goes on waiting."""


class LineLost(Exception):
    """The line to the server broke, or it was silent for too long."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said to one command, RFC 5321's code first."""

    code: int
    text: str

    @classmethod
    def of(cls, said: tuple[int, bytes]) -> Self:
        """What smtplib gives back, on one line."""
        code, text = said
        return cls(code, " ".join(text.decode("utf-8", "replace").split())[:500])

    @classmethod
    def of_error(cls, error: SMTPResponseException) -> Self:
        """What smtplib raises."""
        text = error.smtp_error
        return cls.of((error.smtp_code, text if isinstance(text, bytes) else text.encode()))

    @property
    def yes(self) -> bool:
        """It will."""
        return 200 <= self.code < 300

    @property
    def goes_on(self) -> bool:
        """It waits for the message."""
        return self.code == 354

    @property
    def later(self) -> bool:
        """It will not now, and may another time."""
        return 400 <= self.code < 500

    @property
    def never(self) -> bool:
        """It will not, and asking again will not help."""
        return 500 <= self.code < 600

    @property
    def hangs_up(self) -> bool:
        """It ends the connection."""
        return self.code == 421

    def __str__(self) -> str:
        return f"{self.code} {self.text}".strip()
