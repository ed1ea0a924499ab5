"""The report as an Excel workbook: a sheet for each part, tables that can be sorted, and Excel's own charts.

Text from outside goes through `cells.cell`, and every cell's kind is said, so that none is taken for a formula.
"""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from udklip.core.cells import cell
from udklip.core.links import web_link
from udklip.core.times import COPENHAGEN
from udklip.schedules.charts.style import BLUE, GREEN, ORANGE, PINK, SKY
from udklip.schedules.overview.values import Origin
from udklip.schedules.reporting import words
from udklip.schedules.reporting.rendering import sheets
from udklip.schedules.reporting.rendering.sheets import Column, Value
from udklip.schedules.reporting.values import PressReport

_COLOURS = {Origin.EARNED: BLUE, Origin.WIRE: SKY, Origin.OWN: ORANGE, Origin.SPONSORED: PINK}
_LONGEST = 2_000
_TABLE_STYLE = "Table Style Light 1"
_CHART = {"width": 760, "height": 300}


def to_excel(report: PressReport) -> bytes:
    """The workbook. The same report gives the same bytes."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as workbook:
        made = (report.basis.upto or report.period.end).astimezone(COPENHAGEN).replace(tzinfo=None)
        workbook.set_properties({"title": words.title(report.period), "author": "Udklip", "created": made})
        book = _Book(workbook)
        _front(book, report)
        _coverage(book, report)
        _voices(book, report)
        book.table("Personer", sheets.PEOPLE, sheets.people(report))
        book.table("Pressemeddelelser", sheets.RELEASES, sheets.releases(report))
        book.table("Kilder", sheets.SOURCES, sheets.sources(report))
    return file.getvalue()


class _Book:
    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self.share = self.workbook.add_format({"num_format": "0 %"})
        self.number = self.workbook.add_format({"num_format": "#,##0"})
        self.day = self.workbook.add_format({"num_format": "dd-mm-yyyy", "align": "left"})
        self.big = self.workbook.add_format({"bold": True, "font_size": 16})
        self.wrapped = self.workbook.add_format({"text_wrap": True, "valign": "top"})
        self.made = 0

    def table(self, name: str, columns: Sequence[Column], rows: Sequence[Sequence[Value]]) -> Worksheet:
        """A sheet with one table: headings that stay in sight and can be sorted by."""
        sheet = self.workbook.add_worksheet(name)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
        self.put(sheet, 0, columns, rows)
        sheet.freeze_panes(1, 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        return sheet

    def put(
        self, sheet: Worksheet, top: int, columns: Sequence[Column], rows: Sequence[Sequence[Value]]
    ) -> None:
        """One table with its headings in row `top`."""
        headings = [{"header": column.heading} for column in columns]
        # A table needs a row below its headings, be it an empty one.
        last = top + max(len(rows), 1)
        self.made += 1
        sheet.add_table(
            top,
            0,
            last,
            len(columns) - 1,
            {"columns": headings, "style": _TABLE_STYLE, "name": f"Tabel{self.made}"},
        )
        for number, row in enumerate(rows, top + 1):
            for place, value in enumerate(row):
                self.write(sheet, number, place, value)

    def write(self, sheet: Worksheet, row: int, place: int, value: Value) -> None:
        """One cell, its kind said."""
        match value:
            case str() if web_link(value) and len(value) <= _LONGEST:
                sheet.write_url(row, place, value, string=cell(value))
            case str():
                sheet.write_string(row, place, cell(value))
            case date():
                sheet.write_datetime(row, place, value, self.day)
            case int():
                sheet.write_number(row, place, value, self.number)
            case float():
                sheet.write_number(row, place, value, self.share)


def _front(book: _Book, report: PressReport) -> None:
    sheet = book.workbook.add_worksheet("Rapport")
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, 4, 14)
    sheet.write_string(0, 0, words.title(report.period), book.big)
    sheet.write_string(1, 0, cell(report.profile))
    sheet.write_string(2, 0, words.span(report.period.first, report.period.last))
    sheet.merge_range(4, 0, 4, 4, "")
    sheet.set_row(4, 32)
    sheet.write_string(4, 0, words.summary(report), book.wrapped)
    rows = sheets.key_figures(report)
    book.put(sheet, 6, sheets.KEY_FIGURES, rows)
    place = 6 + len(rows) + 2
    for text in sheets.notes(report):
        sheet.merge_range(place, 0, place, 4, "")
        sheet.set_row(place, 32)
        sheet.write_string(place, 0, text, book.wrapped)
        place += 1
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _coverage(book: _Book, report: PressReport) -> None:
    by = "dag" if report.period.by_day else "uge"
    columns, rows = sheets.slices(report), sheets.slice_rows(report)
    name = f"Omtale pr. {by}"
    sheet = book.table(name, columns, rows)
    stacked = book.workbook.add_chart({"type": "column", "subtype": "stacked"})
    for place, origin in enumerate(words.ORIGINS, 4):
        look = {"fill": {"color": _COLOURS[origin]}, "gap": 45}
        stacked.add_series(_series(name, place, len(rows)) | look)
    _finish(stacked, f"Artikler pr. {by}")
    sheet.insert_chart(len(rows) + 2, 0, stacked, {"description": "Artikler efter oprindelse"})
    lines = book.workbook.add_chart({"type": "line"})
    for place, colour in ((2, BLUE), (3, GREEN)):
        look = {"line": {"color": colour, "width": 2.25}, "marker": {"type": "circle", "size": 5}}
        lines.add_series(_series(name, place, len(rows)) | look)
    _finish(lines, f"Medier og historier pr. {by}")
    sheet.insert_chart(len(rows) + 18, 0, lines, {"description": "Medier og historier"})


def _voices(book: _Book, report: PressReport) -> None:
    rows, name = sheets.voices(report), "Partnere"
    sheet = book.table(name, sheets.VOICES, rows)
    if not rows:
        return
    chart = book.workbook.add_chart({"type": "bar"})
    look = {"fill": {"color": BLUE}, "gap": 40, "data_labels": {"value": True, "num_format": "0 %"}}
    chart.add_series(_series(name, 2, len(rows)) | look)
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_title({"name": "Partnernes andel af omtalen", "name_font": {"size": 12}})
    chart.set_legend({"none": True})
    chart.set_size({"width": 760, "height": 90 + 24 * len(rows)})
    sheet.insert_chart(len(rows) + 2, 0, chart, {"description": "Partnernes andel af omtalen"})


def _series(sheet: str, place: int, rows: int) -> dict[str, Any]:
    return {
        "name": [sheet, 0, place],
        "categories": [sheet, 1, 0, rows, 0],
        "values": [sheet, 1, place, rows, place],
    }


def _finish(chart: Any, title: str) -> None:
    chart.set_title({"name": title, "name_font": {"size": 12}})
    chart.set_legend({"position": "top"})
    chart.set_y_axis(
        {"major_gridlines": {"visible": True, "line": {"color": "#DCDAD3"}}, "num_format": "#,##0"}
    )
    chart.set_size(_CHART)
