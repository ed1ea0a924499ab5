"""Short forms that a text defines itself: "Life Science Innovation (LSI)", "FRI (Foreningen af …)"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from udklip.nlp.finds import ORG, Find
from udklip.nlp.runs import Word, gap

_SHORT = re.compile(r"[A-ZÆØÅ][A-Za-zÆØÅæøå0-9&-]{1,9}")
_SMALL_WORDS = frozenset("og of and for i the af til de på & in".split())
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
    for place in range(1, len(words)):
        short = words[place]
        if text[short.start - 1 : short.start] != "(" or text[short.end : short.end + 1] != ")":
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
    """Where the full name before `words[place]` begins: the first capitalised word whose initials give the form."""
    short = words[place].text
    for first in range(place - 1, max(-1, place - 1 - LONGEST_NAME), -1):
        if first < place - 1 and gap(text, words[first], words[first + 1]) not in (" ", ", ", " & ", "- "):
            return None
        word = words[first]
        if word.text[0].isupper() and stands_for(short, text[word.start : words[place - 1].end]):
            return first
        if not word.is_capitalised and word.text not in _SMALL_WORDS:
            return None
    return None


def stands_for(short: str, full: str) -> bool:
    """Whether `short` is made of initials of `full`'s words, or of letters of its first word in order ("Lif")."""
    letters = [char.lower() for char in short if char.isalnum()]
    initials = [part[0].lower() for part in re.findall(r"[^\W_]+", full)]
    capitals = [part[0].lower() for part in re.findall(r"[^\W_]+", full) if part[0].isupper()]
    if letters in (initials, capitals):
        return True
    lower = full.lower()
    return lower[0] == letters[0] and len(full) >= 2 * len(short) and _in_order(letters, full)


def _in_order(letters: Sequence[str], full: str) -> bool:
    """Whether the letters stand in `full` in order, the later ones at word beginnings or inside a compound."""
    remaining = iter(full.lower())
    in_order = all(letter in remaining for letter in letters)
    words = re.findall(r"[^\W_]+", full)
    return in_order and sum(word[0].lower() in letters for word in words) >= (len(words) + 1) // 2
