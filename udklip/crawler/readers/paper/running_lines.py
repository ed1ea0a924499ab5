"""Running headers, footers and page numbers: what stands in the margins of a printed document, not in its text."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from udklip.crawler.readers.paper.line import Line

_PAGE_NUMBER = re.compile(r"\W*(?:side|page|s\.)?\s*\d{1,4}\s*(?:(?:af|of|/)\s*\d{1,4})?\W*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_MARGIN = 0.12
"""Share of a page's height, above and below, where running headers and footers stand."""
_SURELY = 3
"""Pages on which no line of the text itself stands at the top or foot in the same words."""
_SMALLER = 0.95
"""Share of the text's size that running lines are set in, where their words change from page to page."""


@dataclass(frozen=True, slots=True)
class _Running:
    """Texts of running lines, and heights (hundredths of the page) that only such stand at."""

    texts: frozenset[str]
    heights: frozenset[int]


def without_running(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of each page that belong to its text."""
    running = _running(pages)
    return [_without(lines, running) for lines in pages]


def _running(pages: Sequence[Sequence[Line]]) -> _Running:
    """What stands in the margins of several pages, numbers aside, and the heights that small lines stand alone at."""
    anywhere = Counter(
        text for page in pages for text in {_masked(line) for line in page if _in_margin(line)}
    )
    lone = Counter(text for page in pages for text in {_masked(line) for line in _lone_in_margin(page)})
    heights = Counter(
        height for page in pages for height in {_height(line) for line in _lone_in_margin(page)}
    )
    often = max(2, 0.4 * len(pages))
    return _Running(
        texts=_frequent(lone, often) | _frequent(anywhere, max(_SURELY, often)),
        heights=frozenset(height for height, times in heights.items() if times >= often),
    )


def _frequent(texts: Mapping[str, int], often: float) -> frozenset[str]:
    return frozenset(text for text, times in texts.items() if times >= often)


def _without(lines: Sequence[Line], running: _Running) -> list[Line]:
    out = [line for line in lines if _in_margin(line) and _masked(line) in running.texts]
    out += [line for line in _lone_in_margin(lines) if _PAGE_NUMBER.fullmatch(line.text)]
    out += [line for line in _small(lines) if _height(line) in running.heights]
    return [line for line in lines if line not in out]


def _lone_in_margin(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines in the margins that stand apart from the text; others as small as they may stand beside them."""
    usual = median([line.size for line in lines] or [0.0])
    text = [line for line in lines if line.size >= _SMALLER * usual]
    for line in lines:
        if _in_margin(line):
            own = line.bottom - line.top
            beside = (other for other in text if _height(other) != _height(line))
            if not any(other.top < line.bottom + own and other.bottom > line.top - own for other in beside):
                yield line


def _small(lines: Sequence[Line]) -> list[Line]:
    usual = median([line.size for line in lines] or [0.0])
    return [line for line in _lone_in_margin(lines) if line.size < _SMALLER * usual]


def _height(line: Line) -> int:
    return round(line.bottom * 100)


def _in_margin(line: Line) -> bool:
    return line.bottom < _MARGIN or line.top > 1 - _MARGIN


def _masked(line: Line) -> str:
    return _DIGITS.sub("#", line.text).strip().lower()
