"""`udklip missed`: what the team saw elsewhere, whether it was here, and which step lost it."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from udklip.core.errors import SettingsError
from udklip.core.ledger import Ledger, Report, Verdict
from udklip.core.settings import Settings
from udklip.core.times import shown, system_clock
from udklip.desk.commands.why import WORDS
from udklip.desk.options import ConfigOption, JsonOption, ledger_of, settings_of
from udklip.desk.output import emit, plain, say
from udklip.schedules.sources.missed import history_of, judge, keep
from udklip.schedules.sources.standing import Recall, recall_of

app = typer.Typer(rich_markup_mode=None)


@app.command()
def command(
    urls: Annotated[
        list[str] | None, typer.Argument(metavar="[URL]...", help="What somebody saw elsewhere.")
    ] = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell of coverage that somebody saw elsewhere: was it here, and if not, which step lost it?

    Each address is counted once, by what was so when it was first told of; `udklip sources status` shows the share
    that was here as measured recall. Without an address, everything that was told so far.

    Example: udklip missed https://avisen.example/nyt/en-sag
    """
    settings = settings_of(config)
    _check(urls or [])
    ledger = ledger_of(settings)
    try:
        reports = _told(urls, settings, ledger) if urls else _every(ledger)
        recall = recall_of(_every(ledger))
    finally:
        ledger.close()
    for report in reports:
        if as_json:
            emit(as_object(report))
        else:
            _show(report)
    say(_sum(recall))


def as_object(report: Report) -> dict[str, Any]:
    """A report as `--json` prints it."""
    return {
        "url": report.url,
        "verdict": report.verdict,
        "step": report.step,
        "outcome": report.outcome,
        "reason": report.reason,
        "source": report.source,
        "at": shown(report.at),
    }


def _check(urls: Sequence[str]) -> None:
    wrong = next((url for url in urls if not url.startswith(("http://", "https://"))), None)
    if wrong:
        raise SettingsError(f"{wrong!r} is not an address: it begins with http:// or https://")


def _told(urls: Sequence[str], settings: Settings, ledger: Ledger) -> list[Report]:
    reports = []
    for url in urls:
        with ledger.reading() as book:
            report = judge(url, history_of(book, url), settings, book, system_clock())
        kept = keep(ledger, report)
        if kept != report:
            say(
                f"{report.url} was told of before, at {shown(kept.at)}: it is counted once, as {kept.verdict}"
            )
        reports.append(report)
    return reports


def _every(ledger: Ledger) -> list[Report]:
    with ledger.reading() as book:
        return book.sources.reports()


def _show(report: Report) -> None:
    if report.verdict is Verdict.FOUND:
        said = f"was here ({report.outcome})"
    elif report.verdict is Verdict.WAITING:
        said = f"is on its way: {WORDS[report.step]}"
    else:
        said = f"missed: lost when it should have been {WORDS[report.step]} ({report.outcome})"
    plain(f"{report.url}  {said}{': ' + report.reason if report.reason else ''}")


def _sum(recall: Recall) -> str:
    if recall.share is None:
        return "Nothing is counted yet."
    told = recall.found + recall.missed
    return f"Of {told} that were told of, {recall.found} were here: a measured recall of {recall.share:.0%}."
