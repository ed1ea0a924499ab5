"""The component that marks names: as loaded from the shipped model, alone and among others."""

import random
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language

from udklip.nlp.marking.component import NameMarker
from udklip.nlp.marking.encoder import Encoder, Shape
from udklip.nlp.marking.memory import WordMemory
from udklip.nlp.marking.words import read_words
from udklip.nlp.name_model import load_name_model

TEXTS = (
    "Direktør Mette Sørensen fra Novo Nordisk taler i Odense.",
    "",
    "Regnen fortsætter.",
    "Carlsbergs bestyrelse mødes i Aarhus med Jens Holm.",
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_name_model()


def marks(nlp: Language, texts: tuple[str, ...]) -> list[list[tuple[str, str]]]:
    return [[(name.text, name.label_) for name in doc.ents] for doc in nlp.pipe(texts)]


def test_neighbours_in_a_batch_change_nothing(nlp: Language) -> None:
    alone = [marks(nlp, (text,))[0] for text in TEXTS]
    assert marks(nlp, TEXTS) == alone
    assert alone[3] == [("Carlsbergs", "ORG"), ("Aarhus", "LOC"), ("Jens Holm", "PER")]


def test_networks_come_back_from_bytes(nlp: Language) -> None:
    before = marks(nlp, TEXTS)
    marker = nlp.get_pipe("names")
    assert isinstance(marker, NameMarker)
    marker.from_bytes(marker.to_bytes())
    assert marks(nlp, TEXTS) == before


def test_loading_leaves_chance_alone(nlp: Language, tmp_path: Path) -> None:
    marker = nlp.get_pipe("names")
    marker.to_disk(tmp_path)  # type: ignore[attr-defined]
    random.seed(7)
    expected = random.random()
    random.seed(7)
    marker.from_disk(tmp_path)  # type: ignore[attr-defined]
    assert random.random() == expected


def test_words_forgotten_are_embedded_again(nlp: Language) -> None:
    marker = nlp.get_pipe("names")
    assert isinstance(marker, NameMarker)
    words, features, _ = read_words([nlp.make_doc(" ".join(TEXTS))])
    expected = WordMemory(marker.networks, nlp.vocab).embed(words, features)
    small = WordMemory(marker.networks, nlp.vocab, limit=4)
    for at in (0, 3, 6, 0):
        part = slice(at, at + 3)
        for whole, piece in zip(expected, small.embed(words[part], features[part]), strict=True):
            assert np.allclose(whole[part], piece, atol=1e-5)
    for whole, at_once in zip(expected, small.embed(words, features), strict=True):
        assert np.allclose(whole, at_once, atol=1e-5)


def test_half_precision_keeps_shape_and_weights() -> None:
    network = Encoder(Shape(width=8, depth=2, rows=(50, 20, 20, 20, 20), vector_width=4), seed=3)
    copy = Encoder.from_bytes(network.to_bytes())
    assert copy.shape == network.shape
    pairs = zip(network.weights(), copy.weights(), strict=True)
    assert all(
        abs(node.get_param(name) - other.get_param(name)).max() < 1e-3 for (node, name), (other, _) in pairs
    )


def test_without_networks_nothing_is_marked() -> None:
    nlp = spacy.blank("da")
    nlp.add_pipe("udklip_names")
    assert not nlp("Mette Holm").ents
