"""What the network reads of each word, looked up once for all of the training."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from spacy.vocab import Vocab

from udklip.nlp.marking.words import Batch, vectors_of
from udklip.nlp.name_lists import NameKnowledge

HIDDEN_NORM = 1


class Lexicon:
    """Numbers words in the order they come, and keeps their features and vectors."""

    def __init__(self, vocab: Vocab, knowledge: NameKnowledge) -> None:
        self._vocab, self._knowledge = vocab, knowledge
        self._numbers: dict[str, int] = {}
        self._features = np.zeros((0, 5), dtype="uint64")
        self._vectors = np.zeros((0, vocab.vectors_length), dtype="float32")
        self._waiting: list[str] = []

    def number(self, words: Sequence[str]) -> np.ndarray:
        """The words' numbers; new words get new ones."""
        return np.array([self._number(word) for word in words], dtype="int64")

    def _number(self, word: str) -> int:
        known = self._numbers.get(word)
        if known is None:
            known = self._numbers[word] = len(self._numbers)
            self._waiting.append(word)
        return known

    def batch(self, texts: Sequence[np.ndarray], hidden: np.ndarray | None = None) -> Batch:
        """Texts of numbers as the network reads them; `hidden` draws which words lose their norm."""
        self._look_up_waiting()
        words, places = np.unique(np.concatenate(texts), return_inverse=True)
        features = self._features[words]
        if hidden is not None:
            features[hidden[: len(words)], 0] = HIDDEN_NORM
        lengths = np.array([len(text) for text in texts])
        return Batch(features, self._vectors[words], places.reshape(-1), lengths)

    def _look_up_waiting(self) -> None:
        if not self._waiting:
            return
        rows = np.array([self._row(word) for word in self._waiting], dtype="uint64")
        keys = np.array([self._vocab.strings.add(word) for word in self._waiting], dtype="uint64")
        self._features = np.concatenate((self._features, rows))
        self._vectors = np.concatenate((self._vectors, vectors_of(keys, self._vocab)))
        self._waiting.clear()

    def _row(self, word: str) -> list[int]:
        """The features in the order of `udklip.nlp.marking.words.FEATURES`."""
        lexeme = self._vocab[word]
        tag = self._vocab.strings.add(self._knowledge.tag(word))
        return [lexeme.norm, lexeme.prefix, lexeme.suffix, lexeme.shape, tag]
