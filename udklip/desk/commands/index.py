"""`udklip index`: the state of the index, and building it anew from the ledger."""

from dataclasses import asdict

import typer

from udklip.desk.options import ConfigOption, JsonOption, ledger_of, settings_of
from udklip.desk.output import emit, plain, say
from udklip.desk.searching import open_for_reading
from udklip.schedules.indexing import rebuild
from udklip.schedules.run import open_for_writing

app = typer.Typer(
    help="The state of the index, and building it anew.", no_args_is_help=True, rich_markup_mode=None
)


@app.command("status")
def status(config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """Print which engine it is and what it holds."""
    with open_for_reading(settings_of(config)) as index:
        state = index.status()
    if as_json:
        emit(asdict(state))
    else:
        plain(
            f"{state.engine} {state.name}: {state.items} items, {state.appearances} appearances, {state.bytes} bytes"
        )


@app.command("rebuild")
def rebuild_index(config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """Fill a new version from the ledger, check its count and swap it in; the old one answers until then."""
    settings = settings_of(config)
    ledger = ledger_of(settings)
    with open_for_writing(settings) as index:
        rebuilt = rebuild(ledger, index)
    for refused in rebuilt.refused:
        say(f"{refused.id}: {refused.reason}")
    if as_json:
        emit({"items": rebuilt.items, "refused": len(rebuilt.refused)})
    else:
        plain(f"The index was built anew with {rebuilt.items} items.")
