"""What was read beside what was printed, word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher


def word_pairs(printed: Sequence[str], read: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(printed, read) for each word that stands in both; where they part, only runs of equal length are paired."""
    matcher = SequenceMatcher(None, printed, read, autojunk=False)
    for _, i, j, k, m in matcher.get_opcodes():
        if j - i == m - k:
            yield from zip(printed[i:j], read[k:m], strict=True)
