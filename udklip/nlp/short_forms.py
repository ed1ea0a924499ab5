"""Short forms that a text defines itself: "Life Science Innovation (LSI)", "FRI (Foreningen af …)"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from udklip.nlp.finds import ORG, Find
from udklip.nlp.runs import Word, gap

_SHORT = re.compile(r"[A-ZÆØÅ][A-Za-zÆØÅæøå0-9&-]{1,9}")
_SMALL_WORDS = frozenset("og of and for i the af til de på & in".split())
_BRACKET = re.compile(r"\((?=[A-ZÆØÅ])")
_LETTERS = re.compile(r"[^\W_]+")
LONGEST_NAME = 8
COUNTRY_CODES = frozenset("DK SE NO DE US USA UK EU UN EUR DKK USD".split())


@dataclass(frozen=True, slots=True)
class Definition:
    """A full name and the short form that stands for it in the rest of the text."""

    full: Word
    short: Word

    def finds(self, found_by: str) -> list[Find]:
        """Both as organisations."""
        return [Find(word.start, word.end, ORG, found_by) for word in (self.full, self.short)]


def defined_in(text: str, words: Sequence[Word]) -> Iterator[Definition]:
    """Each "Full Name (ABBR)" of the text whose letters agree."""
    starts = {match.end() for match in _BRACKET.finditer(text)}
    for place in range(1, len(words)) if starts else ():
        short = words[place]
        if short.start not in starts or text[short.end : short.end + 1] != ")":
            continue
        if (
            not _SHORT.fullmatch(short.text)
            or short.text in COUNTRY_CODES
            or gap(text, words[place - 1], short) != " ("
        ):
            continue
        first = _start_of_full_name(text, words, place)
        if first is not None:
            start, end = words[first].start, words[place - 1].end
            yield Definition(Word(text[start:end], start, end), short)


def _start_of_full_name(text: str, words: Sequence[Word], place: int) -> int | None:
    """Where the full name before `words[place]` begins: where its initials give the form, else where its letters do."""
    short, end = words[place].text, words[place - 1].end
    starts = list(_possible_starts(text, words, place))
    for agrees in (has_initials, stands_for):
        for first in starts:
            if agrees(short, text[words[first].start : end]):
                return first
    return None


def _possible_starts(text: str, words: Sequence[Word], place: int) -> Iterator[int]:
    """The capitalised words before `words[place]` with nothing between but names and small words, the nearest first."""
    for first in range(place - 1, max(-1, place - 1 - LONGEST_NAME), -1):
        word = words[first]
        if first < place - 1 and gap(text, word, words[first + 1]) not in (" ", ", ", " & ", "- "):
            return
        if word.is_capitalised:
            yield first
        elif word.text not in _SMALL_WORDS:
            return


def has_initials(short: str, full: str) -> bool:
    """Whether `short` is made of the initials of `full`'s words, or of its capitalised words."""
    letters = [char.lower() for char in short if char.isalnum()]
    words = _LETTERS.findall(full)
    return letters in (
        [word[0].lower() for word in words],
        [word[0].lower() for word in words if word[0].isupper()],
    )


def stands_for(short: str, full: str) -> bool:
    """Whether `short`'s letters stand in `full` in order, at the beginning of half its words: "Lif", "CSØ"."""
    letters = [char.lower() for char in short if char.isalnum()]
    if full[0].lower() != letters[0] or len(full) < 2 * len(short):
        return False
    remaining = iter(full.lower())
    words = _LETTERS.findall(full)
    at_beginnings = sum(word[0].lower() in letters for word in words)
    return all(letter in remaining for letter in letters) and 2 * at_beginnings >= len(words)
