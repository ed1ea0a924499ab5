"""`udklip backup`: copy everything that is kept, while the service runs."""

from pathlib import Path
from typing import Annotated

import typer

from udklip.core.settings import DEFAULT_FILE
from udklip.core.times import system_clock
from udklip.desk.options import ConfigOption, JsonOption, ledger_of, settings_of
from udklip.desk.output import emit, plain
from udklip.schedules.keeping.backup import KEEP, backup

app = typer.Typer(rich_markup_mode=None)


@app.command()
def command(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Where backups stand, each in a folder of its own.")
    ],
    keep: Annotated[
        int, typer.Option("--keep", min=1, help="How many are kept; older ones are deleted.")
    ] = KEEP,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Copy ledger, archive, settings, register and keys into a new folder in DIR, while the service runs.

    Files of the archive that an earlier backup in DIR holds already are linked and take no room. The index is not
    copied: `udklip restore` fills it from the ledger.
    """
    settings = settings_of(config)
    ledger = ledger_of(settings)
    file = config or DEFAULT_FILE
    try:
        made = backup(settings, file if file.exists() else None, ledger, folder, system_clock, keep)
    finally:
        ledger.close()
    if as_json:
        told = {"files": made.files, "bytes": made.bytes, "linked": made.linked, "deleted": made.deleted}
        emit({"folder": str(made.folder), **told})
        return
    plain(
        f"{made.folder}: {made.files} files, {made.bytes / 1e6:.1f} MB, {made.linked} files as in the one before"
    )
    if made.deleted:
        plain(f"Deleted {made.deleted} older than the newest {keep}.")
