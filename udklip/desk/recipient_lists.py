"""Lists of people as others keep them: a table as CSV, as a spreadsheet writes it in Denmark or elsewhere."""

import csv
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from udklip.core.errors import SettingsError
from udklip.core.mail_address import mail_address

COLUMNS = {
    "address": ("address", "adresse", "email", "e-mail", "mail", "mailadresse", "e-mailadresse"),
    "name": ("name", "navn"),
    "group": ("group", "gruppe"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list."""

    address: str
    group: str
    name: str | None = None


def read_list(file: Path, group: str | None) -> tuple[list[Entry], list[str]]:
    """The lines of `file`, and what is wrong with those that cannot be used; `group` is for lines that name none.

    Raises:
        SettingsError: it is no such table.
    """
    text = _text(file)
    rows = list(csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text)))
    if not rows:
        raise SettingsError(f"{file}: is empty")
    places = _places(rows[0], file)
    entries, faults = [], []
    for number, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        cells = {name: row[place].strip() if place < len(row) else "" for name, place in places.items()}
        try:
            entries.append(_entry(cells, group))
        except SettingsError as error:
            faults.append(f"line {number}: {error}")
    return entries, faults


def _entry(cells: dict[str, str], group: str | None) -> Entry:
    named = cells.get("group") or group
    if not named:
        raise SettingsError("no group; name it with --group or in a column group")
    return Entry(mail_address(cells["address"]), named, cells.get("name") or None)


def _places(head: list[str], file: Path) -> dict[str, int]:
    titles = [title.strip().casefold() for title in head]
    places = {
        column: titles.index(name) for column, names in COLUMNS.items() for name in names if name in titles
    }
    if "address" not in places:
        allowed = ", ".join(COLUMNS["address"])
        raise SettingsError(f"{file}: line 1 names no column of addresses; allowed: {allowed}")
    return places


def _delimiter(text: str) -> str:
    """The mark that the head of the table has most of."""
    head = text.partition("\n")[0]
    return max(",;\t", key=head.count)


def _text(file: Path) -> str:
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise SettingsError(f"{file}: cannot be read ({error.strerror})") from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")
