"""Stretches of direct speech by their marks alone: quotation marks of every kind, dashes that begin a line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_MARK = re.compile(r"''|[\"“”„»«›‹]")
_FAMILIES = {"»": 1, "«": 1, "›": 2, "‹": 2}
_DASH = re.compile(r"(?:^|\n|[.!?:]\s)[ \t]*(?P<dash>[-–—])[ \t]+(?=[\"“”»']?[A-ZÆØÅÄÖ])")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n|\Z")
_REOPENED = re.compile(r"(?<=\n)[ \t]*(?:''|[\"“”„»«›‹])[ \t]*")
LONGEST = 3_000
PARAGRAPHS_AT_MOST = 4
DEEPEST = 40


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
    printed: str
    start: int
    end: int
    opens: bool
    closes: bool
    reopens: bool

    @property
    def family(self) -> int:
        return _FAMILIES.get(self.printed, 0)


def marked_speech(text: str) -> Iterator[Speech]:
    """What stands between quotation marks, over line breaks and, where the mark is opened anew, over paragraphs.

    Of quotations within a quotation the outermost counts.
    """
    marks = list(_marks(text))
    place = 0
    while place < len(marks):
        closing = _closing(text, marks, place) if marks[place].opens else None
        if closing is None:
            place += 1
            continue
        opened, closed = marks[place], marks[closing]
        yield Speech(opened.end, closed.start, opened.start, closed.end)
        place = closing + 1


def without_marks(said: str) -> str:
    """A quotation's words, spaces folded, without the marks that open it anew at a paragraph."""
    return " ".join(_REOPENED.sub("", said).split())


def _closing(text: str, marks: Sequence[_Mark], place: int) -> int | None:
    """The mark that closes `marks[place]`, those within stepped over; where they are uneven, the first."""
    opened = marks[place]
    first, depth = None, 0
    for number in range(place + 1, min(place + DEEPEST, len(marks))):
        mark = marks[number]
        if mark.start - opened.start > LONGEST:
            break
        if mark.family != opened.family or mark.reopens:
            continue
        if mark.opens and not mark.closes and mark.printed == opened.printed and opened.family:
            depth += 1
        elif mark.closes:
            first = number if first is None else first
            if not depth:
                return number if _is_near(text, opened, mark) else None
            depth -= 1
        elif mark.opens and first is None and not opened.family:
            return None
    return first if first is not None and _is_near(text, opened, marks[first]) else None


def _is_near(text: str, opened: _Mark, closed: _Mark) -> bool:
    return text.count("\n\n", opened.start, closed.start) < PARAGRAPHS_AT_MOST


def dashed_speech(text: str) -> Iterator[Speech]:
    """Paragraphs and lines that begin with a dash."""
    for match in _DASH.finditer(text):
        start = match.end()
        end = _end_of_dashed(text, start)
        yield Speech(start, end, match.start("dash"), end, dashed=True)


def _end_of_dashed(text: str, start: int) -> int:
    paragraph = _PARAGRAPH_END.search(text, start, start + LONGEST)
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
        reopens = opens and text[max(0, match.start() - 2) : match.start()] in ("\n\n", " \n")
        yield _Mark(match[0], match.start(), match.end(), opens, closes or not opens, reopens)
