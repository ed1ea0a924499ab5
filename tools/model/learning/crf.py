"""The gradient of a chain of tags (linear-chain conditional random field; Lafferty et al. 2001)."""

from __future__ import annotations

import numpy as np

from udklip.nlp.marking.tags import MAY_BEGIN, MAY_END, MAY_FOLLOW

HIDDEN = -1e9


def gradients(
    scores: np.ndarray, gold: np.ndarray, inside: np.ndarray, weights: np.ndarray
) -> tuple[np.ndarray, np.ndarray, float]:
    """How the loss, the negative log likelihood of the gold tags, falls with scores and transitions.

    `scores` (texts, longest, tags), `gold` and `inside` (texts, longest), `weights` (from, to). Gives the gradients
    of `scores` and `weights`, and the loss, all summed over the texts.
    """
    rules = weights + MAY_FOLLOW
    forward, backward = _forward(scores, rules), _backward(scores, inside, rules)
    total = _log_sum(forward[:, 0] + backward[:, 0], axis=1)
    shares = np.exp(np.where(inside[..., None], forward + backward - total[:, None, None], HIDDEN))
    on_weights = np.zeros_like(weights)
    for at in range(1, scores.shape[1]):
        here = inside[:, at]
        ahead = scores[here, at] + backward[here, at] - total[here, None]
        on_weights += np.exp(forward[here, at - 1, :, None] + rules + ahead[:, None, :]).sum(axis=0)
    texts, places = np.nonzero(inside)
    right = scores[texts, places, gold[texts, places]].sum()
    shares[texts, places, gold[texts, places]] -= 1
    both = inside[:, 1:]
    before, after = gold[:, :-1][both], gold[:, 1:][both]
    np.subtract.at(on_weights, (before, after), 1)
    loss = total.sum() - right - weights[before, after].sum()
    return shares.astype("float32"), on_weights.astype("float32"), float(loss)


def _forward(scores: np.ndarray, rules: np.ndarray) -> np.ndarray:
    """Log of the summed weight of all ways to each tag from the text's start."""
    ways = np.empty_like(scores)
    ways[:, 0] = scores[:, 0] + MAY_BEGIN
    for at in range(1, scores.shape[1]):
        ways[:, at] = _log_sum(ways[:, at - 1, :, None] + rules, axis=1) + scores[:, at]
    return ways


def _backward(scores: np.ndarray, inside: np.ndarray, rules: np.ndarray) -> np.ndarray:
    """Log of the summed weight of all ways from each tag to the text's end."""
    ways = np.zeros_like(scores)
    last = inside.sum(axis=1) - 1
    for at in range(scores.shape[1] - 1, -1, -1):
        if at + 1 < scores.shape[1]:
            ways[:, at] = _log_sum(rules + (scores[:, at + 1] + ways[:, at + 1])[:, None, :], axis=2)
        ways[last == at, at] = MAY_END
    return ways


def _log_sum(values: np.ndarray, axis: int) -> np.ndarray:
    top = values.max(axis=axis, keepdims=True)
    summed: np.ndarray = (top + np.log(np.exp(values - top).sum(axis=axis, keepdims=True))).squeeze(axis)
    return summed
