"""`udklip recipient`: who is in which group."""

from pathlib import Path
from typing import Annotated, Any

import typer

from udklip.core.errors import SettingsError, UdklipError
from udklip.core.ledger import Joining, Leaving, Ledger, Member
from udklip.core.mail_address import mail_address
from udklip.core.settings import Settings
from udklip.core.times import shown, system_clock
from udklip.desk.options import ConfigOption, JsonOption, settings_of
from udklip.desk.output import emit, plain, say
from udklip.desk.recipient_lists import Entry, read_list

app = typer.Typer(
    help="Who gets overviews and alerts: the people of each group.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
TOLD = {
    Joining.ADDED: "is in {group} now",
    Joining.THERE: "was in {group} already",
    Joining.UNSUBSCRIBED: "has unsubscribed from {group} and stays out",
    Joining.REMOVED: "was taken out of {group} and stays out",
}
GroupOption = Annotated[
    str | None, typer.Option("--group", metavar="NAME", help="A [[group]] of the settings.")
]


@app.command("add")
def add(
    address: Annotated[str, typer.Argument(metavar="ADDRESS")],
    group: Annotated[str, typer.Option("--group", metavar="NAME", help="A [[group]] of the settings.")],
    name: Annotated[str | None, typer.Option("--name", help="The person's name.")] = None,
    rejoin: Annotated[
        bool, typer.Option("--rejoin", help="Even if they have unsubscribed: they asked for it.")
    ] = False,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Put ADDRESS into a group.

    Example: udklip recipient add asta@example.dk --group presse --name "Asta Ærlig"
    """
    settings = settings_of(config)
    _check(group, settings)
    typed, ledger = mail_address(address), Ledger.open(settings.store_folder)
    with ledger.writing() as book:
        joining = book.recipients.add(group, typed, name, system_clock())
        if joining is Joining.REMOVED or (joining is Joining.UNSUBSCRIBED and rejoin):
            book.recipients.rejoin(group, typed, Leaving(joining))
            joining = Joining.ADDED
    ledger.close()
    if joining is Joining.UNSUBSCRIBED:
        raise SettingsError(f"{typed} {TOLD[joining].format(group=group)}; if they asked for it: --rejoin")
    _tell(Entry(typed, group, name), joining, as_json=as_json)


@app.command("list")
def list_(group: GroupOption = None, config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """List everybody, those who left too."""
    settings = settings_of(config)
    if group is not None:
        _check(group, settings)
    ledger = Ledger.open(settings.store_folder)
    with ledger.reading() as book:
        members = book.recipients.members(group)
    ledger.close()
    for member in members:
        if as_json:
            emit(as_object(member))
        else:
            left = f"  {member.leaving} {shown(member.left)}" if member.left else ""
            plain(f"{member.group}: {member.address}{f' ({member.name})' if member.name else ''}{left}")
    for name in sorted({member.group for member in members} - {each.name for each in settings.groups}):
        say(f"No [[group]] of the settings is called {name}: its people get nothing.")


@app.command("remove")
def remove(
    address: Annotated[str, typer.Argument(metavar="ADDRESS")],
    group: GroupOption = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take ADDRESS out of a group, or out of all. What waits for it is not sent; an import does not bring it back."""
    settings = settings_of(config)
    typed, ledger = mail_address(address), Ledger.open(settings.store_folder)
    with ledger.writing() as book:
        groups = [
            member.group
            for member in book.recipients.members(group)
            if member.address == typed
            and book.recipients.leave(member.group, typed, system_clock(), Leaving.REMOVED)
        ]
    ledger.close()
    if not groups:
        where = f"not in {group}" if group else "in no group"
        raise SettingsError(f"{typed} is {where}: see `udklip recipient list`")
    if as_json:
        emit({"address": typed, "left": groups})
    else:
        plain(f"{typed} is out of {', '.join(groups)}.")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE.csv")],
    group: GroupOption = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Put everybody of a table in: columns address and, as far as it has them, name and group.

    Whoever unsubscribed or was taken out stays out. Lines that cannot be read are told, the others go in.
    """
    settings = settings_of(config)
    entries, faults = read_list(file, group)
    for name in sorted({entry.group for entry in entries}):
        _check(name, settings)
    ledger = Ledger.open(settings.store_folder)
    with ledger.writing() as book:
        told = [
            (each, book.recipients.add(each.group, each.address, each.name, system_clock()))
            for each in entries
        ]
    ledger.close()
    for entry, joining in told:
        _tell(entry, joining, as_json=as_json)
    for fault in faults:
        say(f"{file}: {fault}")
    if faults:
        raise UdklipError(f"{file}: {len(faults)} of {len(faults) + len(entries)} lines were left out")


def as_object(member: Member) -> dict[str, Any]:
    """Somebody as `--json` prints them."""
    return {
        "address": member.address,
        "name": member.name,
        "group": member.group,
        "since": shown(member.since),
        "left": shown(member.left),
        "leaving": member.leaving,
    }


def _tell(entry: Entry, joining: Joining, *, as_json: bool) -> None:
    if as_json:
        emit({"address": entry.address, "name": entry.name, "group": entry.group, "outcome": joining})
    else:
        plain(f"{entry.address} {TOLD[joining].format(group=entry.group)}.")


def _check(group: str, settings: Settings) -> None:
    """Refuse a group that the settings do not know: nobody would ever send it anything."""
    if settings.group(group):
        return
    known = ", ".join(each.name for each in settings.groups)
    allowed = f"allowed: {known}" if known else "the settings have no [[group]] yet"
    raise SettingsError(f"--group {group}: no such group; {allowed}")
