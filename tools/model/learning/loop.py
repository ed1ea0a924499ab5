"""The training of one network: batches of growing size, Adam with a falling rate, averaged weights."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from thinc.api import Adam

from tools.model.corpora import Sentence
from tools.model.learning.crf import gradients
from tools.model.learning.lexicon import Lexicon
from udklip.nlp.marking.encoder import Encoder, Shape
from udklip.nlp.marking.tags import TAGS, tags_from_iob

Example = tuple[np.ndarray, np.ndarray]  # the words' numbers, and their tags
TRANSITIONS = (0, "transitions")  # the optimizer's key of what belongs to no layer
WARM_UP, LEAST_RATE, SCALE = 0.02, 0.03, 200.0
TOLD = 200  # batches


@dataclass(frozen=True)
class Recipe:
    """How one network is trained.

    `words`: how many it sees in all; `danish`: how often the Danish set stands in a round; `norne`: the share of
    the near-Danish one in a round; `swapped`: the share of sentences whose names are swapped; `joined`: the share of
    sentences that are joined to the next; `hidden_norms`, `hidden_cells`: what is hidden while learning.
    """

    seed: int
    words: int
    danish: int = 3
    norne: float = 1.0
    swapped: float = 0.5
    joined: float = 0.2
    hidden_norms: float = 0.1
    hidden_cells: float = 0.2
    rate: float = 0.001
    largest_batch: int = 800
    smallest_batch: int = 200
    shape: Shape = field(default_factory=Shape)


@dataclass(frozen=True)
class Corpora:
    """The sentences to learn from."""

    danish: Sequence[Sentence]
    norne: Sequence[Sentence]


class Course:
    """One network and what it takes to train it."""

    def __init__(
        self, recipe: Recipe, corpora: Corpora, lexicon: Lexicon, swap: Callable[[Sentence], Sentence]
    ) -> None:
        self.encoder = Encoder(recipe.shape, recipe.seed)
        self._recipe, self._corpora, self._lexicon, self._swap = recipe, corpora, lexicon, swap
        self._chance = random.Random(recipe.seed)  # noqa: S311 (repeatable, no secret)
        self._draw = np.random.default_rng(recipe.seed)
        self._optimizer = Adam(
            recipe.rate, L2=0.01, grad_clip=1.0, use_averages=True, L2_is_weight_decay=True
        )

    def run(self) -> Encoder:
        """Train to the end; gives the network with averaged weights."""
        seen, losses = 0, []
        while seen < self._recipe.words:
            for batch in self._batches(self._round(), seen):
                done = seen / self._recipe.words
                if done >= 1:
                    break
                self._optimizer.learn_rate = self._recipe.rate * rate_at(done)
                losses.append(self._learn(batch))
                seen += sum(len(words) for words, _ in batch)
                if len(losses) % TOLD == 0:
                    self._tell(seen, losses)
        self._take_averages()
        return self.encoder

    def _tell(self, seen: int, losses: Sequence[float]) -> None:
        recent = sum(losses[-TOLD:]) / TOLD
        print(f"network {self._recipe.seed}: {seen:,} words, loss {recent:.4f}", file=sys.stderr, flush=True)

    def _round(self) -> list[Example]:
        """Every sentence of one round, in an order by chance, some with other names, some joined."""
        norne = self._chance.sample(
            list(self._corpora.norne), round(len(self._corpora.norne) * self._recipe.norne)
        )
        chosen = [*list(self._corpora.danish) * self._recipe.danish, *norne]
        changed = (self._swap(it) if self._chance.random() < self._recipe.swapped else it for it in chosen)
        examples = [self._example(sentence) for sentence in changed]
        joined = list(self._joined(examples))
        self._chance.shuffle(joined)
        return joined

    def _example(self, sentence: Sentence) -> Example:
        return self._lexicon.number(sentence.words), np.array(tags_from_iob(sentence.tags))

    def _joined(self, examples: Sequence[Example]) -> Iterator[Example]:
        rest = iter(examples)
        for words, tags in rest:
            after = next(rest, None) if self._chance.random() < self._recipe.joined else None
            if after is None:
                yield words, tags
            else:
                yield np.concatenate((words, after[0])), np.concatenate((tags, after[1]))

    def _batches(self, examples: Sequence[Example], seen: int) -> Iterator[list[Example]]:
        batch: list[Example] = []
        size = 0
        for example in examples:
            if batch and size + len(example[0]) > self._size_at(seen / self._recipe.words):
                yield batch
                seen += size
                batch, size = [], 0
            batch.append(example)
            size += len(example[0])
        yield batch

    def _size_at(self, done: float) -> float:
        least, most = self._recipe.smallest_batch, self._recipe.largest_batch
        return min(most, least + (most - least) * done / 0.3)

    def _learn(self, examples: Sequence[Example]) -> float:
        """One step; gives the loss a word."""
        texts = [words for words, _ in examples]
        hidden = self._draw.random(sum(map(len, texts))) < self._recipe.hidden_norms
        batch = self._lexicon.batch(texts, hidden)
        scores, backprop = self.encoder.forward(batch, self._recipe.hidden_cells)
        inside = np.arange(batch.lengths.max()) < batch.lengths[:, None]
        padded = np.zeros((*inside.shape, len(TAGS)), dtype="float32")
        gold = np.zeros(inside.shape, dtype="int64")
        padded[inside] = scores
        gold[inside] = np.concatenate([tags for _, tags in examples])
        on_scores, on_transitions, loss = gradients(padded, gold, inside, self.encoder.transitions)
        backprop(np.ascontiguousarray(on_scores[inside] / SCALE))
        self._step(on_transitions / SCALE)
        return loss / len(scores)

    def _step(self, on_transitions: np.ndarray) -> None:
        for layer in self.encoder.layers:
            layer.finish_update(self._optimizer)
        self.encoder.transitions, _ = self._optimizer(TRANSITIONS, self.encoder.transitions, on_transitions)
        self._optimizer.step_schedules()

    def _take_averages(self) -> None:
        averages = self._optimizer.averages
        for node, name in self.encoder.weights():
            node.set_param(name, averages[(node.id, name)])
        self.encoder.transitions = averages[TRANSITIONS]


def rate_at(done: float) -> float:
    """The share of the full learning rate after the share `done` of all words: a short rise, a long fall."""
    return max(LEAST_RATE, min(1.0, done / WARM_UP) * (1 - done))
