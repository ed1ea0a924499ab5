"""Lines of a plain text, a PDF page or a scan back to paragraphs."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from udklip.crawler.furniture import is_furniture
from udklip.crawler.ocr_mending.danish import is_in_dictionary, is_word

_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f]+")
_INVISIBLE = re.compile(r"[\u00ad\u200b\u2060\ufeff]")
_BULLET = re.compile(r"(?:[-–—•·▪●○■□➢*]|[e¢«°]|\d{1,2}[.)]|[a-z]\))\s+\S")
_HYPHEN = re.compile(r"(\w*[a-zæøåA-ZÆØÅ])-$")
_WORD = re.compile(r"\w+(?:-\w+)*")
_JOINED_BY_HYPHEN = re.compile(r"^(?:og|eller|samt|som|til|and|or)\b")
_SENTENCE_END = re.compile(r"[.!?:…][”\"»'’)\]]*$")
_WIDEST_WRAP = 125
"""A longer line was not broken by a page's width: it is a paragraph."""
_UNBROKEN = 10_000_000
"""A width that no line fills: each line is a paragraph."""
_SENTENCE = 45
"""Letters beyond which a line without an end is half a sentence rather than a heading."""
_BEGINS = re.compile(r"(?:af|foto|tekst|d\.|kl\.) ")
_FULL = 0.6
_SHORT_FORM = re.compile(r"[A-ZÆØÅ]{2,5}s?|\w*\d")
_PARAGRAPHS, _ENDING = 3, 0.8
_HEADLINE_LINES = 4


def clean_line(line: str) -> str:
    """`line` with each run of spaces one space and invisible marks out."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", line)).strip()


def blocks_of(lines: Iterable[str]) -> list[list[str]]:
    """Lines parted into blocks where a line is blank."""
    blocks: list[list[str]] = [[]]
    for line in map(clean_line, lines):
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return blocks if blocks[-1] else blocks[:-1]


def paragraphs_of(blocks: Sequence[Sequence[str]]) -> list[str]:
    """Each block's hard line breaks joined, and paragraphs joined that a page break cut in two."""
    width = _wrap_width([line for block in blocks for line in block])
    parted = (
        _parted(block, _block_width(block, width, first=place == 0)) for place, block in enumerate(blocks)
    )
    return flowed([part for parts in parted for part in parts])


def flowed(blocks: Sequence[Sequence[str]]) -> list[str]:
    """Each block, which is one paragraph or a piece of one, as one line; pieces joined."""
    words = {word for block in blocks for line in block for word in _WORD.findall(line.lower())}
    paragraphs: list[list[str]] = []
    for block in blocks:
        if not (paragraphs and _goes_on(paragraphs[-1], block[0])):
            paragraphs.append([])
        for line in block:
            _glue(paragraphs[-1], line, words)
    return ["".join(pieces) for pieces in paragraphs]


def _wrap_width(lines: Sequence[str]) -> int:
    """The width that lines were broken at: what the longest tenth reaches. 0 where they were not broken."""
    lengths = sorted(map(len, lines))
    width = lengths[(len(lengths) - 1) * 9 // 10] if lengths else 0
    return width if width <= _WIDEST_WRAP and not _are_paragraphs(lines, width) else 0


def _are_paragraphs(lines: Sequence[str], width: int) -> bool:
    """Whether the long lines end sentences, as whole paragraphs do; broken by a width, one in eight does."""
    long = [line for line in lines if len(line) >= _FULL * width and len(line) >= _SENTENCE]
    ends = sum(bool(_SENTENCE_END.search(line)) for line in long)
    return len(long) >= _PARAGRAPHS and ends >= _ENDING * len(long)


def _block_width(block: Sequence[str], width: int, *, first: bool) -> int:
    """A headline is set larger and breaks earlier; any other block of short lines is a list of them."""
    if not width:
        return _UNBROKEN
    own = max(map(len, block))
    is_headline = first and len(block) <= _HEADLINE_LINES
    return own if is_headline or own >= _FULL * width else max(width, _WIDEST_WRAP)


def _parted(block: Sequence[str], width: int) -> list[list[str]]:
    """A block parted where a line break is meant, and not only the page's width."""
    parts = [[block[0]]]
    for before, line in pairwise(block):
        if _breaks_between(before, line, width):
            parts.append([line])
        else:
            parts[-1].append(line)
    return parts


def _breaks_between(before: str, line: str, width: int) -> bool:
    """A break is meant where the next word would still have fitted, or something new begins."""
    if len(before) > _WIDEST_WRAP or _BULLET.match(line) or is_furniture(line) or is_furniture(before):
        return True
    return len(before) + 1 + len(line.split(" ", 1)[0]) <= width


def _goes_on(pieces: Sequence[str], line: str) -> bool:
    """A sentence that stops without an end and goes on in lower case."""
    long = len(pieces[-1]) > _SENTENCE or (len(pieces) > 1 and len(pieces[0]) > _SENTENCE)
    return (
        long
        and not _BEGINS.match(line)
        and not _SENTENCE_END.search(pieces[-1])
        and line[:1].islower()
        and not _BULLET.match(line)
    )


def _glue(pieces: list[str], line: str, words: set[str]) -> None:
    """Add `line` to a paragraph's pieces; a word that was broken by a hyphen is made whole."""
    hyphen = _HYPHEN.search(pieces[-1]) if pieces else None
    if hyphen and line[:1].islower() and not _JOINED_BY_HYPHEN.match(line):
        if not _keeps_hyphen(hyphen[1], line, words):
            pieces[-1] = pieces[-1][:-1]
    elif pieces and not (hyphen and (line[:1].isupper() or line[:1].isdigit())):
        pieces.append(" ")
    pieces.append(line)


def _keeps_hyphen(before: str, line: str, words: set[str]) -> bool:
    """Whether the text elsewhere writes the word with a hyphen and never without, or Danish always does."""
    found = re.match(r"\w*", line)
    after = found[0] if found else ""
    if f"{before}{after}".lower() in words:
        return False
    return f"{before}-{after}".lower() in words or _takes_hyphen(before, after)


def _takes_hyphen(before: str, after: str) -> bool:
    """Whether a compound is written with a hyphen: after a short form, a lone letter or a foreign word."""
    if len(before) == 1 or _SHORT_FORM.fullmatch(before):
        return True
    return not is_word(before + after) and is_word(before) and not is_in_dictionary(before)
