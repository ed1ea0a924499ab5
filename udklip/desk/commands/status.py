"""`udklip status`: at a glance what ran, what is late and what is broken."""

import typer

from udklip.core.times import system_clock
from udklip.desk.checks import CHECKS
from udklip.desk.options import ConfigOption, JsonOption, ledger_of, settings_of
from udklip.desk.output import emit, plain
from udklip.desk.service.status import as_object, in_words
from udklip.schedules.service.glance import broken, glance

app = typer.Typer(rich_markup_mode=None)


@app.command()
def command(config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """Print how everything stands: service, jobs, sources, index, outbox and disk.

    The exit code is 0 where nothing is broken, and 1 where somebody must see to something: right for monitoring. A
    source that failed once is shown, and broken only after a day; a job is late after a quarter of an hour.
    """
    settings = settings_of(config)
    ledger = ledger_of(settings)
    one = glance(settings, ledger, system_clock())
    ledger.close()
    disk = CHECKS["disk"](settings)
    faults = [*broken(one), *([] if disk.state == "ok" else [f"disk: {disk.detail}; {disk.mend}"])]
    if as_json:
        emit(as_object(one, faults, disk, settings))
    else:
        for line in in_words(one, faults, disk, settings):
            plain(line)
    if faults:
        raise typer.Exit(1)
