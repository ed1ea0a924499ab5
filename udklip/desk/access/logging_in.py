"""Logging in and out: a password becomes a token in a cookie, whose hash alone the ledger holds."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from udklip.core.ledger import Book, Ledger
from udklip.core.ledger.people.values import Account, AuditRow, Role
from udklip.desk.access.passwords import is_right
from udklip.desk.access.throttle import is_forgotten, may_try_at


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at the desk, and the word that proves that a form of theirs came from our page."""

    name: str
    role: Role
    csrf: str


class NotLoggedIn(Exception):
    """The password is wrong, or nobody is heard for now: `until` says until when."""

    def __init__(self, until: datetime | None = None) -> None:
        super().__init__("wrong password" if until is None else f"too many attempts, wait until {until}")
        self.until = until


def log_in(ledger: Ledger, name: str, password: str, client: str, now: datetime, lasts: timedelta) -> str:
    """The token of a new session that lasts so long; `client` is where the attempt comes from.

    Raises:
        NotLoggedIn: the name or the password is wrong, or too many attempts were.
    """
    keys = (f"account:{name}", f"client:{client}")
    with ledger.writing() as book:
        if until := _heard_again(book, keys, now):
            raise NotLoggedIn(until)
        # Counted before the password is looked at, so that attempts at once are no way around.
        for key in keys:
            book.accounts.fail(key, now)
        account = book.accounts.get(name)
    if not _opens(account, password):
        raise NotLoggedIn
    token = secrets.token_urlsafe(32)
    with ledger.writing() as book:
        for key in keys:
            book.accounts.forgive(key)
        book.accounts.log_in(kept(token), name, now, now + lasts)
        book.decisions.note_change(AuditRow(now, name, "log_in", words=client))
    return token


def log_out(ledger: Ledger, token: str, who: str, now: datetime) -> None:
    """End a session."""
    with ledger.writing() as book:
        book.accounts.log_out(kept(token))
        book.decisions.note_change(AuditRow(now, who, "log_out"))


def person_with(ledger: Ledger, token: str, now: datetime) -> Person | None:
    """Whose token it is, where the session has not ended."""
    with ledger.reading() as book:
        account = book.accounts.logged_in(kept(token), now)
    return Person(account.name, account.role, csrf_of(token)) if account else None


def kept(token: str) -> str:
    """What the ledger holds of a token: whoever reads the ledger cannot log in by it."""
    return sha256(token.encode()).hexdigest()


def csrf_of(token: str) -> str:
    """The word that stands in the forms of a session."""
    return hmac.new(token.encode(), b"csrf", sha256).hexdigest()


def _opens(account: Account | None, password: str) -> bool:
    if account is None or account.closed:
        return is_right(None, password)
    return is_right(account.password, password)


def _heard_again(book: Book, keys: tuple[str, ...], now: datetime) -> datetime | None:
    """Until when nobody is heard, if so."""
    waits = []
    for key in keys:
        failed = book.accounts.failed(key)
        if is_forgotten(failed, now):
            book.accounts.forgive(key)
        elif (at := may_try_at(failed)) and at > now:
            waits.append(at)
    return max(waits, default=None)
