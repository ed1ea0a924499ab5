"""The most likely row of tags (Viterbi 1967), over many texts at once."""

import numpy as np

from udklip.nlp.marking.tags import MAY_BEGIN, MAY_END, MAY_FOLLOW

SIZES = (8, 16, 32, 64, 128, 256, 512, 1024, 2048)


def best_tags(logits: np.ndarray, lengths: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The best tag of each token; `logits` are those of all texts in a row, `weights` the transitions' (from, to)."""
    tags = np.zeros(len(logits), dtype="int32")
    starts = np.cumsum(lengths) - lengths
    for group in _of_a_size(lengths):
        offsets = np.arange(lengths[group].max())
        inside = offsets < lengths[group][:, None]
        places = np.minimum(starts[group][:, None] + offsets, len(logits) - 1)
        tags[places[inside]] = _decode(logits[places], lengths[group], weights + MAY_FOLLOW)[inside]
    return tags


def _of_a_size(lengths: np.ndarray) -> list[np.ndarray]:
    """Places of texts of about one length, so that one long text does not stretch all others."""
    order = np.argsort(lengths, kind="stable")
    steps = np.searchsorted(lengths[order], SIZES, side="right")
    return [group for group in np.split(order, steps) if len(group)]


def _decode(logits: np.ndarray, lengths: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Viterbi over padded texts: logits (texts, longest, tags) to tags (texts, longest)."""
    score = logits[:, 0] + MAY_BEGIN
    final = score + MAY_END
    came_from = np.zeros(logits.shape, dtype="int8")
    into = np.ascontiguousarray(weights.T)  # (to, from): the maximum runs along what lies together
    for at in range(1, logits.shape[1]):
        ways = score[:, None, :] + into
        came_from[:, at] = ways.argmax(axis=2)
        score = ways.max(axis=2) + logits[:, at]
        ended = lengths == at + 1
        if ended.any():
            final[ended] = score[ended] + MAY_END
    return _walk_back(came_from, lengths, final.argmax(axis=1))


def _walk_back(came_from: np.ndarray, lengths: np.ndarray, last: np.ndarray) -> np.ndarray:
    texts = np.arange(len(lengths))
    tags = np.zeros(came_from.shape[:2], dtype="int32")
    tag = last
    for at in range(came_from.shape[1] - 1, -1, -1):
        inside = at < lengths
        tags[inside, at] = tag[inside]
        tag = np.where(inside, came_from[texts, at, tag], tag)
    return tags
