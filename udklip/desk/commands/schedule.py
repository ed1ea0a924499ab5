"""`udklip schedule`: the service in the foreground, its jobs, asking for one, pausing and resuming."""

import os
import signal
import sys
from datetime import datetime
from pathlib import Path
from threading import Event
from types import FrameType
from typing import Annotated

import typer
from rich.table import Table

from udklip.core.errors import SettingsError
from udklip.core.ledger import Ledger
from udklip.core.ledger.duty.values import ENDED_WELL
from udklip.core.settings import Settings
from udklip.core.times import COPENHAGEN, system_clock
from udklip.desk.options import ConfigOption, JsonOption, settings_of
from udklip.desk.output import emit, page, plain, say
from udklip.desk.service.jobs import as_object, run_as_object
from udklip.schedules.service.duty import standings
from udklip.schedules.service.jobs import job, jobs
from udklip.schedules.service.planning import next_moment

app = typer.Typer(rich_markup_mode=None)

JobArgument = Annotated[str, typer.Argument(metavar="JOB", help="A job's name: `udklip schedule list`.")]


@app.callback(invoke_without_command=True)
def command(context: typer.Context, config: ConfigOption = None) -> None:
    """Run the service in the foreground: it collects, tells and clears at the hours that the settings say.

    What it does goes to standard error, a line each. SIGTERM and Ctrl-C end it within ten seconds; nothing is lost by
    ending or killing it. What it missed while it was down it does once when it is back. A second one on the same
    ledger waits until the first has ended.

    Example: udklip schedule --config /etc/udklip/udklip.toml
    """
    if context.invoked_subcommand:
        if config:
            raise SettingsError(f"write --config after {context.invoked_subcommand}")
        return
    settings = settings_of(config)
    ledger = Ledger.open(settings.store_folder)
    everything = _served(settings, ledger)
    say(_stamped("ended"))
    if not everything:
        # What did not end in time is in threads, which Python would wait for.
        sys.stderr.flush()
        os._exit(0)
    ledger.close()


@app.command("list")
def list_jobs(config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """List the jobs: when they run, how they last ended, and when they are next."""
    settings = settings_of(config)
    now = system_clock()
    with _ledger(settings).reading() as book:
        there = standings(book, jobs(settings), now)
    table = Table(box=None, pad_edge=False)
    for name in ("job", "when", "last", "outcome", "next"):
        table.add_column(name, overflow="fold")
    for spec in jobs(settings):
        standing = there[spec.name]
        if as_json:
            emit(as_object(spec, standing, now))
            continue
        last = standing.last
        moment = None if standing.paused else next_moment(spec.trigger, standing, now)
        outcome = (last.outcome or "under way") if last else ""
        table.add_row(
            spec.name,
            str(spec.trigger),
            _shown(last.started if last else None),
            outcome,
            "paused" if standing.paused else _shown(moment),
        )
    if not as_json:
        page.print(table)


@app.command("next")
def next_runs(config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """List when the jobs are done next, the soonest first; paused ones are left out."""
    settings = settings_of(config)
    now = system_clock()
    with _ledger(settings).reading() as book:
        there = standings(book, jobs(settings), now)
    moments = [
        (moment, spec)
        for spec in jobs(settings)
        if not there[spec.name].paused and (moment := next_moment(spec.trigger, there[spec.name], now))
    ]
    for moment, spec in sorted(moments, key=lambda pair: pair[0]):
        if as_json:
            emit({"job": spec.name, "at": moment.astimezone(COPENHAGEN).isoformat(timespec="seconds")})
        else:
            plain(f"{_shown(moment)}  {spec.name}: {spec.says}")


@app.command("run")
def run_job(name: JobArgument, config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """Run a job now, paused or not, and wait for its end: the service does it, or where none is at work, this command.

    The exit code is 1 where it failed or was stopped.

    Example: udklip schedule run collect
    """
    # Scrapy and spaCy stay out, and APScheduler too: it is asked by the other process.
    from udklip.schedules.service.asking import run_now  # noqa: PLC0415
    from udklip.schedules.service.words import in_words  # noqa: PLC0415

    settings = settings_of(config)
    spec = job(settings, name)
    ledger = _ledger(settings)
    run = run_now(settings, spec, ledger, say)
    ledger.close()
    if as_json:
        emit(run_as_object(run))
    if run.outcome not in ENDED_WELL:
        say(f"udklip: {in_words(run)}")
        raise typer.Exit(1)
    if not as_json:
        plain(in_words(run))


@app.command("pause")
def pause(name: JobArgument, config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """Leave a job alone until it is resumed, whatever is restarted; a run under way goes on to its end."""
    _set_paused(name, config, as_json=as_json, paused=True)


@app.command("resume")
def resume(name: JobArgument, config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """Do a job by its plan again; if it missed a run meanwhile it is done once."""
    _set_paused(name, config, as_json=as_json, paused=False)


def _set_paused(name: str, config: Path | None, *, as_json: bool, paused: bool) -> None:
    settings = settings_of(config)
    spec = job(settings, name)
    ledger, now = _ledger(settings), system_clock()
    with ledger.writing() as book:
        book.jobs.pause(spec.name, now, paused=paused)
        standing = book.jobs.standing(spec.name, now)
    ledger.close()
    if as_json:
        emit(as_object(spec, standing, now))
    else:
        plain(f"{spec.name} is {'paused' if paused else 'done by its plan again'}: {spec.trigger}")


def _served(settings: Settings, ledger: Ledger) -> bool:
    from udklip.schedules.service.serving import serve  # noqa: PLC0415 - only the service itself needs APScheduler

    stop = Event()

    def end(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    return serve(settings, jobs(settings), ledger, stop, lambda line: say(_stamped(line)))


def _ledger(settings: Settings) -> Ledger:
    """The ledger, made where there is none: a job can be paused before anything was collected."""
    return Ledger.open(settings.store_folder)


def _stamped(line: str) -> str:
    return f"{system_clock().astimezone(COPENHAGEN):%Y-%m-%d %H:%M:%S} {line}"


def _shown(moment: datetime | None) -> str:
    return f"{moment.astimezone(COPENHAGEN):%Y-%m-%d %H:%M}" if moment else ""
