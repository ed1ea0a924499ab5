"""`udklip sources`: how the sources stand, trying their ways in, and finding those of a new one."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from udklip.core.errors import SettingsError
from udklip.core.settings import DEFAULT_FILE, Settings
from udklip.core.source import Source
from udklip.crawler.politeness.public_network import is_private
from udklip.crawler.scouting.values import SourceTried
from udklip.desk.options import ConfigOption, JsonOption, ledger_of, moment, settings_of
from udklip.desk.output import emit, plain, say
from udklip.desk.sources.notes import with_notes
from udklip.desk.sources.scouted import proposal_as_object, trial_as_object, trial_in_words, why_nothing
from udklip.desk.sources.standing import as_object, in_words
from udklip.schedules.clock import check_clock
from udklip.schedules.sources.scouting import look_at, try_ways
from udklip.schedules.sources.standing import standing

app = typer.Typer(
    help="How the sources stand, trying their ways in, and finding those of a new one.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

NowOption = Annotated[
    str | None, typer.Option("--now", metavar="TIME", help="The time to go by; only for sources on loopback.")
]
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


@app.command("try")
def try_home(
    url: Annotated[str, typer.Argument(metavar="URL", help="A home page.")],
    config: ConfigOption = None,
    as_json: JsonOption = False,
    now: NowOption = None,
) -> None:
    """Look at a home page and propose a block for it: feeds, sitemaps, a listing with its pattern, language, rights.

    The block is printed ready to paste into udklip.toml. Few requests are made, politely and within robots.txt.

    Example: udklip sources try https://avisen.example/ >> udklip.toml
    """
    settings = settings_of(config)
    if not url.startswith(("http://", "https://")):
        raise SettingsError(f"{url!r} is not an address: it begins with http:// or https://")
    clock = moment(now, "--now")
    if clock and not is_private(urlsplit(url).hostname or ""):
        raise SettingsError("--now is for a demo press on loopback")
    reported = look_at(url, settings.crawl, clock)
    if as_json:
        emit(proposal_as_object(reported))
    elif reported.toml:
        plain(reported.toml.rstrip())
    if not reported.toml:
        for line in why_nothing(reported):
            say(line)
        raise typer.Exit(1)


@app.command("check")
def check(
    names: Names = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
    write: Annotated[
        bool, typer.Option("--write", help='Replace "not tried" in the notes of what answered.')
    ] = False,
    now: NowOption = None,
) -> None:
    """Ask every way of the sources once, and say what each holds. Nothing is fetched or kept.

    Sources that are switched off are tried too. The exit code is 1 where no way answered.

    Example: udklip sources check Bæltposten --write
    """
    settings = settings_of(config)
    sources = _named(settings, names)
    clock = moment(now, "--now")
    check_clock(settings, clock)
    tried: list[SourceTried] = []
    for reported in try_ways(sources, settings.crawl, clock):
        if reported.tried is None:
            say(f"udklip: {reported.fault}")
            continue
        tried.append(reported.tried)
        if as_json:
            emit(trial_as_object(reported.tried))
        else:
            for line in trial_in_words(reported.tried):
                plain(line)
    say(
        f"{sum(one.working == len(one.ways) for one in tried)} of {len(sources)} sources answered on every way."
    )
    if write:
        say(_written(config or DEFAULT_FILE, tried))
    if sources and not any(one.working for one in tried):
        raise typer.Exit(1)


def _written(file: Path, tried: Sequence[SourceTried]) -> str:
    if not any(one.answered for one in tried):
        return f"Nothing answered, so {file} is left as it was: is there a network?"
    text = file.read_text("utf-8")
    noted, count = with_notes(text, tried)
    if count:
        file.write_text(noted, "utf-8")
    return f"{count} notes in {file} were brought up to date."


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
