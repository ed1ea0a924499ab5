"""The most likely row of tags (Viterbi 1967), over many texts at once.

Nearly every token is surely outside all names. They are fixed first; what lies between them is short, and is decoded
side by side, so that the time does not depend on how long the texts are.
"""

import numpy as np

from udklip.nlp.marking.tags import MAY_BEGIN, MAY_END, MAY_FOLLOW, NEVER

SURELY = 12.0  # logits by which "outside" must lead: far more than any transition weighs


def best_tags(logits: np.ndarray, lengths: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The best tag of each token; `logits` are those of all texts in a row, `weights` the transitions' (from, to)."""
    tags = np.zeros(len(logits), dtype="int32")
    starts, ends = _open_runs(logits, lengths)
    if not len(starts):
        return tags
    sizes = ends - starts
    for group in _by_size(sizes):
        offsets = np.arange(sizes[group].max())
        inside = offsets < sizes[group][:, None]
        places = np.minimum(starts[group][:, None] + offsets, len(logits) - 1)
        tags[places[inside]] = _decode(logits[places], sizes[group], weights + MAY_FOLLOW)[inside]
    return tags


def _open_runs(logits: np.ndarray, lengths: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """First and after-last places of the runs of tokens that are not surely outside, cut where a text ends."""
    is_open = logits[:, 0] - logits[:, 1:].max(axis=1) < SURELY
    firsts = np.zeros(len(logits) + 1, dtype=bool)
    firsts[np.concatenate(([0], np.cumsum(lengths)))] = True
    before = np.concatenate(([False], is_open[:-1]))
    after = np.concatenate((is_open[1:], [False]))
    starts = np.flatnonzero(is_open & (~before | firsts[:-1]))
    ends = np.flatnonzero(is_open & (~after | firsts[1:])) + 1
    return starts, ends


def _by_size(sizes: np.ndarray) -> list[np.ndarray]:
    """Places of runs of about one size, so that one long run does not stretch all others."""
    order = np.argsort(sizes, kind="stable")
    steps = np.searchsorted(sizes[order], (4, 8, 16, 64, 256), side="right")
    return [group for group in np.split(order, steps) if len(group)]


def _decode(logits: np.ndarray, sizes: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Viterbi over padded runs: logits (runs, longest, tags) to tags (runs, longest)."""
    longest = logits.shape[1]
    score = logits[:, 0] + MAY_BEGIN
    final = np.where((sizes == 1)[:, None], score + MAY_END, NEVER)
    came_from = np.zeros(logits.shape, dtype="int32")
    for at in range(1, longest):
        ways = score[:, :, None] + weights
        came_from[:, at] = ways.argmax(axis=1)
        score = ways.max(axis=1) + logits[:, at]
        final = np.where((sizes == at + 1)[:, None], score + MAY_END, final)
    return _walk_back(came_from, sizes, final.argmax(axis=1))


def _walk_back(came_from: np.ndarray, sizes: np.ndarray, last: np.ndarray) -> np.ndarray:
    runs = np.arange(len(sizes))
    tags = np.zeros(came_from.shape[:2], dtype="int32")
    tag = last
    for at in range(came_from.shape[1] - 1, -1, -1):
        inside = at < sizes
        tags[inside, at] = tag[inside]
        tag = np.where(inside, came_from[runs, at, tag], tag)
    return tags
