"""The text layer of a PDF's page: letters with their places, put together as lines."""

import ctypes
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import pi
from statistics import mean, median

import pypdfium2
import pypdfium2.raw as pdfium

from udklip.crawler.readers.paper.line import Line
from udklip.crawler.readers.plain_lines import clean_line

Box = tuple[float, float, float, float]
"""Left, right, bottom and top, in points, as the text runs."""

_GUTTER = 1.5
"""Gap between columns, in sizes of the type; between words it is a quarter, justified at most one."""
_COLUMN = 18
"""Letters in the lines of a column of text, at the least, on the average."""
_SPACE = 0.14
"""Gap between letters that is a space although none was written, in sizes of the type."""
_BREAKS = frozenset("\r\n")
_HYPHENS = frozenset("\x02\ufffe\u00ad")
"""What PDFium writes where a word is broken at the end of a line."""
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st", "ĳ": "ij"}
)
_SYMBOL = re.compile(r"[\uf000-\uf0ff]")
"""Bullets of Word's symbol fonts, which Unicode knows no letter for."""


def text_lines(page: pypdfium2.PdfPage) -> list[Line]:
    """The lines of `page`, upright however its text is turned; those of columns parted."""
    letters = _Letters(page)
    return [line for line in (_line(letters, span) for span in _columns_apart(letters)) if line]


@dataclass(frozen=True)
class _Letters:
    """The letters of a page."""

    page: pypdfium2.PdfPage

    @cached_property
    def layer(self) -> pypdfium2.PdfTextPage:
        return self.page.get_textpage()

    @cached_property
    def signs(self) -> list[str]:
        return [chr(pdfium.FPDFText_GetUnicode(self.layer, at)) for at in range(self.layer.count_chars())]

    @cached_property
    def quarters(self) -> int:
        """Quarter turns, against the clock, that bring most letters upright."""
        angles = (pdfium.FPDFText_GetCharAngle(self.layer, at) for at in range(0, len(self.signs), 7))
        turns = Counter(round(angle / (pi / 2)) % 4 for angle in angles if angle >= 0)
        return turns.most_common(1)[0][0] if turns else 0

    @cached_property
    def edges(self) -> Box:
        left, bottom, right, top = self.page.get_cropbox()
        return self._turned((left, right, bottom, top))

    def box(self, at: int) -> Box:
        """The box of a letter, as its line has it and not as it is inked."""
        rectangle = pdfium.FS_RECTF()
        pdfium.FPDFText_GetLooseCharBox(self.layer, at, ctypes.byref(rectangle))
        return self._turned((rectangle.left, rectangle.right, rectangle.bottom, rectangle.top))

    def size(self, at: int) -> float:
        return max(float(pdfium.FPDFText_GetFontSize(self.layer, at)), 1.0)

    def _turned(self, box: Box) -> Box:
        left, right, bottom, top = box
        if self.quarters == 1:
            return -top, -bottom, left, right
        if self.quarters == 2:
            return -right, -left, -top, -bottom
        return (bottom, top, -right, -left) if self.quarters == 3 else box


def _columns_apart(letters: _Letters) -> list[range]:
    """Lines parted at wide gaps, unless what is parted is short: then it is a table, and read by rows."""
    whole = list(_spans(letters.signs))
    parted = [list(_parted(letters, span)) for span in whole]
    shortest = [min(map(len, parts)) for parts in parted if len(parts) > 1]
    if not shortest or mean(shortest) < _COLUMN:
        return whole
    return [part for parts in parted for part in parts]


def _spans(signs: list[str]) -> Iterator[range]:
    """Where each line begins and ends; a break sign ends one too, and belongs to it."""
    start = 0
    for at, sign in enumerate(signs):
        if sign in _BREAKS:
            yield range(start, at)
            start = at + 1
        elif sign in _HYPHENS:
            yield range(start, at + 1)
            start = at + 1
    yield range(start, len(signs))


def _parted(letters: _Letters, span: range) -> Iterator[range]:
    """PDFium makes one line of two columns that were written row by row: part it at a wide gap."""
    start = span.start
    for at in span:
        if letters.signs[at] == " " and span.start < at < span.stop - 1:
            gap = letters.box(at + 1)[0] - letters.box(at - 1)[1]
            if gap > _GUTTER * letters.size(at - 1):
                yield range(start, at)
                start = at + 1
    yield range(start, span.stop)


def _line(letters: _Letters, span: range) -> Line | None:
    seen = [at for at in span if not letters.signs[at].isspace() and letters.signs[at] not in _HYPHENS]
    if not seen:
        return None
    boxes = {at: letters.box(at) for at in seen}
    size = letters.size(seen[len(seen) // 2])
    first, last = boxes[seen[0]], boxes[seen[-1]]
    x, right, y, top = letters.edges
    width, height = max(right - x, 1.0), max(top - y, 1.0)
    return Line(
        text=_text(letters, span, _unwritten_spaces(boxes, size)),
        left=(first[0] - x) / width,
        right=(last[1] - x) / width,
        top=(top - max(first[3], last[3])) / height,
        bottom=(top - min(first[2], last[2])) / height,
        size=size,
    )


def _unwritten_spaces(boxes: dict[int, Box], size: float) -> set[int]:
    """The letters before which a gap stands for a space; in spaced type all gaps are wide, and none is one."""
    gaps = {at: boxes[at][0] - boxes[at - 1][1] for at in boxes if at - 1 in boxes}
    usual = median(gaps.values()) if gaps else 0.0
    return {at for at, gap in gaps.items() if gap > _SPACE * size + 3 * max(usual, 0.0)}


def _text(letters: _Letters, span: range, spaces: set[int]) -> str:
    signs = ("-" if letters.signs[at] in _HYPHENS else letters.signs[at] for at in span)
    text = "".join(f" {sign}" if at in spaces else sign for at, sign in zip(span, signs, strict=True))
    return clean_line(_SYMBOL.sub("•", _as_written(text)))


def _as_written(text: str) -> str:
    """`text` with å as one sign where the program wrote a and a ring, ligatures as letters, and no zero signs."""
    return unicodedata.normalize("NFC", text.replace("\x00", "").translate(_LIGATURES))
