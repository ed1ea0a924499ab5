"""`udklip user`: who may log in at the desk."""

import secrets
import sys
from dataclasses import replace
from typing import Annotated

import typer

from udklip.core.errors import SettingsError
from udklip.core.ledger import Book, Ledger
from udklip.core.ledger.people.values import Account, AuditRow, Role
from udklip.core.times import shown, system_clock
from udklip.desk.access.passwords import hashed
from udklip.desk.options import ConfigOption, JsonOption, settings_of
from udklip.desk.output import emit, plain, say

app = typer.Typer(
    help="Who may log in at the desk. A reader reads; an editor also edits overviews, watches and marks; an "
    "administrator also sees accounts and originals.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

OPERATOR = "operator"
LONGEST_NAME = 64

Name = Annotated[str, typer.Argument(metavar="NAME")]
RoleOption = Annotated[Role, typer.Option(help="What they may do.")]


@app.command("add")
def add(name: Name, role: RoleOption = Role.READER, config: ConfigOption = None) -> None:
    """Let somebody log in. The password is read from standard input, or made up and printed at a terminal.

    Example: udklip user add anna --role editor
    """
    _check_name(name)
    password, made_up = _password()
    kept, now = hashed(password), system_clock()
    with _ledger(config).writing() as book:
        if book.accounts.get(name):
            raise SettingsError(f"{name!r} has an account; `udklip user password` gives it another password")
        book.accounts.add(Account(name, role, kept, now))
        book.decisions.note_change(AuditRow(now, OPERATOR, "user_add", name, role))
    say(f"{name} may log in as {role}.")
    if made_up:
        plain(password)


@app.command("password")
def password_(name: Name, config: ConfigOption = None) -> None:
    """Give somebody another password, and log them out everywhere."""
    password, made_up = _password()
    kept, now = hashed(password), system_clock()
    with _ledger(config).writing() as book:
        _known(book, name)
        book.accounts.change(name, password=kept)
        book.accounts.forgive(f"account:{name}")
        book.decisions.note_change(AuditRow(now, OPERATOR, "user_password", name))
    say(f"{name} has another password.")
    if made_up:
        plain(password)


@app.command("role")
def role_(name: Name, role: Annotated[Role, typer.Argument()], config: ConfigOption = None) -> None:
    """Let somebody do more, or less."""
    now = system_clock()
    with _ledger(config).writing() as book:
        account = _known(book, name)
        _keep_an_administrator(book, account, replace(account, role=role))
        book.accounts.change(name, role=role)
        book.decisions.note_change(AuditRow(now, OPERATOR, "user_role", name, role))
    say(f"{name} is {role} now.")


@app.command("close")
def close(name: Name, config: ConfigOption = None) -> None:
    """Let somebody in no more; what they did and wrote stays."""
    now = system_clock()
    with _ledger(config).writing() as book:
        account = _known(book, name)
        _keep_an_administrator(book, account, replace(account, closed=now))
        book.accounts.close(name, now)
        book.decisions.note_change(AuditRow(now, OPERATOR, "user_close", name))
    say(f"{name} is logged out and cannot log in.")


@app.command("reopen")
def reopen(name: Name, config: ConfigOption = None) -> None:
    """Let somebody in again."""
    now = system_clock()
    with _ledger(config).writing() as book:
        _known(book, name)
        book.accounts.reopen(name)
        book.decisions.note_change(AuditRow(now, OPERATOR, "user_reopen", name))
    say(f"{name} may log in again.")


@app.command("list")
def list_(config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """Print every account; never a password."""
    with _ledger(config).reading() as book:
        accounts = book.accounts.all()
    for each in accounts:
        if as_json:
            emit(
                {
                    "name": each.name,
                    "role": each.role,
                    "made": shown(each.made),
                    "closed": shown(each.closed),
                }
            )
        else:
            plain(f"{each.name}: {each.role}{', closed' if each.closed else ''}")
    if not accounts and not as_json:
        say("No accounts: the desk is served to this machine only. `udklip user add NAME` makes one.")


def _ledger(config: ConfigOption) -> Ledger:
    return Ledger.open(settings_of(config).store_folder)


def _password() -> tuple[str, bool]:
    """A line of standard input where that is no terminal, else a new one; and whether it is made up."""
    if sys.stdin.isatty():
        return secrets.token_urlsafe(15), True
    return sys.stdin.readline().rstrip("\r\n"), False


def _check_name(name: str) -> None:
    if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        raise SettingsError(f"NAME: {name!r} is no name; use up to {LONGEST_NAME} letters and signs")


def _known(book: Book, name: str) -> Account:
    account = book.accounts.get(name)
    if account is None:
        names = ", ".join(each.name for each in book.accounts.all()) or "nobody yet"
        raise SettingsError(f"{name!r} has no account; there are: {names}")
    return account


def _keep_an_administrator(book: Book, before: Account, after: Account) -> None:
    """Refuse to leave accounts that nobody may change at the desk."""
    was = before.role is Role.ADMINISTRATOR and before.closed is None
    stays = after.role is Role.ADMINISTRATOR and after.closed is None
    if was and not stays and book.accounts.administrators() == 1:
        raise SettingsError(f"{before.name} is the only administrator: make another one first")
