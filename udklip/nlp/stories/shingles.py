"""Word 3-grams as hashes, OCR damage seen through, and the sample of them by which a text is found again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

SHINGLE = 3
RARE_LETTERS = 9
DENSE, HALF, MOST = 96, 160, 2048

_WORD = re.compile(r"[^\W_]+")
_UNRELIABLE = str.maketrans("l1|", "iii", "aeæøågzdo")
_LENGTH_BITS = 5
_LONGEST = (1 << _LENGTH_BITS) - 1
_KEPT_BITS = 16
_Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Sketch:
    """How a text is found again: how many rare 3-grams it has, and the hashes (48 bits) of a sample of them."""

    size: int
    hashes: tuple[int, ...]


NO_SKETCH = Sketch(0, ())


def words_for_comparison(text: str) -> list[str]:
    """The text's words in lower case without the letters that OCR garbles; a word of nothing else stays whole."""
    return [reliable_letters(word) for word in _WORD.findall(text.lower())]


@lru_cache(maxsize=50_000)
def reliable_letters(word: str) -> str:
    """A word in lower case without the letters that an OCR without Danish garbles; itself if it has no others."""
    return word.translate(_UNRELIABLE) or word


def shingles(text: str) -> frozenset[int]:
    """The text's word 3-grams as 64-bit hashes, the same on every machine and in every run."""
    words = _hashed(text)
    if len(words) < SHINGLE:
        return frozenset(_mixed(words.sum(keepdims=True)).tolist() if len(words) else ())
    return frozenset(_three_by_three(words).tolist())


def containment(part: frozenset[int], whole: frozenset[int]) -> float:
    """The share (0 to 1) of `part`'s shingles that stand in `whole`; 0 where `part` has none."""
    return len(part & whole) / len(part) if part else 0.0


def sketch(text: str) -> Sketch:
    """Sample the 3-grams of `text` that few other texts can be expected to have.

    Long words are rare words: 3-grams of fewer than nine letters, three in five of all, are stock phrases for the
    better part. Of the others, those whose hash is divisible by the text's rate are kept, so that two texts take the
    same sample of what they share (Broder 1997, modulo sampling); a short text keeps all, since a notice of sixty
    words is to be found in a text of which one in four is kept.
    """
    words = _hashed(text)
    if len(words) < SHINGLE:
        return NO_SKETCH
    lengths = words & np.uint64(_LONGEST)
    letters = lengths[:-2] + lengths[1:-1] + lengths[2:]
    rare = np.unique(_three_by_three(words)[letters >= RARE_LETTERS])
    kept = rare[rare % np.uint64(rate(len(rare))) == 0] >> np.uint64(_KEPT_BITS)
    return Sketch(len(rare), tuple(kept.tolist()))


def rate(size: int) -> int:
    """One in how many of `size` rare 3-grams is kept."""
    if size <= DENSE:
        return 1
    if size <= HALF:
        return 2
    return 4 * (1 << max(0, (size // MOST).bit_length() - 1))


def estimated_containment(shared: int, one: int, other: int) -> float:
    """The share of the smaller text's rare 3-grams in the larger's, from what two sketches of these sizes share."""
    return shared * max(rate(one), rate(other)) / max(min(one, other), 1)


def _hashed(text: str) -> _Hashes:
    """Each word's hash, with the number of its letters in the last five bits."""
    words: Sequence[str] = _WORD.findall(text.lower())
    return np.fromiter(map(_word_hash, words), dtype=np.uint64, count=len(words))


def _three_by_three(words: _Hashes) -> _Hashes:
    first, second, third = words[:-2], words[1:-1], words[2:]
    return _mixed(first * np.uint64(3) + second * np.uint64(5) + third * np.uint64(7))


def _mixed(values: _Hashes) -> _Hashes:
    """splitmix64's finaliser (Steele, Lea and Flood 2014): spreads sums evenly, so that any bits are a sample."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


@lru_cache(maxsize=50_000)
def _word_hash(word: str) -> int:
    letters = reliable_letters(word)
    digest = blake2b(letters.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "little") >> _LENGTH_BITS << _LENGTH_BITS | min(len(letters), _LONGEST)
