"""`udklip erase`: a person, a page or a source goes everywhere, and does not come in again."""

from dataclasses import asdict
from typing import Annotated

import typer

from udklip.core.errors import SettingsError
from udklip.core.times import system_clock
from udklip.desk.options import ConfigOption, JsonOption, ledger_of, settings_of
from udklip.desk.output import emit, plain, say
from udklip.schedules.keeping.erasing import Erased, erase, lift, look
from udklip.schedules.keeping.wish import Outlet, Page, Person, Wish

app = typer.Typer(rich_markup_mode=None)


@app.command()
def command(
    person: Annotated[
        str | None, typer.Option("--person", metavar="NAME", help="Somebody, by the full name.")
    ] = None,
    url: Annotated[
        str | None, typer.Option("--url", metavar="URL", help="A page, or a file of the inbox (inbox:NAME).")
    ] = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="NAME", help="A source, as in its block.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would go.")] = False,
    lifted: Annotated[
        bool, typer.Option("--lift", help="Let it come in again; what was erased stays erased.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Erase a person, a page or a source from ledger, archive, index, letters kept and the overviews to come.

    A person's name becomes [navn fjernet] in what stays; a page goes with its item and all addresses of that. What is
    left is a keyed hash, by which it is kept from coming in again. It cannot be undone.

    Examples: udklip erase --person "Mette Lund" --dry-run; udklip erase --url https://avisen.example/sag --yes
    """
    wish = _wish(person, url, source)
    settings = settings_of(config)
    ledger = ledger_of(settings)
    try:
        if lifted:
            _tell_lifted(lift(ledger, wish), as_json=as_json)
        elif dry_run:
            _tell(look(settings, ledger, wish), as_json=as_json, done=False)
        else:
            if not yes:
                _tell(look(settings, ledger, wish), as_json=False, done=False)
                typer.confirm("Erase it?", abort=True, err=True)
            _tell(erase(settings, ledger, wish, system_clock, say), as_json=as_json, done=True)
    finally:
        ledger.close()


def _wish(person: str | None, url: str | None, source: str | None) -> Wish:
    given = [value for value in (person, url, source) if value]
    if len(given) != 1:
        raise SettingsError("say what: one of --person NAME, --url URL, --source NAME")
    if person:
        return Person(person)
    return Page(url) if url else Outlet(source or "")


def _tell(erased: Erased, *, as_json: bool, done: bool) -> None:
    if as_json:
        emit({**asdict(erased), "done": done})
    else:
        plain("Erased:" if done else "This would go:")
        for what, count in erased.counts.items():
            plain(f"  {count:6} {what}")
    for words in erased.waits:
        say(f"udklip: {words}")
    if erased.remains:
        say(f"udklip: these files hold it still: {', '.join(erased.remains)}")
    if erased.waits or erased.remains:
        raise typer.Exit(1)


def _tell_lifted(was_barred: bool, *, as_json: bool) -> None:
    if as_json:
        emit({"lifted": was_barred})
    else:
        plain("It may come in again." if was_barred else "It was not erased.")
