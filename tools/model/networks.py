"""Trains the networks of the name model, each by its recipe, some side by side."""

from __future__ import annotations

import random
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import spacy
from thinc.api import NumpyOps, set_current_ops

from tools.model.corpora import Sentence, read_norne
from tools.model.learning.lexicon import Lexicon
from tools.model.learning.loop import Corpora, Course, Recipe
from tools.model.learning.made_up import NameMaker, stock_of
from tools.model.learning.swaps import NameSwapper
from udklip.nlp.name_lists import read_lists

WORDS = 2_000_000
RECIPES = (Recipe(seed=1, words=WORDS), Recipe(seed=2, words=WORDS, danish=4, norne=0.7))


@dataclass(frozen=True)
class Texts:
    """What the networks learn from: Danish sentences, the file of the near-Danish ones, that of Danish names."""

    danish: Sequence[Sentence]
    norne: Path
    danish_names: Path


def train_networks(texts: Texts, work: Path, jobs: int) -> list[bytes]:
    """Every network as bytes, in the order of the recipes; `work` holds vectors and lists."""
    train = partial(train_network, texts=texts, work=work)
    # Fresh processes: what one training left in spaCy's registries must not change the next.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), max_tasks_per_child=1) as processes:
        return list(processes.map(train, RECIPES))


def train_network(recipe: Recipe, texts: Texts, work: Path) -> bytes:
    """Train one network."""
    set_current_ops(NumpyOps(use_blis=False))  # OpenBLAS multiplies twice as fast as spaCy's own BLIS
    nlp = spacy.load(work / "vectors")
    knowledge = read_lists(work / "lists")
    corpora = Corpora(texts.danish, list(read_norne(texts.norne)))
    chance = random.Random(recipe.seed)  # noqa: S311 (repeatable, no secret)
    maker = NameMaker(stock_of(knowledge, texts.danish_names), chance)
    swapper = NameSwapper([*corpora.danish, *corpora.norne], maker, chance)
    return Course(recipe, corpora, Lexicon(nlp.vocab, knowledge), swapper.swap).run().to_bytes()
