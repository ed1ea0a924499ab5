"""Whether two pages of one source hold the same text: word for word, or but for what stands around it.

Two notices made from one form differ in a figure and are two items; an article with and without its newsletter box
is one. So sentences are compared whole: those of the shorter text stand in the longer one, and what is left over is
little and has no figure in it.
"""

import re
from collections import Counter
from hashlib import blake2b, sha256

from udklip.core.reading import Reading
from udklip.indexer.sentences import sentences

MARKS = 5
FEWEST_WORDS_OF_A_MARK = 8
FEWEST_WORDS = 20
LEFT_OVER = 0.05
"""The share of the shorter text's words that may stand in no sentence of the longer."""
ADDED = 0.35
"""The share of the longer text that may be around the shorter. More of it is another article."""

_WORD = re.compile(r"\w+")
_FIGURE = re.compile(r"\d")
_Sentence = tuple[str, ...]


def fingerprint(reading: Reading) -> str:
    """The hash of the words of title and body: the same text gives the same, whatever stands between them."""
    return sha256(" ".join(_words(f"{reading.title or ''} {reading.body}")).encode()).hexdigest()


def marks(text: str) -> tuple[str, ...]:
    """Hashes of the five longest sentences: two texts that differ by furniture have one of them in common."""
    found = {sentence for sentence in _sentences(text) if len(sentence) >= FEWEST_WORDS_OF_A_MARK}
    longest = sorted(found, key=lambda sentence: (-len(sentence), sentence))[:MARKS]
    return tuple(blake2b(" ".join(sentence).encode(), digest_size=16).hexdigest() for sentence in longest)


def differ_by_furniture(one: str, other: str) -> bool:
    """Whether two texts are one but for lines that stand around it."""
    shorter, longer = sorted((Counter(_sentences(one)), Counter(_sentences(other))), key=_size)
    left_over, added = shorter - longer, longer - shorter
    if _size(shorter) < FEWEST_WORDS or any(map(_has_figure, left_over)):
        return False
    return _size(left_over) <= LEFT_OVER * _size(shorter) and _size(added) <= ADDED * _size(longer)


def _size(text: Counter[_Sentence]) -> int:
    return sum(len(sentence) * times for sentence, times in text.items())


def _has_figure(sentence: _Sentence) -> bool:
    return any(map(_FIGURE.search, sentence))


def _sentences(text: str) -> list[_Sentence]:
    return [words for words in (tuple(_words(sentence)) for sentence in sentences(text)) if words]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
