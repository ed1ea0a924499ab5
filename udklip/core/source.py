"""A source as its block in the settings describes it."""

import re
from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    model_validator,
)

_RHYTHM = re.compile(r"(\d+)\s*(min|h|d)")
_UNITS = {"min": "minutes", "h": "hours", "d": "days"}


class SourceType(StrEnum):
    """What sort of outlet or body a source is."""

    NATIONAL = "national"
    REGIONAL = "regional"
    TRADE = "trade"
    PRESS_RELEASE = "press_release"
    PUBLIC = "public"
    OWN = "own"
    OTHER = "other"


class Rights(StrEnum):
    """What may be shown of a source's texts: see `udklip.core.rights`."""

    FULL = "full"
    EXTRACT = "extract"
    LINK = "link"


def _rhythm(value: Any) -> Any:
    """Read "30 min", "2 h" or "1 d"."""
    if not isinstance(value, str):
        return value
    match = _RHYTHM.fullmatch(value.strip())
    if not match:
        raise ValueError('write it as "30 min", "2 h" or "1 d"')
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


def _as_written(value: timedelta) -> str:
    return f"{round(value.total_seconds() / 60)} min"


def _address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ValueError("an address begins with http:// or https://")
    _ = parts.port  # raises where it is none
    return value


def _pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error
    return value


Pattern = Annotated[str, AfterValidator(_pattern)]
Address = Annotated[str, AfterValidator(_address)]
Rhythm = Annotated[timedelta, BeforeValidator(_rhythm), PlainSerializer(_as_written)]


class _Block(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Listing(_Block):
    """A page that links to items: links whose address matches `pattern` (a regular expression) are finds."""

    url: Address
    pattern: Pattern


class Source(_Block):
    """One outlet or body with its ways in. Only addresses on `hosts` are admitted.

    `pattern`, where given, is searched for in every address of feeds and sitemaps; what does not match is left.

    `private_network` allows addresses that resolve to loopback or private ranges (off by default).
    """

    name: str = Field(min_length=1)
    type: SourceType = SourceType.OTHER
    region: str | None = None
    hosts: tuple[str, ...] = Field(min_length=1)
    feeds: tuple[Address, ...] = ()
    sitemaps: tuple[Address, ...] = ()
    listings: tuple[Listing, ...] = ()
    pattern: Pattern | None = None
    rights: Rights = Rights.LINK
    rhythm: Rhythm = timedelta(hours=1)
    private_network: bool = False
    enabled: bool = True
    note: str | None = None

    @model_validator(mode="after")
    def _has_a_way_in(self) -> "Source":
        if not (self.feeds or self.sitemaps or self.listings):
            raise ValueError("a source needs at least one of feeds, sitemaps, listings")
        return self

    def wants(self, address: str) -> bool:
        """Whether an address of a feed or sitemap matches the source's pattern, if it has one."""
        return self.pattern is None or re.search(self.pattern, address) is not None

    def admits(self, host: str) -> bool:
        """Whether `host` (a name, with or without port) is one of the source's hosts or beneath one."""
        name = _in_ascii(host.rsplit("@", maxsplit=1)[-1])
        bare = name.rsplit(":", 1)[0] if not name.endswith("]") else name
        return any(own in (name, bare) or bare.endswith("." + own) for own in map(_in_ascii, self.hosts))


def _in_ascii(host: str) -> str:
    """A host as it goes over the wire: blåbær.dk is xn--blbr-roah.dk."""
    try:
        return host.lower().encode("idna").decode("ascii")
    except UnicodeError:
        return host.lower()
