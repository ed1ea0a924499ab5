"""`udklip report`: the coverage of a week, a month, a quarter or any days, as page, PDF, Excel and JSON."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from udklip.core.errors import SettingsError
from udklip.core.times import COPENHAGEN, system_clock
from udklip.desk.options import ConfigOption, JsonOption, day, ledger_of, settings_of
from udklip.desk.output import emit, plain
from udklip.desk.written import write_into
from udklip.schedules.reporting import words
from udklip.schedules.reporting.from_ledger import report_of
from udklip.schedules.reporting.period import (
    Period,
    days_between,
    read_month,
    read_quarter,
    read_week,
    week_of,
)
from udklip.schedules.reporting.rendering.as_json import as_object
from udklip.schedules.reporting.rendering.excel import to_excel
from udklip.schedules.reporting.rendering.page import to_html
from udklip.schedules.reporting.rendering.pdf import to_pdf
from udklip.schedules.reporting.values import PressReport

app = typer.Typer(rich_markup_mode=None)


@app.command()
def command(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to write it into.")],
    week: Annotated[
        str | None,
        typer.Option(metavar="2020-W48", help="An ISO week; unless said, the last one that is over."),
    ] = None,
    month: Annotated[str | None, typer.Option(metavar="2020-11", help="A month.")] = None,
    quarter: Annotated[str | None, typer.Option(metavar="2020-Q4", help="A quarter.")] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day.")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day, included.")] = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the report of a period: report.html, report.pdf, report.xlsx and report.json.

    For example: udklip report --month 2020-11 --out november
    """
    settings = settings_of(config)
    period = _period(week, month, quarter, first, last)
    ledger = ledger_of(settings)
    try:
        report = report_of(period, settings, ledger)
    finally:
        ledger.close()
    written = write(report, out)
    if as_json:
        emit(as_object(report))
        return
    plain(f"{words.title(period)}: {words.summary(report)}")
    for file in written:
        plain(f"  {file}")


def write(report: PressReport, folder: Path) -> list[Path]:
    """Write the four files into `folder`; gives their paths.

    Raises:
        UdklipError: the folder cannot be written.
        ExportFailed: a library that sets PDF is missing.
    """
    page = to_html(report)
    files = {
        "report.html": page.encode(),
        "report.pdf": to_pdf(report, page),
        "report.xlsx": to_excel(report),
        "report.json": (json.dumps(as_object(report), ensure_ascii=False, indent=2) + "\n").encode(),
    }
    return write_into(folder, files)


def _period(
    week: str | None, month: str | None, quarter: str | None, first: str | None, last: str | None
) -> Period:
    if sum(map(bool, (week, month, quarter, first or last))) > 1:
        raise SettingsError("name one period: --week, --month, --quarter, or --from and --to")
    if week:
        return _read(read_week, "--week", week, "a week such as 2020-W48")
    if month:
        return _read(read_month, "--month", month, "a month such as 2020-11")
    if quarter:
        return _read(read_quarter, "--quarter", quarter, "a quarter such as 2020-Q4")
    if first or last:
        return _days(first, last)
    today = system_clock().astimezone(COPENHAGEN).date()
    return week_of(today - timedelta(days=7))


def _read(reader: Callable[[str], Period], option: str, text: str, wanted: str) -> Period:
    try:
        return reader(text)
    except ValueError as error:
        raise SettingsError(f"{option}: {text!r} is not {wanted}") from error


def _days(first: str | None, last: str | None) -> Period:
    begin, end = day(first, "--from"), day(last, "--to")
    if begin is None or end is None:
        raise SettingsError("--from and --to go together: name the first day and the last")
    try:
        return days_between(begin, end)
    except ValueError as error:
        raise SettingsError(f"--to: {error}") from error
