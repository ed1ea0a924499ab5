"""Rapport: the coverage of a week, a month, a quarter or any days, on the page and as files."""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, timedelta

from starlette.requests import Request
from starlette.responses import Response

from udklip.core.times import COPENHAGEN
from udklip.desk.page.office import office_of
from udklip.desk.page.rendering import answer
from udklip.desk.page.search.asked import Fault
from udklip.schedules.reporting import words
from udklip.schedules.reporting.from_ledger import report_of
from udklip.schedules.reporting.period import (
    Period,
    days_between,
    month_of,
    read_month,
    read_quarter,
    read_week,
    week_of,
)
from udklip.schedules.reporting.rendering.as_json import as_object
from udklip.schedules.reporting.rendering.page import report_loader, to_html, told
from udklip.schedules.reporting.values import PressReport

WRONG = Fault("wrong_value", "Perioden kan ikke læses. Vælg en uge, en måned eller to dage i rækkefølge.")
LONGEST_DAYS = 400


def report_page(request: Request) -> Response:
    """`/rapport`: unless a period is chosen, the last week that is over."""
    try:
        period = _period(request)
    except ValueError:
        return answer(request, "report.page.html.j2", 400, fault=WRONG, period=None, **_choices(request))
    office = office_of(request)
    report = report_of(period, office.settings, office.ledger)
    asked = request.url.query or f"periode={period.id}"
    return answer(
        request,
        "report.page.html.j2",
        fault=None,
        period=period,
        asked=asked,
        **told(report) | _choices(request),
    )


def report_file(request: Request) -> Response:
    """`/rapport.pdf` and its likes."""
    try:
        period = _period(request)
    except ValueError:
        return Response(json.dumps(WRONG.as_object()), 400, media_type="application/json")
    ending = request.url.path[request.url.path.rindex(".") :]
    kind, made = _FILES[ending]
    office = office_of(request)
    content = made(report_of(period, office.settings, office.ledger))
    headers = {}
    if ending != ".json":
        # Its styles and pictures are inside, and nobody is to run it on our page.
        headers = {"Content-Disposition": f'attachment; filename="rapport-{period.id}{ending}"'}
    return Response(content, media_type=kind, headers=headers)


def report_styles(_: Request) -> Response:
    """The report's own styles, for its part of the page alone."""
    source, *_rest = report_loader().get_source(None, "report.css.j2")  # type: ignore[arg-type]
    screen = source.split("@page")[0].replace(":root { color-scheme: light; }", "")
    return Response(f".report {{ {screen} }}", media_type="text/css")


def _period(request: Request) -> Period:
    """The period of an address.

    Raises:
        ValueError: it is none.
    """
    asked = request.query_params
    if first := asked.get("from"):
        period = days_between(date.fromisoformat(first), date.fromisoformat(asked.get("to", "")))
        if (period.last - period.first).days > LONGEST_DAYS:
            raise ValueError("too long")
        return period
    named = asked.get("periode", "")
    if not named:
        return week_of(_today(request) - timedelta(days=7))
    for reader in (read_week, read_month, read_quarter):
        with suppress(ValueError):
            return reader(named)
    raise ValueError(f"no period is called {named!r}")


def _choices(request: Request) -> dict[str, object]:
    """The last weeks and months, to choose from."""
    today = _today(request)
    weeks = [week_of(today - timedelta(days=7 * back)) for back in range(9)]
    months = [month_of(today)]
    while len(months) < 7:
        months.append(months[-1].before)
    return {"weeks": weeks, "months": months, "words": words}


def _today(request: Request) -> date:
    return office_of(request).clock().astimezone(COPENHAGEN).date()


def _json(report: PressReport) -> bytes:
    return json.dumps(as_object(report), ensure_ascii=False).encode()


def _html(report: PressReport) -> bytes:
    return to_html(report).encode()


def _pdf(report: PressReport) -> bytes:
    # Half a second of libraries that no page needs.
    from udklip.schedules.reporting.rendering.pdf import to_pdf  # noqa: PLC0415

    return to_pdf(report, to_html(report))


def _excel(report: PressReport) -> bytes:
    from udklip.schedules.reporting.rendering.excel import to_excel  # noqa: PLC0415

    return to_excel(report)


_FILES: Mapping[str, tuple[str, Callable[[PressReport], bytes]]] = {
    ".json": ("application/json", _json),
    ".html": ("text/html; charset=utf-8", _html),
    ".pdf": ("application/pdf", _pdf),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _excel),
}
FILES = tuple(_FILES)
