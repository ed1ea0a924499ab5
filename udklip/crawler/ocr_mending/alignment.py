"""A word as it was printed beside the word as it was read, sign by sign."""

from collections.abc import Iterator
from itertools import groupby

_SWAP, _GAP = 1.0, 0.75
"""Cost of a sign read as another one, and of one too many or too few: "æ" as "ae" is cheaper than two swaps."""


def sign_pairs(printed: str, read: str) -> list[tuple[str, str]]:
    """`printed` cut where the two agree: each sign with what became of it, ("æ", "ae") or ("l", "I")."""
    steps = _steps(printed, read)
    pairs: list[tuple[str, str]] = []
    for same, run in groupby(steps, key=lambda step: step[0] == step[1]):
        if same:
            pairs.extend(run)
        else:
            pairs.extend(_gathered(list(run)))
    return pairs


def _gathered(run: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Signs too many go to the printed sign before them, at the start of a run to the one after."""
    before = ""
    held: tuple[str, str] | None = None
    for printed, read in run:
        if not printed and held is None:
            before += read
        elif not printed and held is not None:
            held = (held[0], held[1] + read)
        else:
            if held:
                yield held
            held, before = (printed, before + read), ""
    yield held or ("", before)


def _steps(printed: str, read: str) -> list[tuple[str, str]]:
    """The cheapest way from one to the other, one sign (or none) at a step."""
    costs = [[(i + j) * _GAP for j in range(len(read) + 1)] for i in range(len(printed) + 1)]
    for i, one in enumerate(printed, 1):
        for j, other in enumerate(read, 1):
            costs[i][j] = min(
                costs[i - 1][j - 1] + (one != other) * _SWAP, costs[i - 1][j] + _GAP, costs[i][j - 1] + _GAP
            )
    steps = []
    i, j = len(printed), len(read)
    while i or j:
        if i and j and costs[i][j] == costs[i - 1][j - 1] + (printed[i - 1] != read[j - 1]) * _SWAP:
            i, j = i - 1, j - 1
            steps.append((printed[i], read[j]))
        elif j and costs[i][j] == costs[i][j - 1] + _GAP:
            j -= 1
            steps.append(("", read[j]))
        else:
            i -= 1
            steps.append((printed[i], ""))
    return steps[::-1]
