"""How good a name model is: strict spans (both ends and the label agree), counted in characters of the raw text."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from tools.model.corpora import Sentence, to_doc
from udklip.nlp.marking.tags import LABELS

ALL = "all"
ARTICLE = 20  # sentences
REPEATS = 5
Span = tuple[int, int, str]


@dataclass(frozen=True)
class Score:
    """Counts of one label: names in the gold, names the model found, and how many of these are right."""

    gold: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else 0.0


def score_by_label(nlp: Language, sentences: Sequence[Sentence]) -> dict[str, Score]:
    """Run the model on the sentences' own text and count by label, and all together under "all"."""
    gold: Counter[str] = Counter()
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for sentence, doc in zip(sentences, nlp.pipe(text_of(sentence) for sentence in sentences), strict=True):
        expected, marked = _spans(to_doc(sentence, nlp.vocab)), _spans(doc)
        for counts, counted in ((gold, expected), (found, marked), (right, expected & marked)):
            counts.update(label for _, _, label in counted)
    by_label = {label: Score(gold[label], found[label], right[label]) for label in LABELS}
    return {ALL: Score(gold.total(), found.total(), right.total()), **by_label}


def _spans(doc: Doc) -> set[Span]:
    return {(entity.start_char, entity.end_char, entity.label_) for entity in doc.ents}


def text_of(sentence: Sentence) -> str:
    """The sentence as printed, else its words with spaces between."""
    return sentence.text if sentence.text is not None else " ".join(sentence.words)


def words_per_second(nlp: Language, sentences: Sequence[Sentence]) -> float:
    """Tokens a second of processor time over texts as long as articles; the best of three."""
    printed = [text_of(sentence) for sentence in sentences]
    texts = [" ".join(printed[at : at + ARTICLE]) for at in range(0, len(printed), ARTICLE)] * REPEATS
    return max(_one_rate(nlp, texts) for _ in range(3))


def _one_rate(nlp: Language, texts: Sequence[str]) -> float:
    start = time.process_time()
    words = sum(len(doc) for doc in nlp.pipe(texts))
    return words / (time.process_time() - start)
