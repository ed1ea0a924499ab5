"""Lines of printed pages parted into blocks: paragraphs, or pieces of them, and headings."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from udklip.crawler.readers.paper.line import Line
from udklip.crawler.readers.paper.reading_order import in_reading_order
from udklip.crawler.readers.paper.running_lines import without_running

# Word's bullets come from symbol fonts, whose signs lie in Unicode's private area.
_BULLET = re.compile(r"[-–•·▪●○■□➢*\uf000-\uf0ff]\s*\S|\d{1,2}[.)]\s+\S|[•·▪●○■□➢\uf000-\uf0ff]$")
_EVEN, _UNEVEN = 0.12, 0.3
"""Share that two sizes of one type may differ by."""
_SHORT = 0.94
"""Share of the column's width under which a line that ends a sentence may end its paragraph."""
_HEADING = 0.6
"""The same where it ends no sentence: then it is a heading, or one line of a list."""
_FULL = 0.85
_STEP, _ROOM, _TITLE_ROOM = 1.2, 1.5, 2.0
"""Steps from line to line that part paragraphs: in usual ones (and what sizes vary by), and in heights of the line."""
_LEADER = re.compile(r"\.{4,}\s*\d{1,4}$")
"""The dots of a table of contents."""
_SENTENCE_END = re.compile(r"[.!?:][”\"»'’)]*$")


@dataclass(frozen=True, slots=True)
class PrintedBlock:
    """Lines that stand together on page `page` (from 1), set in `size`.

    `unended` where the column ends with a full line that ends no sentence: it goes on where the next one begins.
    """

    lines: tuple[str, ...]
    size: float
    page: int
    unended: bool = False


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
    tolerance = _UNEVEN if uneven else _EVEN
    title_size = (1 + tolerance) * median([line.size for page in pages for line in page] or [0.0])
    blocks: list[PrintedBlock] = []
    for number, lines in enumerate(without_running(pages), 1):
        for part in in_reading_order(lines):
            blocks.extend(_blocks(part, number, tolerance, title_size))
    return blocks


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
        yield replace(_block(block, page), unended=_is_unended(block, setting))


def _is_unended(block: Sequence[Line], setting: _Setting) -> bool:
    last = block[-1]
    filled = (last.right - last.left) / max(setting.right - last.left, 0.01)
    return len(block) > 1 and filled > _FULL and not _SENTENCE_END.search(last.text)


def _setting(lines: Sequence[Line], tolerance: float, title_size: float) -> _Setting:
    pitches = sorted(after.top - before.top for before, after in pairwise(lines) if after.top > before.top)
    return _Setting(
        # Where paragraphs are short, every other step is one between paragraphs: the usual is among the small ones.
        pitch=pitches[len(pitches) // 4] if pitches else 0.0,
        right=max(line.right for line in lines),
        tolerance=tolerance,
        title_size=title_size,
    )


def _parts(before: Line, line: Line, setting: _Setting) -> bool:
    larger = max(before.size, line.size, 0.1)
    if abs(before.size - line.size) > setting.tolerance * larger or _BULLET.match(line.text):
        return True
    own = max(before.bottom - before.top, line.bottom - line.top)
    room = _TITLE_ROOM if min(before.size, line.size) > setting.title_size else _ROOM
    step = max((_STEP + setting.tolerance) * setting.pitch, room * own)
    if line.top - before.top > step or line.top < before.top - own:
        return True
    return _ends_short(before, line, setting)


def _ends_short(before: Line, line: Line, setting: _Setting) -> bool:
    """A line that leaves room ends a paragraph; where it is a title it may only have been broken by sense."""
    filled = (before.right - before.left) / max(setting.right - before.left, 0.01)
    if _LEADER.search(before.text):
        return True
    if _SENTENCE_END.search(before.text):
        return filled < _SHORT and _would_fit(before, line, setting)
    return filled < _HEADING and before.size <= setting.title_size and not line.text[:1].islower()


def _would_fit(before: Line, line: Line, setting: _Setting) -> bool:
    """Whether the next line's first word had room: then the break is meant."""
    letter = (before.right - before.left) / max(len(before.text), 1)
    word = len(line.text.split(" ", 1)[0]) + 1
    return before.right + letter * word <= setting.right


def _block(lines: Sequence[Line], page: int) -> PrintedBlock:
    return PrintedBlock(tuple(line.text for line in lines), median(line.size for line in lines), page)
