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


def read_batch(docs: Sequence[Doc], vocab: Vocab) -> Batch:
    """The documents' words, whose TAG is written already."""
    rows = np.concatenate([doc.to_array([ORTH, *FEATURES]) for doc in docs])
    words, first, places = np.unique(rows[:, 0], return_index=True, return_inverse=True)
    lengths = np.array([len(doc) for doc in docs])
    return Batch(rows[first, 1:], vectors_of(words, vocab), places.reshape(-1), lengths)


def vectors_of(words: np.ndarray, vocab: Vocab) -> np.ndarray:
    """The words' vectors, by their hashes."""
    vectors: np.ndarray = vocab.vectors.get_batch(words.tolist())
    return vectors
