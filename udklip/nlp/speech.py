"""Stretches of direct speech by their marks alone: quotation marks of every kind, dashes that begin a line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = re.compile(r"''|[\"“”„»«›‹]")
_FAMILIES = {"»": 1, "«": 1, "›": 2, "‹": 2}
_DASH = re.compile(r"(?:^|\n|[.!?]\s)[ \t]*(?P<dash>[-–—])[ \t]+(?=[\"“”»']?[A-ZÆØÅ])")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n|\Z")
LONGEST = 3_000
PARAGRAPHS_AT_MOST = 4


@dataclass(frozen=True, slots=True)
class Speech:
    """A stretch between marks: `outer_start` and `outer_end` include them; `dashed` ends where its paragraph does."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    family: int
    opens: bool
    closes: bool


def marked_speech(text: str) -> Iterator[Speech]:
    """What stands between quotation marks, over line breaks and, where the mark is opened anew, over paragraphs."""
    opened: _Mark | None = None
    for mark in _marks(text):
        if opened is not None and mark.start - opened.start > LONGEST:
            opened = None
        if opened is None:
            opened = mark if mark.opens else None
        elif mark.family == opened.family and mark.closes and not _is_reopening(text, mark):
            if _paragraphs(text, opened, mark) <= PARAGRAPHS_AT_MOST:
                yield Speech(opened.end, mark.start, opened.start, mark.end)
            opened = None
        elif mark.opens and mark.family == opened.family and not _is_reopening(text, mark):
            opened = mark


def dashed_speech(text: str) -> Iterator[Speech]:
    """Paragraphs and lines that begin with a dash."""
    for match in _DASH.finditer(text):
        start = match.end()
        end = _end_of_dashed(text, start)
        yield Speech(start, end, match.start("dash"), end, dashed=True)


def _end_of_dashed(text: str, start: int) -> int:
    paragraph = _PARAGRAPH_END.search(text, start)
    following = _DASH.search(text, start, start + LONGEST)
    ends = [min(paragraph.start() if paragraph else len(text), start + LONGEST)]
    if following:
        ends.append(following.start())
    return min(ends)


def _marks(text: str) -> Iterator[_Mark]:
    for match in _MARK.finditer(text):
        before = text[match.start() - 1 : match.start()]
        after = text[match.end() : match.end() + 1]
        opens = (
            (not before or before.isspace() or before in "([-–—/:") and bool(after) and not after.isspace()
        )
        closes = bool(before) and not before.isspace()
        if match[0] == "“" and not opens and not closes:
            opens = True
        yield _Mark(match.start(), match.end(), _FAMILIES.get(match[0], 0), opens, closes or not opens)


def _is_reopening(text: str, mark: _Mark) -> bool:
    """Whether a quotation that goes on is marked anew at a paragraph's beginning."""
    return mark.opens and text[max(0, mark.start - 2) : mark.start] in ("\n\n", " \n", "\n")


def _paragraphs(text: str, opened: _Mark, closing: _Mark) -> int:
    return 1 + text.count("\n\n", opened.start, closing.start)
