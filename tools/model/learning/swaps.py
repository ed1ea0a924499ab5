"""Swaps the names of a training sentence for others, so that the network learns what stands around names."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from tools.model.corpora import Sentence
from tools.model.learning.made_up import NameMaker, Words

SWAPPED = {"ORG": 0.7, "PER": 0.5, "LOC": 0.5}
FROM_TEXTS = 0.35  # the share of new names that stand in the training texts elsewhere
ALL_CAPITALS = 0.015
SMALL_WORDS = frozenset(("&", "af", "and", "for", "i", "of", "og", "the", "von", "van", "de"))
Piece = tuple[Words, str | None]  # words, and their label where they are a name


class NameSwapper:
    """Gives a sentence with other names in it. The same `chance` gives the same."""

    def __init__(self, sentences: Iterable[Sentence], maker: NameMaker, chance: random.Random) -> None:
        self._maker, self._chance = maker, chance
        self._seen: defaultdict[str, list[Words]] = defaultdict(list)
        for sentence in sentences:
            for words, label in pieces(sentence):
                if label and _is_whole(words):
                    self._seen[label].append(words)
        self._known = {name[-1] for names in self._seen.values() for name in names}

    def swap(self, sentence: Sentence) -> Sentence:
        """The sentence with some of its names swapped."""
        words: list[str] = []
        tags: list[str] = []
        for piece, label in pieces(sentence):
            new = self._other(piece, label) if label and self._is_swapped(piece, label) else piece
            words += new
            tags += [f"B-{label}", *[f"I-{label}"] * (len(new) - 1)] if label else ["O"] * len(new)
        if self._chance.random() < ALL_CAPITALS:
            words = [word.upper() for word in words]
        return Sentence(tuple(words), tuple(tags))

    def _is_swapped(self, name: Words, label: str) -> bool:
        return "-" not in name[0] and self._chance.random() < SWAPPED[label]

    def _other(self, name: Words, label: str) -> Words:
        *rest, last = self._new(label, len(name))
        return [*rest, _in_genitive(last) if self._is_genitive(name[-1]) else last]

    def _new(self, label: str, length: int) -> Words:
        if self._chance.random() < FROM_TEXTS:
            return self._chance.choice(self._seen[label])
        if label == "PER":
            return self._maker.person(length)
        return self._maker.place() if label == "LOC" else self._maker.organisation()

    def _is_genitive(self, word: str) -> bool:
        return word.endswith(("'s", "’s")) or (word.endswith("s") and word[:-1] in self._known)


def pieces(sentence: Sentence) -> Iterator[Piece]:
    """The sentence cut into its names and the single words between them."""
    name: Words = []
    label: str | None = None
    for word, tag in zip(sentence.words, sentence.tags, strict=True):
        if not tag.startswith("I-") and name:
            yield name, label
            name = []
        if tag == "O":
            yield [word], None
        else:
            name, label = [*name, word], tag[2:]
    if name:
        yield name, label


def _is_whole(words: Sequence[str]) -> bool:
    """Whether it is a name of its own: no part of a compound, no word with a small letter but "of" and the like."""
    return words[0][0].isupper() and all(
        (word[0].isupper() and not word.rpartition("-")[2][:1].islower()) or word in SMALL_WORDS
        for word in words
    )


def _in_genitive(word: str) -> str:
    if word.endswith(("s", "x", "z", ".")):
        return word
    return f"{word}'s" if word.isupper() else f"{word}s"
