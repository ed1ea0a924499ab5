"""`udklip sources`: how the sources stand, trying their ways in, and finding those of a new one."""

from collections.abc import Sequence
from typing import Annotated

import typer

from udklip.core.errors import SettingsError
from udklip.core.settings import Settings
from udklip.core.source import Source
from udklip.desk.options import ConfigOption, JsonOption, ledger_of, settings_of
from udklip.desk.output import emit, plain
from udklip.desk.sources.standing import as_object, in_words
from udklip.schedules.sources.standing import standing

app = typer.Typer(
    help="How the sources stand, trying their ways in, and finding those of a new one.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Names = Annotated[list[str] | None, typer.Argument(metavar="[NAME]...", help="Sources; default: all.")]


@app.command("status")
def status(names: Names = None, config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """Print each source's state, last item and rhythm, what its ways miss, and what people say it missed.

    "At least N" is what can be concluded from how the ways overlap. It never means that nothing else was missed:
    the ways of one system fail together.

    Example: udklip sources status Bæltposten
    """
    settings = settings_of(config)
    sources = _named(settings, names)
    ledger = ledger_of(settings)
    try:
        with ledger.reading() as book:
            for source in sources:
                one = standing(book, source)
                if as_json:
                    emit(as_object(one))
                else:
                    for line in in_words(one):
                        plain(line)
    finally:
        ledger.close()


def _named(settings: Settings, names: Sequence[str] | None) -> list[Source]:
    """The sources of those names, in the order given; all of them where none is.

    Raises:
        SettingsError: no source is called that.
    """
    by_name = {source.name.casefold(): source for source in settings.sources}
    unknown = [name for name in names or () if name.casefold() not in by_name]
    if unknown:
        known = ", ".join(source.name for source in settings.sources) or "there are none"
        raise SettingsError(f"no source is called {unknown[0]!r}; the settings have: {known}")
    return [by_name[name.casefold()] for name in names] if names else list(settings.sources)


@app.callback()
def _root() -> None:
    """How the sources stand, trying their ways in, and finding those of a new one."""
