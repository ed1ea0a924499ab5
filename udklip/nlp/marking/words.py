"""What the network reads of a text: each different word once, as hashed features and a vector."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from spacy.attrs import NORM, ORTH, PREFIX, SHAPE, SUFFIX, TAG
from spacy.tokens import Doc
from spacy.vocab import Vocab

FEATURES = (NORM, PREFIX, SUFFIX, SHAPE, TAG)


@dataclass(frozen=True)
class Batch:
    """Texts as the network reads them.

    `features` (words, features) and `vectors` (words, dimensions) of each different word, `places` the word at
    each token of all texts in a row, `lengths` the texts' tokens.
    """

    features: np.ndarray
    vectors: np.ndarray
    places: np.ndarray
    lengths: np.ndarray


def read_words(docs: Sequence[Doc]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Each different word of the documents: its hash, its features, and its place at each token of all in a row."""
    rows = np.concatenate([doc.to_array([ORTH, *FEATURES]) for doc in docs])
    words, first, places = np.unique(rows[:, 0], return_index=True, return_inverse=True)
    return words, rows[first, 1:], places.reshape(-1)


def vectors_of(words: np.ndarray, vocab: Vocab) -> np.ndarray:
    """The words' vectors, by their hashes."""
    vectors: np.ndarray = vocab.vectors.get_batch(words.tolist())
    return vectors
