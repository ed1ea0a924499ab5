"""In which order the lines of a page are read: columns one after the other, tables row by row."""

from collections.abc import Sequence
from dataclasses import replace
from statistics import mean

from udklip.crawler.readers.paper.line import Line

_WIDE = 0.62
"""Share of the text's width beyond which a line belongs to no column."""
_GUTTER = 0.012
"""Share of the page's width that parts two columns."""
_CELL = 18
"""Letters; columns with shorter lines on the average are those of a table."""


def in_reading_order(lines: Sequence[Line]) -> list[list[Line]]:
    """Columns read one after the other; a line that spans them parts what is above from what is below."""
    if not lines:
        return []
    across = max(line.right for line in lines) - min(line.left for line in lines)
    bands: list[list[list[Line]]] = []
    band: list[Line] = []
    for line in sorted(lines, key=lambda one: (one.top, one.left)):
        if line.right - line.left > _WIDE * across:
            bands.extend((_columns(band), [[line]]))
            band = []
        else:
            band.append(line)
    return _merged([*bands, _columns(band)])


def _columns(band: Sequence[Line]) -> list[list[Line]]:
    """Lines that no gutter parts, left to right; within each from above."""
    columns: list[list[Line]] = []
    edge = -1.0
    for line in sorted(band, key=lambda one: one.left):
        if columns and line.left < edge + _GUTTER:
            columns[-1].append(line)
        else:
            columns.append([line])
        edge = max(edge, line.right)
    columns = _side_by_side(columns)
    if len(columns) > 1 and min(mean(len(line.text) for line in column) for column in columns) < _CELL:
        return [_rows(band)]
    return [sorted(column, key=lambda one: (one.top, one.left)) for column in columns]


def _side_by_side(columns: Sequence[list[Line]]) -> list[list[Line]]:
    """Columns of which no part stands beside the other are one: a heading set further in is no column."""
    kept: list[list[Line]] = []
    for column in columns:
        if kept and not any(
            one.top < other.bottom and other.top < one.bottom for one in kept[-1] for other in column
        ):
            kept[-1] = [*kept[-1], *column]
        else:
            kept.append(column)
    return kept


def _rows(cells: Sequence[Line]) -> list[Line]:
    """A table is read row by row: what stands at one height is one line."""
    rows: list[Line] = []
    for cell in sorted(cells, key=lambda one: (round(one.bottom, 3), one.left)):
        if rows and abs(rows[-1].bottom - cell.bottom) < (cell.bottom - cell.top) / 2:
            row = rows[-1]
            text = f"{row.text} {cell.text}"
            rows[-1] = replace(row, text=text, right=max(row.right, cell.right), top=min(row.top, cell.top))
        else:
            rows.append(cell)
    return rows


def _merged(bands: Sequence[list[list[Line]]]) -> list[list[Line]]:
    """Bands of one column that follow each other downwards are one: a paragraph's last line is short."""
    merged: list[list[Line]] = []
    alone = False
    for columns in bands:
        if len(columns) == 1 and alone and _overlap(merged[-1][-1], columns[0][0]):
            merged[-1].extend(columns[0])
        else:
            merged.extend(list(column) for column in columns)
        alone = len(columns) == 1 or (alone and not columns)
    return merged


def _overlap(one: Line, other: Line) -> bool:
    return one.left < other.right and other.left < one.right
