"""The table as CSV, as Danish Excel opens it by a double click."""

import csv
from collections.abc import Iterable
from datetime import datetime
from io import TextIOWrapper
from typing import BinaryIO

from udklip.core.danish import percent
from udklip.core.times import COPENHAGEN
from udklip.desk.export.columns import COLUMNS, Cell, row
from udklip.desk.export.exporter import About
from udklip.desk.searching import Found


class CsvExporter:
    """Writes UTF-8 with a byte order mark, cells parted by semicolons, rows ended by CR LF.

    Danish Excel parts cells by the list separator of Windows, which is a semicolon since the comma stands in
    numbers, and takes a file without the mark for Windows-1252: æ, ø and å would be garbled.
    """

    every_copy = False

    def write(self, found: Iterable[Found], about: About, file: BinaryIO) -> None:  # noqa: ARG002 - a table has no title
        """See `Exporter.write`."""
        write_table([column.heading for column in COLUMNS], map(row, found), file)


def write_table(headings: Iterable[str], rows: Iterable[Iterable[Cell]], file: BinaryIO) -> None:
    """Write any table so; its text must be fit for a cell already."""
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    table = csv.writer(text, delimiter=";", lineterminator="\r\n")
    table.writerow(headings)
    for cells in rows:
        table.writerow(_written(value) for value in cells)
    text.detach()


def _written(value: Cell) -> str:
    """A value as Danish Excel takes it in: a time, a count and a share become that again."""
    match value:
        case datetime():
            return f"{value.astimezone(COPENHAGEN):%d-%m-%Y %H:%M}"
        case float():
            return percent(value).replace("\xa0", " ")
    return "" if value is None else str(value)
