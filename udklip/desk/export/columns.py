"""The columns of the tables that people get: what stands above each, and what stands in it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from udklip.core import danish
from udklip.core.cells import cell
from udklip.core.item import PressItem
from udklip.core.reading import Access, Kind
from udklip.desk.searching import Found

#: A time is aware, a whole number a count, and any other number a share (0 to 1).
Cell = str | int | float | datetime | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, its value and how many characters wide it is shown."""

    heading: str
    value: Callable[[Found], Cell]
    width: int


def row(found: Found) -> list[Cell]:
    """The cells of one hit, in the order of `COLUMNS`, text made safe for a spreadsheet."""
    values = (column.value(found) for column in COLUMNS)
    return [cell(value) if isinstance(value, str) else value for value in values]


def _of_item(value: Callable[[PressItem], Cell]) -> Callable[[Found], Cell]:
    """A cell that stays empty where the ledger has the item no longer."""
    return lambda found: value(found.item) if found.item else None


LINK = "Link"
COLUMNS = (
    Column("Dato", lambda found: found.hit.published, 17),
    Column("Medie", lambda found: danish.outlet(found.hit.source), 22),
    Column("Titel", lambda found: found.hit.title, 60),
    Column("Uddrag", lambda found: found.snippet, 60),
    Column(LINK, lambda found: found.hit.url, 40),
    Column("Art", lambda found: danish.kind(Kind(found.hit.kind)), 16),
    Column("Adgang", lambda found: danish.access(Access(found.hit.access)), 16),
    Column("Medietype", _of_item(lambda item: danish.SOURCE_TYPES[item.source_type]), 18),
    Column("Omtaler", _of_item(lambda item: "; ".join(item.matched)), 40),
    Column("Hvorfor", _of_item(lambda item: danish.WHY.get(item.relevance)), 22),
    Column("Historie", lambda found: found.hit.story, 12),
    Column("Tekster i historien", lambda found: found.hit.copies, 18),
    Column("Medier i historien", lambda found: found.hit.outlets, 18),
    Column("Fra pressemeddelelse", _of_item(lambda item: item.release_share), 20),
    Column("Først set", _of_item(lambda item: item.first_seen), 17),
    Column("Nummer", lambda found: found.hit.id, 12),
)
