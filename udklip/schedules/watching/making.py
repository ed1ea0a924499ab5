"""Makes a watch of what people type, and says how much it would have told."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import TypeAdapter, ValidationError

from udklip.core.errors import SettingsError
from udklip.core.ledger import Book
from udklip.core.ledger.watching.values import Watch
from udklip.core.quiet_hours import QuietHours
from udklip.core.source import Rhythm
from udklip.indexer.index import Counts, Index, SearchOptions
from udklip.indexer.query import parse
from udklip.indexer.tree import AllOf, AnyOf, Is, Node, Not
from udklip.schedules.current_stories import in_current_stories

DAYS = 30
MOST_STORIES_A_WEEK = 10
"""An alert that comes more often than twice a working day is soon not read any more."""

_NAME = re.compile(r"[^\W_](?:[\w .&+,-]{0,58}[^\W_])?")
_ADDRESS = re.compile(r"[^@\s<>,;:\"]+@[^@\s<>,;:\"]+")
_DURATION: TypeAdapter[timedelta] = TypeAdapter(Rhythm)


@dataclass(frozen=True, slots=True)
class Trial:
    """What a query would have told in the last `days` days."""

    days: int
    counts: Counts

    @property
    def stories_a_week(self) -> float:
        """Stories, and so alerts at most, in a week."""
        return self.counts.stories * 7 / self.days

    @property
    def too_many(self) -> bool:
        """Whether nobody would read them for long."""
        return self.stories_a_week > MOST_STORIES_A_WEEK


def make_watch(
    name: str,
    query: str,
    made: datetime,
    *,
    owner: str | None = None,
    addresses: Sequence[str] = (),
    cool_down: str | None = None,
    quiet: str | None = None,
) -> Watch:
    """The watch that was typed.

    Raises:
        QueryError: the query does not parse.
        SettingsError: another part of it is wrong.
    """
    _check_query(query)
    return Watch(
        name=watch_name(name),
        query=query,
        made=made,
        owner=owner,
        cool_down=_duration(cool_down) if cool_down else timedelta(),
        quiet=_quiet(quiet) if quiet else None,
        addresses=tuple(_address(each) for each in addresses),
    )


def watch_name(typed: str) -> str:
    """A name that can be a file's, too.

    Raises:
        SettingsError: it cannot.
    """
    name = " ".join(unicodedata.normalize("NFC", typed).split())
    if not _NAME.fullmatch(name):
        raise SettingsError(
            f"{typed!r} cannot be a watch's name: letters, digits, spaces and . & + , _ -, at most 60, "
            "with a letter or digit first and last"
        )
    return name


def try_query(query: str, index: Index, book: Book, now: datetime) -> Trial:
    """What a watch on `query` would have told in the last 30 days.

    Raises:
        QueryError: the query does not parse.
    """
    parse(query)
    recent = f"({in_current_stories(query, book)}) set:seneste-{DAYS}-dage"
    return Trial(DAYS, index.count(recent, SearchOptions(now=now)))


def _check_query(query: str) -> None:
    if _asks_watches(parse(query)):
        raise SettingsError(
            "a watch cannot ask what watches hit (overvågning:): put what they ask into its query"
        )


def _asks_watches(node: Node) -> bool:
    match node:
        case AllOf(parts) | AnyOf(parts):
            return any(map(_asks_watches, parts))
        case Not(part):
            return _asks_watches(part)
        case Is(field):
            return field == "watches"
    return False


def _duration(typed: str) -> timedelta:
    try:
        return _DURATION.validate_python(typed)
    except ValidationError as error:
        raise SettingsError(f'--cool-down: {typed!r}: write it as "30 min", "2 h" or "1 d"') from error


def _quiet(typed: str) -> QuietHours:
    try:
        return QuietHours.read(typed)
    except ValueError as error:
        raise SettingsError(f"--quiet: {typed!r}: {error}") from error


def _address(typed: str) -> str:
    if not _ADDRESS.fullmatch(typed) or not typed.isprintable():
        raise SettingsError(f"--to: {typed!r} is not an address such as presse@example.dk")
    return typed
