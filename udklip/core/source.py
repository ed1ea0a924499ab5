"""A source as its block in the settings describes it."""

import re
from collections.abc import Iterable
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

from udklip.core.dated_address import check_places

WAYS = ("feed", "sitemap", "listing")
"""The ways into a source, as the ledger calls them, in the order they are visited."""

_RHYTHM = re.compile(r"(\d+)\s*(min|h|d)")
_UNITS = {"min": "minutes", "h": "hours", "d": "days"}
_SOONEST = timedelta(minutes=10)
_LATEST = timedelta(days=1)


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
    return check_places(value)


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

    The address of a way may hold a date, as in `/sitemap/{yyyy}-{mm}-{dd}`: see `udklip.core.dated_address`.

    `rhythm` is how often the source is asked until it is known how often it publishes; from then on the crawl asks
    as often as that calls for, never more often than `rhythm_min` nor less often than `rhythm_max`.

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
    rhythm_min: Rhythm | None = None
    rhythm_max: Rhythm | None = None
    private_network: bool = False
    enabled: bool = True
    note: str | None = None

    @model_validator(mode="after")
    def _has_a_way_in(self) -> "Source":
        if not (self.feeds or self.sitemaps or self.listings):
            raise ValueError("a source needs at least one of feeds, sitemaps, listings")
        return self

    @model_validator(mode="after")
    def _has_its_rhythm_within_bounds(self) -> "Source":
        if not self.most_often <= self.rhythm <= self.least_often:
            raise ValueError("rhythm must lie between rhythm_min and rhythm_max")
        return self

    @property
    def most_often(self) -> timedelta:
        """The shortest time between two visits: `rhythm_min`, else a quarter of `rhythm`, ten minutes at least."""
        return self.rhythm_min or min(self.rhythm, max(self.rhythm / 4, _SOONEST))

    @property
    def least_often(self) -> timedelta:
        """The longest time between two visits: `rhythm_max`, else four times `rhythm`, a day at most."""
        return self.rhythm_max or max(self.rhythm, min(self.rhythm * 4, _LATEST))

    def ways_in(self) -> dict[str, tuple[str, ...]]:
        """The addresses of the block's ways in, by the name of the way; those it has not are left out."""
        every = (self.feeds, self.sitemaps, tuple(listing.url for listing in self.listings))
        return {way: addresses for way, addresses in zip(WAYS, every, strict=True) if addresses}

    def wants(self, address: str) -> bool:
        """Whether an address of a feed or sitemap matches the source's pattern, if it has one."""
        return self.pattern is None or re.search(self.pattern, address) is not None

    def admits(self, host: str) -> bool:
        """Whether `host` (a name, with or without port) is one of the source's hosts or beneath one."""
        return is_beneath(host, self.hosts)


def is_beneath(host: str, hosts: Iterable[str]) -> bool:
    """Whether `host` (a name, with or without port) is one of `hosts` or beneath one."""
    name = _in_ascii(host.rsplit("@", maxsplit=1)[-1])
    bare = name.rsplit(":", 1)[0] if not name.endswith("]") else name
    return any(own in (name, bare) or bare.endswith("." + own) for own in map(_in_ascii, hosts))


def _in_ascii(host: str) -> str:
    """A host as it goes over the wire: blåbær.dk is xn--blbr-roah.dk."""
    try:
        return host.lower().encode("idna").decode("ascii")
    except UnicodeError:
        return host.lower()
