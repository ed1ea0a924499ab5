"""The best row of tags, against every row there is."""

from itertools import pairwise, product

import numpy as np
import pytest

from udklip.nlp.marking.decoding import best_tags
from udklip.nlp.marking.tags import MAY_BEGIN, MAY_END, MAY_FOLLOW, TAGS, names


def best_of_all(logits: np.ndarray, weights: np.ndarray) -> list[int]:
    """The same, found by trying them all."""
    rules = weights + MAY_FOLLOW

    def score(row: tuple[int, ...]) -> float:
        steps = sum(rules[before, after] for before, after in pairwise(row))
        ends = MAY_BEGIN[row[0]] + MAY_END[row[-1]]
        return float(steps + ends + logits[np.arange(len(row)), list(row)].sum())

    return list(max(product(range(len(TAGS)), repeat=len(logits)), key=score))


@pytest.mark.parametrize("seed", range(4))
def test_best_row_of_short_texts(seed: int) -> None:
    chance = np.random.default_rng(seed)
    logits = chance.normal(0, 3, (6, len(TAGS))).astype("float32")
    weights = chance.normal(0, 1, (len(TAGS), len(TAGS))).astype("float32")
    both = best_tags(logits, np.array([2, 1, 3]), weights).tolist()
    assert [both[:2], both[2:3], both[3:]] == [
        best_of_all(part, weights) for part in (logits[:2], logits[2:3], logits[3:])
    ]


def test_a_name_ends_where_its_text_ends() -> None:
    logits = np.zeros((2, len(TAGS)), dtype="float32")
    logits[0, TAGS.index("B-PER")] = logits[1, TAGS.index("L-PER")] = 9
    weights = np.zeros((len(TAGS), len(TAGS)), dtype="float32")
    whole = best_tags(logits, np.array([2]), weights)
    assert list(names(whole.tolist())) == [(0, 2, "PER")]
    apart = best_tags(logits, np.array([1, 1]), weights).tolist()
    assert all(TAGS[tag][0] in "OU" for tag in apart)


def test_a_long_text_of_open_tokens() -> None:
    logits = np.zeros((10_000, len(TAGS)), dtype="float32")
    logits[:, TAGS.index("I-ORG")] = 5
    weights = np.zeros((len(TAGS), len(TAGS)), dtype="float32")
    tags = best_tags(logits, np.array([10_000]), weights).tolist()
    assert list(names(tags)) == [(0, 10_000, "ORG")]


def test_no_text() -> None:
    assert best_tags(np.zeros((0, len(TAGS))), np.array([], dtype=int), np.zeros((13, 13))).tolist() == []
