"""Finds the names of erased persons in texts, by the keyed hashes of their words.

A name is its words in order, whatever their case, with å as aa, ø as oe and æ as ae, accents off, and a genitive's
ending on the last one. So it is found in an address or an e-mail too, where its words are joined by hyphens or dots.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, Self
from unicodedata import combining, normalize

from udklip.core.erasing.keyed_hash import keyed

PERSON = "person"
FEWEST_WORDS = 2
_LETTERS = r"(?:[^\W_]|[\u0300-\u036f])+"
_WORD = re.compile(rf"{_LETTERS}(?:['’´]{_LETTERS})*")
_GAP = re.compile(r"[^\S\n]*\n?[^\S\n]*|[\u00ad\-‐‑_.+]|%20")
_FOLDED = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "´": "'", "’": "'"})
_SHORTEST_SURNAME = 3


class _Word(NamedTuple):
    start: int
    end: int
    folded: str


class Span(NamedTuple):
    """A name in a text, and its last word as it is without a genitive's ending."""

    start: int
    end: int
    surname: str


@dataclass(frozen=True, slots=True)
class ErasedNames:
    """Names that are known by their hashes; `known` are folded words of those that are known in full.

    Where every name is known in full, a text that holds none of their words is passed over at once.
    """

    key: bytes = field(default=b"", repr=False)
    hashes: frozenset[str] = frozenset()
    lengths: frozenset[int] = frozenset()
    known: tuple[tuple[str, ...], ...] = field(default=(), repr=False)

    @classmethod
    def of(cls, key: bytes, names: Iterable[str]) -> Self:
        """The names themselves, as one knows them who erases them."""
        words = tuple(words_of(name) for name in names)
        hashes = frozenset(hash_of(key, name) for name in words)
        return cls(key, hashes, frozenset(map(len, words)), words)

    def __bool__(self) -> bool:
        return bool(self.hashes)

    def spans(self, text: str | None) -> list[Span]:
        """Where the names stand in `text`."""
        if not text or not self.hashes or not self.may_be_in(text):
            return []
        words = [_Word(found.start(), found.end(), fold(found[0])) for found in _WORD.finditer(text)]
        return list(self._found(text, words))

    def found_in(self, *texts: str | None) -> bool:
        """Whether one of `texts` holds a name."""
        return any(self.spans(text) for text in texts)

    def may_be_in(self, text: str) -> bool:
        """Whether `text`, of whatever form, is worth a closer look: only full names can tell that it is not."""
        if not self.known:
            return True
        folded = fold(text)
        return any(all(word in folded for word in name) for name in self.known)

    def _found(self, text: str, words: list[_Word]) -> Iterator[Span]:
        joined = [_GAP.fullmatch(text, one.end, other.start) is not None for one, other in pairwise(words)]
        for length in self.lengths:
            for first in range(len(words) - length + 1):
                if all(joined[first : first + length - 1]):
                    yield from self._named(words[first : first + length])

    def _named(self, words: list[_Word]) -> Iterator[Span]:
        before = [word.folded for word in words[:-1]]
        for last in without_genitive(words[-1].folded):
            if _hashed(self.key, " ".join([*before, last])) in self.hashes:
                yield Span(words[0].start, words[-1].end, last)
                return


NOBODY = ErasedNames()


def words_of(name: str) -> tuple[str, ...]:
    """The folded words of a name."""
    return tuple(fold(word) for word in _WORD.findall(normalize("NFC", name)))


def hash_of(key: bytes, words: Iterable[str]) -> str:
    """The hash that a name of these folded words is known by."""
    return keyed(key, PERSON, " ".join(words))


def fold(text: str) -> str:
    """`text` as names are compared by."""
    if text.isascii():
        return text.casefold()
    plain = normalize("NFC", text).casefold().translate(_FOLDED)
    if plain.isascii():
        return plain
    return "".join(char for char in normalize("NFKD", plain) if not combining(char))


def without_genitive(word: str) -> list[str]:
    """A folded word as it is, and as it would be without a genitive's ending."""
    if word.endswith("'s"):
        return [word, word[:-2]]
    return [word, word[:-1]] if word.endswith("s") else [word]


def surnames_in(text: str, surnames: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where one of the folded `surnames` stands in `text` as a name: with a capital."""
    for found in _WORD.finditer(text):
        if found[0][0].isupper() and not surnames.isdisjoint(without_genitive(fold(found[0]))):
            yield found.span()


def long_enough(surname: str) -> bool:
    """Whether a surname that stands alone is told from an abbreviation."""
    return len(surname) >= _SHORTEST_SURNAME


@lru_cache(maxsize=1 << 16)
def _hashed(key: bytes, name: str) -> str:
    return keyed(key, PERSON, name)
