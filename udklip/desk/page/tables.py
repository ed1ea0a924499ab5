"""The lists of the page as tables: `.csv` and `.xlsx`, text made safe for a spreadsheet."""

from collections.abc import Sequence
from io import BytesIO

from starlette.responses import Response

from udklip.core.cells import cell

CSV, EXCEL = ".csv", ".xlsx"
TABLES = {
    CSV: "text/csv; charset=utf-8",
    EXCEL: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

Rows = Sequence[Sequence[str | int | None]]


def table(path: str, headings: Sequence[str], rows: Rows) -> Response:
    """The rows as the kind of file that `path` ends in, called as it is."""
    name = path.rsplit("/", 1)[-1]
    ending = name[name.rindex(".") :]
    safe = [[cell(value) if isinstance(value, str) else value for value in row] for row in rows]
    content = _csv(headings, safe) if ending == CSV else _excel(headings, safe)
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=TABLES[ending], headers=disposition)


def _csv(headings: Sequence[str], rows: Rows) -> bytes:
    from udklip.desk.export.csv_table import write_table  # noqa: PLC0415 - libraries that no page needs

    file = BytesIO()
    write_table(headings, rows, file)
    return file.getvalue()


def _excel(headings: Sequence[str], rows: Rows) -> bytes:
    from xlsxwriter import Workbook  # noqa: PLC0415

    file = BytesIO()
    with Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, headings, book.add_format({"bold": True}))
        for number, row in enumerate(rows, 1):
            sheet.write_row(number, 0, row)
        sheet.freeze_panes(1, 0)
    return file.getvalue()
