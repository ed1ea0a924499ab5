"""Whether a text may be Danish that an OCR without Danish read: nearly free, for it is asked of every text."""

import re

_NORDIC = re.compile(r"[æøåäöÆØÅÄÖ]")
_LETTERS = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"\w+")
_FEWEST_LETTERS = 120
_NORDIC_SHARE = 0.002
"""Of the letters; Danish has 0.015 to 0.022."""
_SAMPLE = 20_000
"""Letters that tell; a long text is not counted to its end."""
# Frequent words without æ, ø and å; its neighbours share most of them.
_SMALL = frozenset(
    "af at bliver blev de den der det efter eller en er et for fra han har have hun i ikke kan man med mellem men mere "
    "og om op os sig skal som til ud var ved vi vil".split()
)
_SMALL_SHARE = 0.18
"""Of the words; running Danish has 0.35 to 0.45, a list of names less."""


def may_be_damaged(text: str) -> bool:
    """Whether `text` has the small words of Danish and all but none of its letters."""
    sample = text[:_SAMPLE]
    nordic = len(_NORDIC.findall(sample))
    if nordic > _NORDIC_SHARE * len(sample):
        return False
    letters = len(_LETTERS.findall(sample))
    if letters < _FEWEST_LETTERS or nordic > _NORDIC_SHARE * letters:
        return False
    words = _WORD.findall(sample.lower())
    return sum(word in _SMALL for word in words) >= _SMALL_SHARE * len(words)
