"""Whether two texts are the same story's text: containment of word 3-grams, OCR damage seen through.

Containment (Broder 1997) rather than resemblance: a notice cut from a long release shares all of its own shingles
and few of the release's. Before shingling, the letters are deleted that an OCR without Danish garbles.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

SHINGLE = 3
SAME_TEXT = 0.3
FEWEST_SHARED = 8
SKETCH_SHARE = 8
SKETCH_LEAST, SKETCH_MOST = 64, 2048

_WORD = re.compile(r"[^\W_]+")
_UNRELIABLE = str.maketrans("l1|", "iii", "aeæøågzdo")
_Hashes = npt.NDArray[np.uint64]


def words_for_comparison(text: str) -> list[str]:
    """The text's words in lower case without the letters that OCR garbles; a word of nothing else stays whole."""
    return [word.translate(_UNRELIABLE) or word for word in _WORD.findall(text.lower())]


def shingles(text: str) -> frozenset[int]:
    """The text's word 3-grams as 64-bit hashes, the same on every machine and in every run."""
    return frozenset(_hashes(text).tolist())


def containment(part: frozenset[int], whole: frozenset[int]) -> float:
    """The share (0 to 1) of `part`'s shingles that stand in `whole`; 0 where `part` has none."""
    return len(part & whole) / len(part) if part else 0.0


def is_same_text(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether either text stands, for the better part, in the other."""
    shared = len(one & other)
    return shared >= FEWEST_SHARED and shared >= SAME_TEXT * min(len(one), len(other))


def rare_shingles(text: str) -> tuple[int, ...]:
    """A sample of the shingles by which candidates are looked up: the smallest eighth of the hashes, 64 to 2,048.

    Two texts take the same sample of what they share (bottom-k sketch, its size in step with the text's length), so
    that a cut copy, too, has some of them in common with its original.
    """
    return rarest(frozenset(_hashes(text).tolist()))


def rarest(hashes: frozenset[int]) -> tuple[int, ...]:
    """As `rare_shingles`, from shingles already made."""
    size = min(max(len(hashes) // SKETCH_SHARE, SKETCH_LEAST), SKETCH_MOST)
    return tuple(sorted(hashes)[:size])


def _hashes(text: str) -> _Hashes:
    words = np.fromiter(map(_word_hash, words_for_comparison(text)), dtype=np.uint64)
    if len(words) < SHINGLE:
        return _mixed(words.sum(keepdims=True)) if len(words) else words
    first, second, third = words[:-2], words[1:-1], words[2:]
    return np.unique(_mixed(first * np.uint64(3) + second * np.uint64(5) + third * np.uint64(7)))


def _mixed(values: _Hashes) -> _Hashes:
    """splitmix64's finaliser (Steele, Lea and Flood 2014): spreads sums evenly, so that the smallest are a sample."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


@lru_cache(maxsize=200_000)
def _word_hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "little")


class StoryIndex:
    """Finds, among many texts, those with the same text as a new one, by the shingles that few of them share.

    `common_above` is the number of texts from which on a shingle is stock phrase and no longer looked up.
    """

    def __init__(self, common_above: int = 200) -> None:
        """Begin empty."""
        self._common_above = common_above
        self._texts: dict[str, frozenset[int]] = {}
        self._postings: dict[int, list[str]] = {}

    def add(self, key: str, text: str) -> list[str]:
        """Keep `text` under `key`, and tell the keys of earlier texts that are the same text."""
        own = shingles(text)
        same = [other for other in self._candidates(own) if is_same_text(own, self._texts[other])]
        self._texts[key] = own
        for value in rarest(own):
            self._postings.setdefault(value, []).append(key)
        return same

    def _candidates(self, own: frozenset[int]) -> Iterator[str]:
        looked_up = (self._postings.get(value, ()) for value in rarest(own))
        return iter(
            dict.fromkeys(key for keys in looked_up if len(keys) <= self._common_above for key in keys)
        )


def group(texts: dict[str, str]) -> list[list[str]]:
    """Group keys whose texts are the same, in the order given; each group begins with its first text."""
    index, story = StoryIndex(), dict[str, str]()
    for key, text in texts.items():
        same = index.add(key, text)
        firsts = {story[other] for other in same}
        story[key] = next((first for first in texts if first in firsts), key)
        story = {other: story[key] if first in firsts else first for other, first in story.items()}
    groups: dict[str, list[str]] = {}
    for key in texts:
        groups.setdefault(story[key], []).append(key)
    return list(groups.values())
