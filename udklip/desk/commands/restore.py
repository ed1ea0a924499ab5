"""`udklip restore`: bring a backup back."""

from pathlib import Path
from typing import Annotated

import typer

from udklip.core.settings import DEFAULT_FILE
from udklip.core.times import system_clock
from udklip.desk.options import ConfigOption, JsonOption, settings_of
from udklip.desk.output import emit, plain, say
from udklip.schedules.keeping.restore import Restored, bring_settings, restore, whole_backup

app = typer.Typer(rich_markup_mode=None)


@app.command()
def command(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A folder of backups (its newest is taken), or one of them.")
    ],
    force: Annotated[
        bool, typer.Option("--force", help="Put a store that stands there aside, whatever is in it.")
    ] = False,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Check a backup and bring it back to the folder that the settings name, then fill the index from the ledger.

    Where there are no settings yet, those of the backup are put there first.
    """
    found, manifest = whole_backup(folder)
    file = config or DEFAULT_FILE
    if bring_settings(found, manifest, file):
        say(f"{file}: brought back")
    restored = restore(settings_of(config), found, manifest, system_clock, force=force)
    _tell(restored, as_json=as_json)


def _tell(restored: Restored, *, as_json: bool) -> None:
    aside = str(restored.aside) if restored.aside else None
    if as_json:
        told = {"folder": str(restored.folder), "items": restored.items, "made": restored.made}
        emit({**told, "aside": aside, "waits": restored.waits})
    else:
        plain(f"{restored.folder}: {restored.items} items as of {restored.made}")
        if aside:
            plain(f"What stood there is in {aside}.")
    if restored.waits:
        say(f"udklip: {restored.waits}")
