"""Lines of a printed page, with their places: in the order they are read, parted into blocks."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import mean, median

_PAGE_NUMBER = re.compile(r"\W*(?:side|page|s\.)?\s*\d{1,4}\s*(?:(?:af|of|/)\s*\d{1,4})?\W*", re.IGNORECASE)
# Word's bullets come from symbol fonts, whose signs lie in Unicode's private area.
_BULLET = re.compile(r"[-–•·▪●○■□➢*\uf000-\uf0ff]\s*\S|\d{1,2}[.)]\s+\S|[•·▪●○■□➢\uf000-\uf0ff]$")
_DIGITS = re.compile(r"\d+")
_MARGIN = 0.12
"""Share of a page's height, above and below, where running headers and footers stand."""
_WIDE = 0.62
"""Share of the text's width beyond which a line belongs to no column."""
_GUTTER = 0.012
"""Share of the page's width that parts two columns."""
_EVEN, _UNEVEN = 0.12, 0.3
"""Share that two sizes of one type may differ by."""
_CELL = 18
"""Letters; columns with shorter lines on the average are those of a table."""
_SHORT = 0.82
"""Share of the column's width under which a line that ends a sentence ends its paragraph."""
_HEADING = 0.6
"""The same where it ends no sentence: then it is a heading, or one line of a list."""
_SENTENCE_END = re.compile(r"[.!?:][”\"»'’)]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its text, its edges as shares of the page (0 left and top), its letters' size in points."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class PrintedBlock:
    """Lines that stand together on page `page` (from 1), set in `size`."""

    lines: tuple[str, ...]
    size: float
    page: int


@dataclass(frozen=True, slots=True)
class _Setting:
    """How lines are set: from line to line, their right edge, how sizes vary, from what size a title begins."""

    pitch: float
    right: float
    tolerance: float
    title_size: float


def blocks_of_pages(pages: Sequence[Sequence[Line]], *, uneven: bool = False) -> list[PrintedBlock]:
    """The blocks of all pages as they are read; running headers, footers and page numbers out.

    `uneven` where sizes are measured on a picture and only a great difference means another type.
    """
    running = _running(pages)
    tolerance = _UNEVEN if uneven else _EVEN
    title_size = (1 + tolerance) * median([line.size for page in pages for line in page] or [0.0])
    blocks: list[PrintedBlock] = []
    for number, lines in enumerate(pages, 1):
        kept = [line for line in lines if not _is_running(line, running)]
        for part in _reading_order(kept):
            blocks.extend(_blocks(part, number, tolerance, title_size))
    return blocks


def _running(pages: Sequence[Sequence[Line]]) -> set[str]:
    """What stands in the margins of several pages, numbers aside."""
    seen = Counter(text for page in pages for text in {_masked(line) for line in page if _in_margin(line)})
    return {text for text, times in seen.items() if times >= 2 and times >= 0.4 * len(pages)}


def _is_running(line: Line, running: set[str]) -> bool:
    return _in_margin(line) and (_masked(line) in running or bool(_PAGE_NUMBER.fullmatch(line.text)))


def _in_margin(line: Line) -> bool:
    return line.bottom < _MARGIN or line.top > 1 - _MARGIN


def _masked(line: Line) -> str:
    return _DIGITS.sub("#", line.text).strip().lower()


def _reading_order(lines: Sequence[Line]) -> list[list[Line]]:
    """Columns read one after the other; a line that spans them parts what is above from what is below."""
    if not lines:
        return []
    across = max(line.right for line in lines) - min(line.left for line in lines)
    parts: list[list[Line]] = []
    band: list[Line] = []
    for line in sorted(lines, key=lambda one: (one.top, one.left)):
        if line.right - line.left > _WIDE * across:
            parts.extend(_columns(band))
            parts.append([line])
            band = []
        else:
            band.append(line)
    return _merged([*parts, *_columns(band)])


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
    if len(columns) > 1 and min(mean(len(line.text) for line in column) for column in columns) < _CELL:
        return [_rows(band)]
    return [sorted(column, key=lambda one: (one.top, one.left)) for column in columns]


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


def _merged(parts: Sequence[list[Line]]) -> list[list[Line]]:
    """Parts that follow each other downwards in one stretch are one: a paragraph's last line is short."""
    merged: list[list[Line]] = []
    for part in parts:
        if merged and part[0].top >= merged[-1][-1].top and _overlap(merged[-1][-1], part[0]):
            merged[-1].extend(part)
        else:
            merged.append(list(part))
    return merged


def _overlap(one: Line, other: Line) -> bool:
    return one.left < other.right and other.left < one.right


def _blocks(lines: Sequence[Line], page: int, tolerance: float, title_size: float) -> Iterable[PrintedBlock]:
    """Part lines where the space between them grows, the size changes, or a paragraph plainly ends."""
    setting = _setting(lines, tolerance, title_size)
    block: list[Line] = []
    for line in lines:
        if block and _parts(block[-1], line, setting):
            yield _block(block, page)
            block = []
        block.append(line)
    if block:
        yield _block(block, page)


def _setting(lines: Sequence[Line], tolerance: float, title_size: float) -> _Setting:
    pitches = [after.top - before.top for before, after in pairwise(lines) if after.top > before.top]
    return _Setting(
        pitch=median(pitches) if pitches else 0.0,
        right=max(line.right for line in lines),
        tolerance=tolerance,
        title_size=title_size,
    )


def _parts(before: Line, line: Line, setting: _Setting) -> bool:
    larger = max(before.size, line.size, 0.1)
    if abs(before.size - line.size) > setting.tolerance * larger or _BULLET.match(line.text):
        return True
    own = max(before.bottom - before.top, line.bottom - line.top)
    if line.top - before.top > max(1.4 * setting.pitch, 1.6 * own) or line.top < before.top - own:
        return True
    return _ends_short(before, line, setting)


def _ends_short(before: Line, line: Line, setting: _Setting) -> bool:
    """A line that leaves room ends a paragraph; where it is a title it may only have been broken by sense."""
    filled = (before.right - before.left) / max(setting.right - before.left, 0.01)
    if _SENTENCE_END.search(before.text):
        return filled < _SHORT
    return filled < _HEADING and before.size <= setting.title_size and not line.text[:1].islower()


def _block(lines: Sequence[Line], page: int) -> PrintedBlock:
    return PrintedBlock(tuple(line.text for line in lines), median(line.size for line in lines), page)
