"""The gradient of a chain of tags, against differences of the loss."""

import numpy as np
import pytest

from tools.model.learning.crf import gradients
from udklip.nlp.marking.tags import TAGS, tags_from_iob

STEP = 1e-3


@pytest.fixture
def problem() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Scores, gold tags and what is inside of two texts of four and two words, and the transitions."""
    chance = np.random.default_rng(1)
    gold = np.zeros((2, 4), dtype="int64")
    gold[0] = tags_from_iob(["B-PER", "I-PER", "O", "B-LOC"])
    gold[1, :2] = tags_from_iob(["O", "B-ORG"])
    inside = np.array([[True] * 4, [True, True, False, False]])
    scores = chance.normal(size=(2, 4, len(TAGS)))
    return scores, gold, inside, chance.normal(size=(len(TAGS), len(TAGS)))


@pytest.mark.parametrize("place", [(0, 0, 1), (0, 2, 0), (0, 3, 4), (1, 0, 0), (1, 1, 8)])
def test_scores(
    problem: tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray], place: tuple[int, ...]
) -> None:
    scores, gold, inside, weights = problem
    moved = scores.copy()
    moved[place] += STEP
    rise = gradients(moved, gold, inside, weights)[2] - gradients(scores, gold, inside, weights)[2]
    assert gradients(scores, gold, inside, weights)[0][place] == pytest.approx(rise / STEP, abs=1e-2)


@pytest.mark.parametrize("place", [("O", "B-ORG"), ("O", "O"), ("B-PER", "L-PER"), ("U-LOC", "U-PER")])
def test_transitions(
    problem: tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray], place: tuple[str, str]
) -> None:
    scores, gold, inside, weights = problem
    row, column = map(TAGS.index, place)
    moved = weights.copy()
    moved[row, column] += STEP
    rise = gradients(scores, gold, inside, moved)[2] - gradients(scores, gold, inside, weights)[2]
    assert gradients(scores, gold, inside, weights)[1][row, column] == pytest.approx(rise / STEP, abs=1e-2)


def test_what_is_outside_has_no_gradient(
    problem: tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray],
) -> None:
    scores, gold, inside, weights = problem
    assert not gradients(scores, gold, inside, weights)[0][~inside].any()
