"""Remembers the embeddings of the words met last: most words of a text stood in the one before."""

from collections.abc import Sequence

import numpy as np
from spacy.vocab import Vocab

from udklip.nlp.marking.encoder import Encoder
from udklip.nlp.marking.words import vectors_of

LIMIT = 16_384  # words; a thousand bytes each for two networks


class WordMemory:
    """Embeds words, each once as long as it is remembered."""

    def __init__(self, networks: Sequence[Encoder], vocab: Vocab, limit: int = LIMIT) -> None:
        self._networks, self._vocab, self._limit = networks, vocab, limit
        self._numbers: dict[int, int] = {}
        self._tables = [np.empty((limit, network.shape.width), dtype="float32") for network in networks]

    def embed(self, words: np.ndarray, features: np.ndarray) -> list[np.ndarray]:
        """For each network the embeddings (words, width) of different words, by hash and features."""
        if len(words) > self._limit:
            return self._embed_anew(words, features)
        keys = words.tolist()
        if len(self._numbers) + len(keys) > self._limit:
            self._numbers.clear()
        unknown = np.array([key not in self._numbers for key in keys])
        if unknown.any():
            self._learn(words[unknown], features[unknown])
        numbers = [self._numbers[key] for key in keys]
        return [table[numbers] for table in self._tables]

    def _learn(self, words: np.ndarray, features: np.ndarray) -> None:
        start = len(self._numbers)
        for table, embedded in zip(self._tables, self._embed_anew(words, features), strict=True):
            table[start : start + len(words)] = embedded
        self._numbers.update(zip(words.tolist(), range(start, start + len(words)), strict=True))

    def _embed_anew(self, words: np.ndarray, features: np.ndarray) -> list[np.ndarray]:
        vectors = vectors_of(words, self._vocab)
        return [network.embed(features, vectors) for network in self._networks]
