"""`udklip why`: an address's way in words; of an address never seen why not."""

from typing import Annotated, Any

import typer

from udklip.core.ledger import Ledger, StepRow
from udklip.core.outcomes import Outcome, Step
from udklip.core.settings import Settings
from udklip.core.times import COPENHAGEN, shown, system_clock
from udklip.desk.options import ConfigOption, JsonOption, settings_of
from udklip.desk.output import emit, plain
from udklip.schedules.sources.missed import history_of, never_seen

app = typer.Typer(rich_markup_mode=None)

WORDS = {
    Step.DISCOVERED: "found",
    Step.FETCHED: "fetched",
    Step.READ: "read",
    Step.SIEVED: "sieved",
    Step.ANALYSED: "analysed",
    Step.GROUPED: "grouped",
    Step.INDEXED: "indexed",
    Step.NEVER_SEEN: "never seen",
}


@app.command()
def command(
    url: Annotated[str, typer.Argument(metavar="URL", help="An address, or a file of the inbox.")],
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell what became of an address: every step, its outcome, the reason and the time."""
    settings = settings_of(config)
    for step in _steps(url, settings):
        if as_json:
            emit(_as_object(step))
        else:
            _show(step)


def _steps(url: str, settings: Settings) -> list[StepRow]:
    if not Ledger.exists(settings.store_folder):
        return [never_seen(url, settings, None, system_clock())]
    ledger = Ledger.open(settings.store_folder)
    try:
        with ledger.reading() as book:
            return history_of(book, url) or [never_seen(url, settings, book, system_clock())]
    finally:
        ledger.close()


def _as_object(step: StepRow) -> dict[str, Any]:
    return {
        "step": step.step,
        "outcome": step.outcome,
        "reason": step.reason,
        "at": shown(step.at),
        "version": step.version,
    }


def _show(step: StepRow) -> None:
    when = step.at.astimezone(COPENHAGEN).strftime("%Y-%m-%d %H:%M:%S")
    how = "" if step.outcome in (Outcome.OK, Outcome.NEVER_SEEN) else f" {step.outcome}"
    plain(f"{when}  {WORDS[step.step]}{how}{': ' + step.reason if step.reason else ''}")
