"""`udklip watch`: saved searches whose new hits are told by mail and feed."""

import shlex
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Annotated, Any

import typer

from udklip.core.errors import SettingsError
from udklip.core.ledger import Ledger
from udklip.core.ledger.watching.values import Watch
from udklip.core.settings import Settings
from udklip.core.times import shown, system_clock
from udklip.desk import searching
from udklip.desk.options import ConfigOption, JsonOption, ledger_of, settings_of
from udklip.desk.output import emit, plain, say
from udklip.schedules.watching.addressees import alerted
from udklip.schedules.watching.feeds import feed_file, remove_feed
from udklip.schedules.watching.making import MOST_STORIES_A_WEEK, Trial, make_watch, try_query

app = typer.Typer(
    help="Saved searches: each new item that one hits is told once, by mail and in a feed.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="What the watch is called.")]


@dataclass(frozen=True, slots=True)
class _Listed:
    """A watch as it is listed: with how much waits to be told."""

    watch: Watch
    hits: int
    untold: int


@app.command()
def add(
    name: NameArgument,
    query: Annotated[str, typer.Argument(help='For example: klynge OG titel:"life science"')],
    owner: Annotated[str | None, typer.Option(help="Whose watch it is.")] = None,
    to: Annotated[
        list[str] | None,
        typer.Option("--to", metavar="ADDRESS", help="Who gets its alerts, beside the groups that name it."),
    ] = None,
    cool_down: Annotated[
        str | None,
        typer.Option(
            metavar="TIME", help='How long after an alert the next may come at the earliest: "30 min", "2 h".'
        ),
    ] = None,
    quiet: Annotated[
        str | None,
        typer.Option(metavar="HOURS", help="When nothing is sent, Copenhagen's time: 21:00-06:30."),
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Change the watch that has this name.")] = False,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Keep a search; from now on, what is new and meets it is told.

    Example: udklip watch add klyngen '"life science" OG klynge' --to presse@example.dk --quiet 21:00-06:30
    """
    settings = settings_of(config)
    wanted = make_watch(
        name, query, system_clock(), owner=owner, addresses=to or (), cool_down=cool_down, quiet=quiet
    )
    ledger = Ledger.open(settings.store_folder)
    try:
        with ledger.writing() as book:
            if book.watches.get(wanted.name) and not replace:
                raise SettingsError(
                    f"there is a watch called {wanted.name!r} already; --replace changes it, and another name adds one"
                )
            kept = book.watches.put(wanted)
        if as_json:
            emit(as_object(_listed(kept, ledger), settings))
        _say_of(kept, settings)
    finally:
        ledger.close()


@app.command("list")
def list_(config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """List the watches, with who gets their alerts and how much they hit."""
    settings = settings_of(config)
    ledger = Ledger.open(settings.store_folder)
    try:
        with ledger.reading() as book:
            watches = book.watches.all()
        rows = [_listed(watch, ledger) for watch in watches]
    finally:
        ledger.close()
    for row in rows:
        if as_json:
            emit(as_object(row, settings))
        else:
            _show(row, settings)
    if not rows:
        say("There is no watch yet: `udklip watch add NAME QUERY`.")
    _warn_of_unknown(settings, [row.watch.name for row in rows])


@app.command("test")
def try_(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="A watch that is kept.")] = None,
    query: Annotated[str | None, typer.Option(help="A query that is not kept yet.")] = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what a watch would have told in the last 30 days, and say when that is too many.

    Example: udklip watch test --query 'klynge OG titel:"life science"'
    """
    if (name is None) == (query is None):
        raise SettingsError("name a watch, or give --query: one of the two")
    settings = settings_of(config)
    ledger = ledger_of(settings)
    try:
        with ledger.reading() as book, searching.open_for_reading(settings) as index:
            watch = book.watches.get(name) if name is not None else None
            if name is not None and watch is None:
                raise SettingsError(_no_such(name, [each.name for each in book.watches.all()]))
            asked = watch.query if watch else query or ""
            trial = try_query(asked, index, book, system_clock())
    finally:
        ledger.close()
    _print_trial(name, asked, trial, as_json=as_json)


@app.command()
def remove(name: NameArgument, config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """Ask a watch no more and delete its feed. What it told stays told."""
    settings = settings_of(config)
    ledger = Ledger.open(settings.store_folder)
    try:
        with ledger.writing() as book:
            if not book.watches.remove(name, system_clock()):
                raise SettingsError(_no_such(name, [each.name for each in book.watches.all()]))
    finally:
        ledger.close()
    remove_feed(settings, name)
    if as_json:
        emit({"name": name, "removed": True})
    say(f"{name} is asked no more.")


def as_object(row: _Listed, settings: Settings) -> dict[str, Any]:
    """A watch as `--json` prints it."""
    watch = row.watch
    return {
        "name": watch.name,
        "query": watch.query,
        "owner": watch.owner,
        "made": shown(watch.made),
        "addresses": list(watch.addresses),
        "groups": [group.name for group in alerted(watch.name, settings.groups)],
        "cool_down_minutes": round(watch.cool_down.total_seconds() / 60),
        "quiet": str(watch.quiet) if watch.quiet else None,
        "told": shown(watch.told),
        "hits": row.hits,
        "untold": row.untold,
        "feed": str(feed_file(settings, watch.name)),
    }


def _say_of(watch: Watch, settings: Settings) -> None:
    if not watch.addresses and not alerted(watch.name, settings.groups):
        say("Nobody gets its alerts yet: --to ADDRESS, or name it in a [[group]] whose rhythm is at_once.")
    say(f"{watch.name} is asked of everything new from now on.")
    say(f"How much that will be: udklip watch test {shlex.quote(watch.name)}")


def _listed(watch: Watch, ledger: Ledger) -> _Listed:
    with ledger.reading() as book:
        hits = book.watches.hits
        return _Listed(watch, hits.count(watch.name), len(hits.untold(watch.name)))


def _show(row: _Listed, settings: Settings) -> None:
    watch = row.watch
    to = [*watch.addresses, *(f"group {group.name}" for group in alerted(watch.name, settings.groups))]
    pace = [f"cool-down {watch.cool_down}"] if watch.cool_down else []
    pace += [f"quiet {watch.quiet}"] if watch.quiet else []
    plain(f"{watch.name}: {watch.query}")
    plain(f"    to {', '.join(to) or 'nobody'}{', ' + ', '.join(pace) if pace else ''}")
    waiting = f", of which {row.untold} wait to be told" if row.untold else ""
    plain(f"    {row.hits} hits{waiting}; feed {feed_file(settings, watch.name)}")


def _print_trial(name: str | None, query: str, trial: Trial, *, as_json: bool) -> None:
    counts = trial.counts
    if as_json:
        emit(
            {"name": name, "query": query, "days": trial.days}
            | asdict(counts)
            | {"stories_per_week": round(trial.stories_a_week, 1), "too_many": trial.too_many}
        )
    else:
        plain(
            f"The last {trial.days} days: {counts.articles} articles in {counts.outlets} outlets, "
            f"{counts.stories} stories, {trial.stories_a_week:.1f} stories a week"
        )
    if trial.too_many:
        say(
            f"That is too many: more than {MOST_STORIES_A_WEEK} stories a week are soon not read. "
            "Narrow the query, with a field such as titel: or another word that must be there."
        )


def _no_such(name: str, names: Sequence[str]) -> str:
    there = f"there are {', '.join(names)}" if names else "there is none yet"
    return f"there is no watch called {name!r}; {there}"


def _warn_of_unknown(settings: Settings, names: Sequence[str]) -> None:
    for group in settings.groups:
        for watch in group.watches:
            if watch not in names:
                say(f"udklip: the group {group.name} names the watch {watch!r}, which is not there")
