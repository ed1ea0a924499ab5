"""The table as an Excel workbook.

XlsxWriter (BSD) rather than openpyxl's write-only mode (MIT): it is released several times a year, it holds one row at
a time in `constant_memory`, and a text that begins with "=" stays a text where the cell's kind is said.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from udklip.core.errors import ExportFailed
from udklip.core.links import web_link
from udklip.core.times import COPENHAGEN
from udklip.desk.export.columns import COLUMNS, LINK, Cell, row
from udklip.desk.export.exporter import About
from udklip.desk.searching import Found

#: Rows of a sheet below the headings. XlsxWriter leaves out what is beyond without a word.
MOST_ROWS = 1_048_575
#: Excel takes 65,530 links on a sheet, and each is held in memory: the newest are links, the rest text.
MOST_LINKS = 10_000
MOST_CHARACTERS = 32_767
_LONGEST_LINK = 2_000
_FIRST_YEAR = 1900


class ExcelExporter:
    """Writes one sheet: headings that stay in sight, a filter on each column, times and numbers as such."""

    every_copy = False

    def write(self, found: Iterable[Found], about: About, file: BinaryIO) -> None:
        """See `Exporter.write`."""
        try:
            with Workbook(file, {"constant_memory": True}) as workbook:
                # A workbook says when it was made in a time without an offset, and this one in UTC.
                made = about.made.replace(tzinfo=None)
                workbook.set_properties({"title": about.title[:255], "author": "Udklip", "created": made})
                _Sheet(workbook).fill(found)
        except FileCreateError as error:
            raise ExportFailed(
                f"the workbook could not be written ({error}); see to room on the disk"
            ) from error


class _Sheet:
    def __init__(self, workbook: Workbook) -> None:
        self._sheet: Worksheet = workbook.add_worksheet("Presseomtale")
        self._bold: Format = workbook.add_format({"bold": True})
        self._time: Format = workbook.add_format({"num_format": "dd-mm-yyyy hh:mm", "align": "left"})
        self._share: Format = workbook.add_format({"num_format": "0 %"})

    def fill(self, found: Iterable[Found]) -> None:
        for number, column in enumerate(COLUMNS):
            self._sheet.set_column(number, number, column.width)
            self._sheet.write_string(0, number, column.heading, self._bold)
        self._sheet.freeze_panes(1, 0)
        last = 0
        for last, each in enumerate(found, 1):
            if last > MOST_ROWS:
                raise ExportFailed(
                    f"Excel takes {MOST_ROWS} rows and there are more: write a .csv, or ask for less"
                )
            self._write_row(last, row(each))
        self._sheet.autofilter(0, 0, last, len(COLUMNS) - 1)

    def _write_row(self, place: int, values: list[Cell]) -> None:
        for number, (column, value) in enumerate(zip(COLUMNS, values, strict=True)):
            if column.heading == LINK and place <= MOST_LINKS and _is_link(value):
                self._sheet.write_url(place, number, value, string=value)
            else:
                self._write(place, number, value)

    def _write(self, place: int, number: int, value: Cell) -> None:
        match value:
            case datetime() if value.year > _FIRST_YEAR:
                # Excel knows no offsets: the time in Copenhagen, as a reader there expects it.
                local = value.astimezone(COPENHAGEN).replace(tzinfo=None)
                self._sheet.write_datetime(place, number, local, self._time)
            case datetime():
                self._sheet.write_string(place, number, f"{value.astimezone(COPENHAGEN):%d-%m-%Y %H:%M}")
            case int():
                self._sheet.write_number(place, number, value)
            case float():
                self._sheet.write_number(place, number, value, self._share)
            case str():
                self._sheet.write_string(place, number, value[:MOST_CHARACTERS])


def _is_link(value: Cell) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_LINK and web_link(value) is not None
