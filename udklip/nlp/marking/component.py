"""The component that marks names: one network, or several whose scores are averaged."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Self

import numpy as np
import srsly  # type: ignore[import-untyped]
from spacy.language import Language
from spacy.tokens import Doc, Span

from udklip.nlp.marking.decoding import best_tags
from udklip.nlp.marking.encoder import Encoder
from udklip.nlp.marking.memory import WordMemory
from udklip.nlp.marking.tags import LABELS, names
from udklip.nlp.marking.words import read_words

FACTORY = "udklip_names"
NETWORKS_FILE = "networks.msgpack"


class NameMarker:
    """Pipeline component: writes the names it finds into `doc.ents`; reads TAG, which `name_lists` writes."""

    labels = LABELS

    def __init__(self, nlp: Language, name: str, networks: Sequence[Encoder] = ()) -> None:
        self.name = name
        self._vocab = nlp.vocab
        self.use(networks)
        self._label_ids = {label: nlp.vocab.strings.add(label) for label in LABELS}

    def use(self, networks: Sequence[Encoder]) -> None:
        """Mark with these networks from now on."""
        self.networks = tuple(networks)
        self._memory = WordMemory(self.networks, self._vocab)

    def __call__(self, doc: Doc) -> Doc:
        """Mark the names in `doc`."""
        return self.mark([doc])[0]

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 16) -> Iterator[Doc]:
        """Mark the names in each document."""
        rest = iter(docs)
        while batch := list(islice(rest, batch_size)):
            yield from self.mark(batch)

    def mark(self, docs: Sequence[Doc]) -> Sequence[Doc]:
        """Mark the names in several documents at once."""
        filled = [doc for doc in docs if len(doc)]
        if not filled or not self.networks:
            return docs
        words, features, places = read_words(filled)
        lengths = np.array([len(doc) for doc in filled])
        embedded = self._memory.embed(words, features)
        scores = _mean(
            [
                network.scores(known, places, lengths)
                for network, known in zip(self.networks, embedded, strict=True)
            ]
        )
        weights = _mean([network.transitions for network in self.networks])
        tags, start = best_tags(scores, lengths, weights).tolist(), 0
        for doc in filled:
            found = names(tags[start : start + len(doc)])
            doc.set_ents([Span(doc, first, end, self._label_ids[label]) for first, end, label in found])
            start += len(doc)
        return docs

    def initialize(self, _get_examples: Callable[[], Iterable[Any]], **_settings: object) -> None:
        """Nothing: networks are trained elsewhere and handed over."""

    def to_bytes(self, **_settings: object) -> bytes:
        """The networks in bytes."""
        packed: bytes = srsly.msgpack_dumps([network.to_bytes() for network in self.networks])
        return packed

    def from_bytes(self, content: bytes, **_settings: object) -> Self:
        """Take the networks from what `to_bytes` gave."""
        self.use([Encoder.from_bytes(network) for network in srsly.msgpack_loads(content)])
        return self

    def to_disk(self, path: Path, **_settings: object) -> None:
        """Write the networks into the folder `path`."""
        Path(path).mkdir(parents=True, exist_ok=True)
        (Path(path) / NETWORKS_FILE).write_bytes(self.to_bytes())

    def from_disk(self, path: Path, **_settings: object) -> Self:
        """Read the networks from the folder `path`. Raises `FileNotFoundError` where they are missing."""
        return self.from_bytes((Path(path) / NETWORKS_FILE).read_bytes())


@Language.factory(FACTORY, assigns=["doc.ents"], requires=["token.tag"])
def make_name_marker(nlp: Language, name: str) -> NameMarker:
    """The component, still without a network: `from_disk` gives it them."""
    return NameMarker(nlp, name)


def _mean(arrays: Sequence[np.ndarray]) -> np.ndarray:
    total = arrays[0]
    for array in arrays[1:]:
        total = total + array
    return total / len(arrays)
