"""What a reader makes of bytes. Reading never judges."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

SURE_ENOUGH = 0.8
"""Confidence of an OCR under which one word in twenty or more is wrong."""


class Kind(StrEnum):
    """What sort of text an item is."""

    ARTICLE = "article"
    PRESS_RELEASE = "press_release"
    SPONSORED = "sponsored"
    WIRE = "wire"
    NOTICE = "notice"


class Access(StrEnum):
    """How much of the text is open to everyone."""

    OPEN = "open"
    TEASER = "teaser"
    PAYWALLED = "paywalled"


class DateOrigin(StrEnum):
    """Where the publication date came from."""

    JSON_LD = "json_ld"
    META = "meta"
    FEED = "feed"
    URL = "url"
    TEXT = "text"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of the bytes before they are read.

    `url` is the address they came from, `charset` what the HTTP header said, `listed_title` and
    `listed_at` what the feed or sitemap said, `fetched_at` the time relative dates are counted from.
    """

    url: str | None = None
    filename: str | None = None
    charset: str | None = None
    listed_title: str | None = None
    listed_at: datetime | None = None
    fetched_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with what it says of itself.

    `body` is paragraphs joined by a blank line, without title and lead; `lead` is the standfirst
    printed on the page. `published` is aware; `published_raw` the string it came from. `url` is the
    canonical address if the page says it. `reserved` is true where the page itself reserves its text
    from text and data mining. `ocr_confidence` (0 to 1) is how sure an OCR of ours was of what it read, by
    letters; `page_starts` are the places in `text` where the pages of a printed document begin.
    """

    title: str | None
    lead: str | None
    body: str
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    published_origin: DateOrigin = DateOrigin.NONE
    published_raw: str | None = None
    language: str | None = None
    kind: Kind = Kind.ARTICLE
    access: Access = Access.OPEN
    ocr: bool = False
    url: str | None = None
    media_type: str = "text/plain"
    reserved: bool = False
    ocr_confidence: float | None = None
    page_starts: tuple[int, ...] = ()

    @property
    def uncertain(self) -> bool:
        """Whether so much of it was hard to read that a name may be missed: to be looked at by a person."""
        return self.ocr_confidence is not None and self.ocr_confidence < SURE_ENOUGH

    def page_at(self, place: int) -> int | None:
        """The page (from 1) that the letter at `place` in `text` stands on; None for what has no pages."""
        return bisect_right(self.page_starts, place) or None

    @property
    def text(self) -> str:
        """Title, lead and body joined by blank lines: what is analysed."""
        return _joined(self.title, self.lead, self.body)

    @property
    def below(self) -> str:
        """What stands below the title: lead and body, joined as in `text`."""
        return _joined(self.lead, self.body)


def _joined(*parts: str | None) -> str:
    return "\n\n".join(part for part in parts if part)


class Reader(Protocol):
    """Makes a Reading of one format's bytes."""

    media_types: frozenset[str]

    def read(self, content: bytes, hints: Hints) -> Reading:
        """Read `content`.

        Raises:
            Unreadable: with the outcome that says why.
        """
        ...
