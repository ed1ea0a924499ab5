"""What goes out by mail, before it is addressed to anybody."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class LetterKind(StrEnum):
    """What a letter tells; a notice is for the operator."""

    OVERVIEW = "overview"
    ALERT = "alert"
    REPORT = "report"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG that the HTML shows as `cid:name`, with the text that stands for it."""

    name: str
    png: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, the same to everybody who gets it. It is posted once: `id` is given once to what it tells.

    `at` is its date. `html` and `text` say the same; what stands in them went through the gate of rights.
    """

    id: str
    kind: LetterKind
    subject: str
    text: str
    html: str
    at: datetime
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who gets letters: an address, and the name and the group it stands under, if any."""

    address: str
    name: str | None = None
    group: str | None = None
