"""The sections that say what is told to whom and when: the clock of the service, mail, groups, and the desk."""

import re
from datetime import time
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainSerializer, field_validator

from udklip.core.errors import SettingsError
from udklip.core.mail_address import named_recipient
from udklip.core.rights import Audience
from udklip.core.settings.sections import Section

_HOUR = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")


def _hour(value: Any) -> Any:
    """Read "07:00"; the hour that the clocks change in is refused, for it is there twice or not at all."""
    if not isinstance(value, str):
        return value
    match = _HOUR.fullmatch(value.strip())
    if not match:
        raise ValueError('write it as "07:00"')
    if match[1] in ("2", "02"):
        raise ValueError("between 02:00 and 03:00 the clocks change: choose another hour")
    return time(int(match[1]), int(match[2]))


def _as_written(value: time) -> str:
    return f"{value:%H:%M}"


Hour = Annotated[time, BeforeValidator(_hour), PlainSerializer(_as_written, when_used="json")]


class Rhythm(StrEnum):
    """How often a group is told: every working day, once a week, or as soon as one of its watches has a hit."""

    DAILY = "daily"
    WEEKLY = "weekly"
    AT_ONCE = "at_once"


class Weekday(StrEnum):
    """A day of the week."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"

    @property
    def iso(self) -> int:
        """1 for Monday to 7 for Sunday."""
        return list(Weekday).index(self) + 1


class Schedule(Section):
    """When the service does what. Hours are Copenhagen's."""

    overview: Hour = Field(default=time(7), description="when the daily overview goes out, on working days")
    collect_minutes: int = Field(default=5, ge=1, le=24 * 60, description="how often due sources are visited")
    crawl_minutes: int = Field(default=120, ge=1, description="a run that takes longer is ended")
    retention: Hour = time(4)
    sweep: Hour = Field(default=time(5), description="the nightly look for hits that no alert told of")
    report_day: Weekday = Weekday.MONDAY
    report: Hour = time(8)


class Security(StrEnum):
    """How the line to the mail server is kept from others."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


class Mail(Section):
    """The mail server. User and password are secrets: UDKLIP_MAIL_USER and UDKLIP_MAIL_PASSWORD.

    `public_url` is where the desk is reached from outside: links that unsubscribe lead there. `operator` is told
    of what is broken.
    """

    host: str | None = None
    port: int = Field(default=587, ge=1, le=65535)
    security: Security = Security.STARTTLS
    ca_file: Path | None = None
    sender: str = "Udklip <overblik@udklip.invalid>"
    reply_to: str | None = None
    operator: str | None = None
    public_url: str | None = None
    timeout: float = Field(default=30.0, gt=0, description="seconds the server may take for an answer")

    @field_validator("sender", "reply_to", "operator")
    @classmethod
    def _is_one_address(cls, value: str | None) -> str | None:
        try:
            if value is not None:
                named_recipient(value)
        except SettingsError as error:
            raise ValueError(f"{error}; a name with a comma stands in quotation marks") from error
        return value


class Group(Section):
    """People who are told the same, at the same time, within the same rights.

    With `watches` the overview holds only what those watches hit, and alerts are theirs; without, everything.
    `audience` decides what of the texts may be shown: see `udklip.core.rights`.
    """

    name: str = Field(pattern=r"^[a-zæøå0-9][a-zæøå0-9_-]*$")
    audience: Audience = Audience.MEMBERS
    rhythm: Rhythm = Rhythm.DAILY
    hour: Hour | None = Field(default=None, description="unless said, that of [schedule]")
    weekday: Weekday = Weekday.MONDAY
    watches: tuple[str, ...] = ()


class Desk(Section):
    """The page. With `trusted_header` a reverse proxy at one of `trusted_proxies` says in it who somebody is.

    `names` are the host names under which the page is reached, beside loopback's.
    """

    names: tuple[str, ...] = ()
    session_hours: int = Field(default=12, ge=1, le=24 * 31)
    trusted_header: str | None = Field(default=None, pattern=r"^[A-Za-z][A-Za-z0-9-]*$")
    trusted_proxies: tuple[str, ...] = ("127.0.0.1", "::1")
