"""What a reader makes of bytes. Reading never judges."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


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
    from text and data mining.
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

    @property
    def text(self) -> str:
        """Title, lead and body joined by blank lines: what is analysed."""
        return "\n\n".join(part for part in (self.title, self.lead, self.body) if part)


class Reader(Protocol):
    """Makes a Reading of one format's bytes."""

    media_types: frozenset[str]

    def read(self, content: bytes, hints: Hints) -> Reading:
        """Read `content`.

        Raises:
            Unreadable: with the outcome that says why.
        """
        ...
