"""`udklip rights`: what the sites of a source ask of us and reserve, with the bytes and the time."""

from typing import Annotated, Any

import typer

from udklip.core.errors import SettingsError
from udklip.core.ledger import Ledger, SignalRow
from udklip.core.settings import Settings
from udklip.core.source import Source
from udklip.core.times import shown, system_clock
from udklip.crawler.reservation.wording import says
from udklip.desk.options import ConfigOption, JsonOption, ledger_of, settings_of
from udklip.desk.output import emit, plain

app = typer.Typer(rich_markup_mode=None)


@app.command()
def command(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="The name of a source, as in its block.")],
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what a source's sites say: robots.txt, tdmrep.json, ai.txt and pages, each as it was and is.

    With --json each signal has its text; without, `says` tells what it means.
    """
    settings = settings_of(config)
    block = _block(settings, source)
    ledger = ledger_of(settings)
    try:
        told = _told(ledger, block)
    finally:
        ledger.close()
    if as_json:
        emit(told)
    else:
        _show(told)


def _block(settings: Settings, name: str) -> Source:
    if found := settings.source(name):
        return found
    names = ", ".join(source.name for source in settings.sources) or "none"
    raise SettingsError(f"no source is called {name!r}; there are: {names}")


def _told(ledger: Ledger, source: Source) -> dict[str, Any]:
    with ledger.reading() as book:
        hosts = [host for host in book.signals.hosts() if source.admits(host)]
        rows = [row for host in hosts for row in book.signals.of_host(host)]
        rests = [rest for rest in book.signals.rests(system_clock()) if source.admits(rest.host)]
        reserved = book.reserved_texts.count(source.name)
    newest = {row.url: row for row in rows}
    return {
        "source": source.name,
        "rights": source.rights,
        "reserved_texts": reserved,
        "rests": [{"host": one.host, "until": shown(one.until), "reason": one.reason} for one in rests],
        "signals": [_signal(row, current=newest[row.url] is row) for row in rows],
    }


def _signal(row: SignalRow, *, current: bool) -> dict[str, Any]:
    return {
        "host": row.host,
        "signal": row.kind,
        "url": row.url,
        "current": current,
        "says": says(row),
        "at": shown(row.at),
        "checked": shown(row.checked),
        "status": row.status,
        "bytes": len(row.body),
        "text": row.body.decode("utf-8", "replace"),
    }


def _show(told: dict[str, Any]) -> None:
    plain(
        f"{told['source']}: rights {told['rights']}; {told['reserved_texts']} texts are reserved and not kept"
    )
    for rest in told["rests"]:
        plain(f"{rest['host']} is left alone until {rest['until']}: {rest['reason']}")
    if not told["signals"]:
        plain("nothing was seen of its sites yet: `udklip run --once` looks")
    for signal in told["signals"]:
        past = "" if signal["current"] else "  (earlier)"
        plain(f"{_day(signal['at'])}  {signal['url']}  {signal['says']}{past}")


def _day(at: str) -> str:
    return at[:16].replace("T", " ")
