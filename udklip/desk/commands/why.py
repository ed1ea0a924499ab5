"""`udklip why`: an address's way in words; of an address never seen why not."""

from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from udklip import __version__
from udklip.core.address import canonical
from udklip.core.ledger import Ledger, StepRow
from udklip.core.outcomes import Outcome, Step
from udklip.core.settings import Settings
from udklip.core.times import COPENHAGEN, shown
from udklip.crawler.inbox import SCHEME
from udklip.crawler.never_seen import why_not
from udklip.desk.options import ConfigOption, JsonOption, settings_of
from udklip.desk.output import emit, plain

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
    steps = _history(url, settings)
    for step in steps or [_never_seen(url, settings)]:
        if as_json:
            emit(_as_object(step))
        else:
            _show(step)


def _history(url: str, settings: Settings) -> list[StepRow]:
    if not Ledger.exists(settings.store_folder):
        return []
    ledger = Ledger.open(settings.store_folder)
    try:
        with ledger.reading() as book:
            for name in _names(url):
                if steps := book.addresses.history(name):
                    return steps
        return []
    finally:
        ledger.close()


def _names(url: str) -> list[str]:
    """What the ledger may call it: as typed, in its canonical form, or as a file of the inbox."""
    if "://" in url:
        return list(dict.fromkeys((canonical(url), url)))
    return [url, SCHEME + url.removeprefix(SCHEME), SCHEME + url.rsplit("/", 1)[-1]]


def _never_seen(url: str, settings: Settings) -> StepRow:
    reason = why_not(url, settings, _last_complete(settings))
    return StepRow(url, Step.NEVER_SEEN, Outcome.NEVER_SEEN, reason, datetime.now(UTC), __version__)


def _last_complete(settings: Settings) -> dict[str, datetime]:
    if not Ledger.exists(settings.store_folder):
        return {}
    ledger = Ledger.open(settings.store_folder)
    try:
        with ledger.reading() as book:
            times = {source.name: book.visits.last_complete(source.name) for source in settings.sources}
    finally:
        ledger.close()
    return {name: time for name, time in times.items() if time}


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
