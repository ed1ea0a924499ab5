"""Whether the text layer of a page is text at all: some fonts have no table of what their signs mean."""

import re

from udklip.crawler.ocr_mending.danish import is_word

_FEWEST = 20
"""Signs; a page with fewer has no text layer worth the name."""
_LEADERS = re.compile(r"[\s._\-–—|]+")
_READABLE = 0.5
"""Share of signs that are letters or figures, at the least."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_UNSAYABLE = re.compile(r"[^aeiouyæøåäöéü]{6}|^[^aeiouyæøåäöéü]+$", re.IGNORECASE)
_MOST_UNSAYABLE, _FEWEST_KNOWN = 0.2, 0.05
_ENOUGH_WORDS, _SAMPLE = 12, 150
_BEYOND_LATIN = "\u0250"


def is_text(layer: str) -> bool:
    """Whether `layer`, all that a page's text layer says, is text in any language."""
    signs = _LEADERS.sub("", layer)
    if len(layer) < _FEWEST or sum(map(str.isalnum, signs)) < _READABLE * len(signs):
        return False
    words = [word for word in _WORD.findall(layer) if max(word) < _BEYOND_LATIN][:_SAMPLE]
    return len(words) < _ENOUGH_WORDS or not _is_code(words)


def _is_code(words: list[str]) -> bool:
    """Letters that stand for others: words that nobody can say, and that no list knows."""
    unsayable = sum(bool(_UNSAYABLE.search(word)) for word in words)
    if unsayable < _MOST_UNSAYABLE * len(words):
        return False
    return sum(map(is_word, words)) < _FEWEST_KNOWN * len(words)
