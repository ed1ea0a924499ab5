"""`udklip index`: the state of the index, building it anew from the ledger, and preparing Elasticsearch."""

from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from udklip.core.errors import SettingsError
from udklip.core.ledger import Ledger
from udklip.core.settings import Engine, Secrets, Settings
from udklip.core.times import shown
from udklip.desk.options import ConfigOption, JsonOption, ledger_of, settings_of
from udklip.desk.output import emit, plain, say
from udklip.desk.searching import open_for_reading
from udklip.schedules.indexing import key_of, prune, rebuild
from udklip.schedules.run import open_for_writing

app = typer.Typer(
    help="The state of the index, building it anew, preparing Elasticsearch.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command("status")
def status(config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """Print which engine it is and what it holds."""
    settings = settings_of(config)
    with open_for_reading(settings) as index:
        state, key = index.status(), key_of(index)
    there = asdict(state) | _by_the_ledger(settings, key)
    if as_json:
        emit(there)
        return
    plain(
        f"{state.engine} {state.name}: {state.items} items, {state.appearances} appearances, {state.bytes} bytes"
    )
    plain(f"waiting in the ledger: {there['waiting']}; refused by the index: {there['refused']}")
    if state.kept:
        plain(f"kept from before: {', '.join(state.kept)}; `udklip index prune` deletes them")


@app.command("refused")
def refused(config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """List the items that the index refused, each with the reason."""
    settings = settings_of(config)
    with open_for_reading(settings) as index, ledger_of(settings).reading() as book:
        rows = book.indexing.refused(key_of(index))
    for item, reason in rows:
        if as_json:
            emit({"id": item, "reason": reason})
        else:
            plain(f"{item}: {reason}")


@app.command("rebuild")
def rebuild_index(config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """Fill a new version from the ledger, check its count and swap it in; the old one answers until then."""
    settings = settings_of(config)
    ledger = ledger_of(settings)
    with open_for_writing(settings) as index:
        rebuilt = rebuild(ledger, index)
        kept = index.status().kept
    for one in rebuilt.refused:
        say(f"{one.id}: {one.reason}")
    if as_json:
        emit({"items": rebuilt.items, "refused": len(rebuilt.refused), "name": rebuilt.version})
        return
    plain(f"The index was built anew with {rebuilt.items} items.")
    if kept:
        plain(f"Kept from before: {', '.join(kept)}; `udklip index prune` deletes them.")


@app.command("prune")
def prune_index(config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """Delete the versions older than the one that answers, which rebuilding kept."""
    settings = settings_of(config)
    with open_for_reading(settings) as index:
        gone = prune(ledger_of(settings), index)
    if as_json:
        emit({"deleted": list(gone)})
    else:
        plain(f"Deleted: {', '.join(gone) or 'nothing, there is one version only'}.")


@app.command("setup")
def setup(
    config: ConfigOption = None,
    security: Annotated[
        bool, typer.Option("--security", help="Make the two roles too, and an API key for each.")
    ] = False,
    renew: Annotated[
        bool, typer.Option("--renew", help="Make new API keys even where there are some, and end those.")
    ] = False,
    key_file: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write the writing role's new key here, for its owner alone, and print it nowhere.",
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Prepare Elasticsearch: index templates, the first version, and with --security roles and API keys.

    Needs an administrator's password in UDKLIP_ELASTICSEARCH_PASSWORD. A new key is printed once, or kept in a file.
    """
    settings = settings_of(config)
    if settings.index.engine is not Engine.ELASTICSEARCH:
        raise SettingsError("index.engine: only elasticsearch is set up; the embedded index needs nothing")
    # Only here and on a server: half a second at every start otherwise.
    from udklip.indexer.elastic.security import kept, set_up  # noqa: PLC0415

    asked = security or renew or key_file is not None
    done = set_up(settings.index, Secrets.load(), security=asked, renew=renew)
    if key_file:
        done = replace(done, keys=(kept(done.keys[0], key_file), *done.keys[1:]))
    if as_json:
        emit(asdict(done) | {"keys": [asdict(key) | {"made": shown(key.made)} for key in done.keys]})
        return
    plain(f"index templates: {', '.join(done.templates)}")
    if done.roles:
        plain(f"roles: {', '.join(done.roles)}")
    if key_file:
        plain(f"API key {done.keys[0].name}: in {key_file}")
    for key in done.keys[1:] if key_file else done.keys:
        plain(f"API key {key.name}: {key.secret or _was_there(key.made)}")


def _was_there(made: datetime) -> str:
    return f"one of {shown(made)} is there and stays; --renew makes another and ends it"


def _by_the_ledger(settings: Settings, key: str) -> dict[str, int]:
    """What waits and what was refused; nothing where nothing was collected yet."""
    if not Ledger.exists(settings.store_folder):
        return {"waiting": 0, "refused": 0}
    with Ledger.open(settings.store_folder).reading() as book:
        return {"waiting": book.indexing.waiting(key), "refused": len(book.indexing.refused(key))}
