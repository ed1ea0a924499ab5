"""Whether two texts are the same story's text: containment of word 3-grams, OCR damage seen through.

Containment (Broder 1997) rather than resemblance: a notice cut from a long release shares all of its own shingles
and few of the release's.
"""

from functools import lru_cache

from udklip.nlp.stories.postings import Postings
from udklip.nlp.stories.shingles import shingles, sketch

SAME_TEXT = 0.3
FEWEST_SHARED = 8

_shingles = lru_cache(maxsize=2_000)(shingles)
"""Candidates come back again and again while their story is news."""


def is_same_text(one: str, other: str) -> bool:
    """Whether either text stands, for the better part, in the other."""
    first, second = _shingles(one), _shingles(other)
    shared = len(first & second)
    return shared >= FEWEST_SHARED and shared >= SAME_TEXT * min(len(first), len(second))


def group(texts: dict[str, str]) -> list[list[str]]:
    """Group keys whose texts are the same, in the order given; each group begins with its first text."""
    keys, postings = list(texts), Postings()
    story = list(range(len(keys)))
    for number, text in enumerate(texts.values()):
        own = sketch(text)
        candidates = [candidate - 1 for candidate in postings.candidates(own)]
        same = [other for other in candidates if is_same_text(text, texts[keys[other]])]
        postings.post(number + 1, own, [other + 1 for other in same])
        if same:
            joined = {story[other] for other in same} | {number}
            story = [min(joined) if its in joined else its for its in story]
    groups: dict[int, list[str]] = {}
    for number, key in enumerate(keys):
        groups.setdefault(story[number], []).append(key)
    return list(groups.values())
