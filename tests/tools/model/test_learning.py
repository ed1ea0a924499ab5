"""One network learns a handful of sentences, twice the same."""

import numpy as np
import pytest
import spacy
from spacy.language import Language

from tools.model.corpora import Sentence
from tools.model.learning.lexicon import Lexicon
from tools.model.learning.loop import Corpora, Course, Recipe, rate_at
from udklip.nlp.marking.component import NameMarker
from udklip.nlp.marking.encoder import Encoder, Shape
from udklip.nlp.name_lists import NameKnowledge

SENTENCES = [
    Sentence(("Mette", "Holm", "bor", "i", "Odense"), ("B-PER", "I-PER", "O", "O", "B-LOC")),
    Sentence(("Zymovia", "bygger", "i", "Skive"), ("B-ORG", "O", "O", "B-LOC")),
    Sentence(("Det", "regner"), ("O", "O")),
]
SHAPE = Shape(width=16, depth=2, rows=(200, 50, 50, 50, 20), vector_width=4)
RECIPE = Recipe(seed=5, words=6000, swapped=0, hidden_norms=0.05, hidden_cells=0.1, rate=0.01, shape=SHAPE)


@pytest.fixture
def nlp() -> Language:
    """Word vectors of chance, and nothing else."""
    made = spacy.blank("da")
    chance = np.random.default_rng(2)
    for word in sorted({word for sentence in SENTENCES for word in sentence.words}):
        made.vocab.set_vector(word, chance.normal(size=4).astype("float32"))
    return made


def train(nlp: Language) -> Encoder:
    lexicon = Lexicon(nlp.vocab, NameKnowledge(names={"Mette": "first", "Odense": "place"}))
    return Course(RECIPE, Corpora(SENTENCES, SENTENCES), lexicon, lambda sentence: sentence).run()


def test_sentences_are_learnt_and_read_by_the_component(nlp: Language) -> None:
    lists = nlp.add_pipe("udklip_name_lists")
    lists._use(NameKnowledge(names={"Mette": "first", "Odense": "place"}))  # type: ignore[attr-defined]
    marker = nlp.add_pipe("udklip_names")
    assert isinstance(marker, NameMarker)
    marker.use([train(nlp)])
    found = [[(name.text, name.label_) for name in nlp(" ".join(text.words)).ents] for text in SENTENCES]
    assert found == [
        [("Mette Holm", "PER"), ("Odense", "LOC")],
        [("Zymovia", "ORG"), ("Skive", "LOC")],
        [],
    ]


def test_training_twice_gives_the_same(nlp: Language) -> None:
    assert train(nlp).to_bytes() == train(nlp).to_bytes()


def test_the_rate_rises_and_falls() -> None:
    assert rate_at(0.001) < rate_at(0.02) > rate_at(0.5) > rate_at(0.99)
