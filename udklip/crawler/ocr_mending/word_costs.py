"""How likely words are, by lists: their cost is -ln of their share of running Danish text."""

from functools import lru_cache
from math import log
from pathlib import Path

import marisa_trie

SCALE = 100
"""Costs are kept as whole hundredths."""
WORD_FORMAT, LETTER_FORMAT, PAIR_FORMAT = "<H", "<HH", "<H"
RUNNING_WORDS = 5_600_000
"""Words of the text that neighbours were counted in."""

EDGE = "^"
END = "$"
REACH = 4
"""Letters that the next one is guessed from."""
_UNKNOWN_LETTER = 12.0
_DOUBT = 3.0
"""Pairs of words that are held to have been seen by chance, or overlooked."""


class WordCosts:
    """Single words, by a trie."""

    def __init__(self, file: Path) -> None:
        self._trie = marisa_trie.RecordTrie(WORD_FORMAT)
        self._trie.mmap(str(file))

    def cost(self, word: str) -> float | None:
        """The cost of `word` (lower case); None where no list has it."""
        found = self._trie.get(word)
        return found[0][0] / SCALE if found else None

    def begins(self, letters: str) -> bool:
        """Whether any word begins so."""
        return next(self._trie.iterkeys(letters), None) is not None


class LetterCosts:
    """Words that no list has, letter by letter: an n-gram model that falls back on shorter contexts."""

    def __init__(self, file: Path) -> None:
        self._trie = marisa_trie.RecordTrie(LETTER_FORMAT)
        self._trie.mmap(str(file))
        self.next = lru_cache(maxsize=100_000)(self._next)

    def _next(self, before: str, letter: str) -> float:
        """The cost of `letter` after `before`, at most `REACH` letters, `EDGE` where the word begins."""
        found = self._trie.get(before + letter)
        if found:
            return float(found[0][0]) / SCALE
        if not before:
            return _UNKNOWN_LETTER
        context = self._trie.get(before)
        fallback = context[0][1] / SCALE if context else 0.0
        return fallback + self._next(before[1:], letter)

    def cost(self, word: str) -> float:
        """The cost of a whole word."""
        padded = EDGE * REACH + word + END
        return sum(self.next(padded[at - REACH : at], padded[at]) for at in range(REACH, len(padded)))


class PairCosts:
    """Words that stand beside each other, of those that damage makes of each other (for and før)."""

    def __init__(self, file: Path, words: WordCosts) -> None:
        self._trie = marisa_trie.RecordTrie(PAIR_FORMAT)
        self._trie.mmap(str(file))
        self._words = words

    def gain(self, first: str, second: str) -> float:
        """How much more often `second` follows `first` than by chance, as a logarithm; 0 where nothing is known."""
        costs = self._words.cost(first), self._words.cost(second)
        if costs[0] is None or costs[1] is None:
            return 0.0
        found = self._trie.get(f"{first} {second}")
        by_chance = RUNNING_WORDS * 2.718281828 ** -(costs[0] + costs[1])
        return log(((found[0][0] if found else 0) + _DOUBT) / (by_chance + _DOUBT))
