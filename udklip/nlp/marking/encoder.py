"""The network: embeds each word's features and vector, lets convolutions look around, scores the tags.

After spaCy's tok2vec (hash embeddings, maxout, residual convolutions; Honnibal 2017), with two changes: a word that
stands in a batch many times is embedded once, and a layer of transitions between tags joins the scores (CRF;
Lample et al. 2016).
"""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, Self

import numpy as np
import srsly  # type: ignore[import-untyped]
from thinc.api import HashEmbed, Linear, Maxout, Model, NumpyOps, chain, expand_window, fix_random_seed

from udklip.nlp.marking.tags import TAGS
from udklip.nlp.marking.words import Batch

Backprop = Callable[[np.ndarray], None]
Layer = Model[Any, Any]
OPS = NumpyOps(use_blis=False)


@dataclass(frozen=True)
class Shape:
    """How large a network is; `rows` are those of the hash tables, one a feature."""

    width: int = 128
    depth: int = 4
    pieces: int = 3
    rows: tuple[int, ...] = (5000, 1000, 2500, 2500, 500)
    vector_width: int = 100


class Encoder:
    """Scores the tags of each token. `transitions` (from, to) belong to the scores."""

    def __init__(self, shape: Shape, seed: int | None = None) -> None:
        """A network that has learnt nothing; with a `seed`, always the same one."""
        if seed is not None:
            fix_random_seed(seed)
        self.shape = shape
        width = shape.width
        parts = len(shape.rows) + 1
        self._tables: list[Layer] = [
            HashEmbed(width, rows, column=column, seed=column + 7) for column, rows in enumerate(shape.rows)
        ]
        self._vector: Layer = Linear(width, shape.vector_width)
        self._mix: Layer = Maxout(width, width * parts, nP=shape.pieces, normalize=True)
        self._windows: list[Layer] = [
            chain(expand_window(window_size=1), Maxout(width, width * 3, nP=shape.pieces, normalize=True))
            for _ in range(shape.depth)
        ]
        self._scores: Layer = Linear(len(TAGS), width)
        self.transitions = np.zeros((len(TAGS), len(TAGS)), dtype="float32")
        self._random = np.random.default_rng(seed)
        self._initialize()

    def _initialize(self) -> None:
        for layer in self.layers:
            for node in layer.walk():
                node.ops = OPS
            layer.initialize()

    @property
    def layers(self) -> list[Layer]:
        """All layers, in a fixed order."""
        return [*self._tables, self._vector, self._mix, *self._windows, self._scores]

    def embed(self, features: np.ndarray, vectors: np.ndarray) -> np.ndarray:
        """Embeddings (words, width) of words, which depend on nothing around them."""
        return self._embed(features, vectors, None)[0]

    def scores(self, words: np.ndarray, places: np.ndarray, lengths: np.ndarray) -> np.ndarray:
        """Scores (tokens of all texts in a row, tags), from embedded words."""
        return self._score(words, places, lengths, None)[0]

    def forward(self, batch: Batch, noise: float | None = None) -> tuple[np.ndarray, Backprop]:
        """The scores, and what takes their gradients back to the layers.

        `noise` is the share of cells hidden in each layer, None when nothing is learnt.
        """
        words, to_words = self._embed(batch.features, batch.vectors, noise)
        scores, to_tokens = self._score(words, batch.places, batch.lengths, noise)
        return scores, lambda gradient: to_words(to_tokens(gradient))

    def _score(
        self, words: np.ndarray, places: np.ndarray, lengths: np.ndarray, noise: float | None
    ) -> tuple[np.ndarray, Callable[[np.ndarray], np.ndarray]]:
        tokens = _places_between_pads(lengths, self.shape.depth)
        row = np.zeros((tokens[-1] + 1 + self.shape.depth, self.shape.width), dtype="float32")
        row[tokens] = words[places]
        seen, to_row = self._look_around(row, noise)
        scores, to_seen = self._scores(seen[tokens], is_train=noise is not None)

        def backprop(gradient: np.ndarray) -> np.ndarray:
            on_row = np.zeros_like(row)
            on_row[tokens] = to_seen(gradient)
            on_words = np.zeros_like(words)
            OPS.scatter_add(on_words, places.astype("int32"), np.ascontiguousarray(to_row(on_row)[tokens]))
            return on_words

        return scores, backprop

    def _embed(
        self, features: np.ndarray, vectors: np.ndarray, noise: float | None
    ) -> tuple[np.ndarray, Backprop]:
        training = noise is not None
        read = [table(features, is_train=training) for table in self._tables]
        read.append(self._vector(vectors, is_train=training))
        joined, to_joined = self._hide(np.concatenate([values for values, _ in read], axis=1), noise)
        mixed, to_mix = self._mix(joined, is_train=training)

        def backprop(gradient: np.ndarray) -> None:
            parts = np.split(to_joined(to_mix(gradient)), len(read), axis=1)
            for (_, to_part), part in zip(read, parts, strict=True):
                to_part(np.ascontiguousarray(part))

        return mixed, backprop

    def _look_around(
        self, row: np.ndarray, noise: float | None
    ) -> tuple[np.ndarray, Callable[[np.ndarray], np.ndarray]]:
        row, to_row = self._hide(row, noise)
        ways = []
        for window in self._windows:
            found, to_window = window(row, is_train=noise is not None)
            kept, to_kept = self._hide(found, noise)
            row = row + kept
            ways.append((to_window, to_kept))

        def backprop(gradient: np.ndarray) -> np.ndarray:
            for to_window, to_kept in reversed(ways):
                gradient = gradient + to_window(to_kept(gradient))
            return to_row(gradient)

        return row, backprop

    def _hide(
        self, values: np.ndarray, noise: float | None
    ) -> tuple[np.ndarray, Callable[[np.ndarray], np.ndarray]]:
        """Dropout; the way back hides the same."""
        if noise is None:
            return values, lambda gradient: gradient
        kept = self._random.random(values.shape, dtype="float32") >= noise
        mask = kept.astype("float32") / (1 - noise)
        return values * mask, lambda gradient: gradient * mask

    def weights(self) -> Iterator[tuple[Layer, str]]:
        """Every array of weights but the transitions, by node and name, in a fixed order."""
        for layer in self.layers:
            for node in layer.walk():
                yield from ((node, name) for name in node.param_names if node.has_param(name))

    def to_bytes(self) -> bytes:
        """Shape and weights, these in half precision."""
        arrays = [node.get_param(name) for node, name in self.weights()]
        packed = [array.astype("float16") for array in (*arrays, self.transitions)]
        content: bytes = srsly.msgpack_dumps({"shape": asdict(self.shape), "weights": packed})
        return content

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        """The network from what `to_bytes` gave."""
        read = srsly.msgpack_loads(content)
        shape = read["shape"] | {"rows": tuple(read["shape"]["rows"])}
        encoder = cls(Shape(**shape))
        *arrays, transitions = (array.astype("float32") for array in read["weights"])
        for (node, name), array in zip(encoder.weights(), arrays, strict=True):
            node.set_param(name, array)
        encoder.transitions = transitions
        return encoder


def _places_between_pads(lengths: np.ndarray, pads: int) -> np.ndarray:
    """Where each token stands in a row of all texts with `pads` empty places after each, so that none sees the next."""
    texts = np.arange(len(lengths))
    shift: np.ndarray = np.arange(lengths.sum()) + np.repeat(texts * pads, lengths)
    return shift
