"""`udklip run`: collect, read, analyse, group and index."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn
from rich.progress import Progress as Bar
from rich.table import Table

from udklip.core.errors import SettingsError
from udklip.core.ledger import Ledger, Tally
from udklip.core.settings import Engine, Settings
from udklip.core.times import COPENHAGEN
from udklip.desk.options import ConfigOption, JsonOption, moment, settings_of
from udklip.desk.output import emit, page, plain, say, talk
from udklip.schedules.clock import check_clock
from udklip.schedules.run import Progress, RunOptions, Watcher, run
from udklip.schedules.summary import Summary

app = typer.Typer(rich_markup_mode=None)
NEWEST = 5
FAILURES_SHOWN = 20


@app.command()
def command(
    config: ConfigOption = None,
    as_json: JsonOption = False,
    once: Annotated[
        bool, typer.Option("--once", help="Visit every source now, whether its rhythm has come round or not.")
    ] = False,
    again: Annotated[
        str | None,
        typer.Option(
            metavar="read|identity",
            help="Fetch nothing; read everything in the archive again, or only see again which items are one.",
        ),
    ] = None,
    now: Annotated[
        str | None, typer.Option(metavar="TIME", help="The run's clock; only for sources on loopback.")
    ] = None,
) -> None:
    """Collect what is new, read and analyse it, group it into stories and index it.

    Without --once only sources whose rhythm has come round are visited: right for cron.
    """
    settings = settings_of(config)
    if again not in (None, "read", "identity"):
        raise SettingsError(f"--again: {again!r} cannot be done again; allowed: read, identity")
    clock = moment(now, "--now")
    check_clock(settings, clock)
    options = RunOptions(now=clock, due_only=not once, again=again == "read", identity=again == "identity")
    if not as_json:
        plain(f"Index: {_index_line(settings)}")
    with progress() as watch:
        summary = run(settings, options, watch)
    if as_json:
        emit(as_object(summary))
        for line in what_failed(summary):
            say(line)
    else:
        show(summary, settings)
    if summary.nothing_could_be_read:
        say("udklip: none of the sources could be read")
        raise typer.Exit(1)


def as_object(summary: Summary) -> dict[str, Any]:
    """The summary as `--json` prints it."""
    return {
        "index": summary.engine,
        "sources": {
            name: {"state": source.state, **asdict(source.tally), "fetched": source.fetched}
            for name, source in summary.sources.items()
        },
        "indexed": summary.indexed,
        "seconds": summary.seconds,
    }


def _index_line(settings: Settings) -> str:
    if settings.index.engine is Engine.ELASTICSEARCH:
        return f"Elasticsearch at {settings.index.url}, {settings.index.name}"
    return f"embedded, in {_near(settings.store_folder / 'index')}"


def _near(path: Path) -> Path:
    """The path as seen from here, where it is beneath."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


@contextmanager
def progress() -> Iterator[Watcher]:
    """A progress bar at a terminal, silence elsewhere."""
    if not talk.is_terminal:
        yield lambda _: None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Bar(*columns, console=talk, transient=True) as bar:
        task = bar.add_task("Collecting", total=None)

        def watch(progress: Progress) -> None:
            words = "Collecting and reading" if progress.collecting else "Reading and analysing"
            bar.update(task, description=words, completed=progress.settled, total=progress.known or None)

        yield watch


def show(summary: Summary, settings: Settings) -> None:
    """Print a run for people."""
    plain()
    page.print(_by_source(summary))
    plain()
    for line in what_failed(summary):
        plain(f"  {line}")
    newest = _newest(settings)
    if newest.row_count:
        plain()
        page.print(newest)
        plain()
    plain(f"Indexed {summary.indexed} items in {summary.seconds:.1f} s.")


def what_failed(summary: Summary) -> list[str]:
    """A line for each failure, as far as anyone would read, and the run's own messages."""
    shown = [f"{one.outcome}: {one.url}: {one.reason or ''}" for one in summary.failures[:FAILURES_SHOWN]]
    more = len(summary.failures) - len(shown)
    return [*shown, *([f"and {more} more that failed"] if more > 0 else []), *summary.messages]


def _by_source(summary: Summary) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("source", overflow="fold", min_width=12)
    table.add_column("state", no_wrap=True)
    for name in ("found", "fetched", "new", "known", "off topic", "refused", "failed"):
        table.add_column(name, justify="right", no_wrap=True)
    for name, source in summary.sources.items():
        table.add_row(name, source.state, *_figures(source.tally, source.fetched))
    total = Tally(
        *(sum(figures) for figures in zip(*(_tuple(s.tally) for s in summary.sources.values()), strict=True))
    )
    table.add_section()
    table.add_row("all", "", *_figures(total, sum(source.fetched for source in summary.sources.values())))
    return table


def _tuple(tally: Tally) -> tuple[int, ...]:
    return (tally.found, tally.new, tally.known, tally.off_topic, tally.refused, tally.failed)


def _figures(tally: Tally, fetched: int) -> list[str]:
    found, *rest = _tuple(tally)
    return [str(figure) for figure in (found, fetched, *rest)]


def _newest(settings: Settings) -> Table:
    table = Table(box=None, pad_edge=False, title="The newest items", title_justify="left")
    for name in ("when", "source", "title", "relevance"):
        table.add_column(name, overflow="fold")
    ledger = Ledger.open(settings.store_folder)
    with ledger.reading() as book:
        items = book.items.newest(NEWEST)
    ledger.close()
    for item in items:
        when = item.when.astimezone(COPENHAGEN).strftime("%Y-%m-%d %H:%M")
        table.add_row(when, item.source, _escaped(item.reading.title or item.url), item.relevance)
    return table


def _escaped(text: str) -> str:
    return text.replace("[", "\\[")
