"""Forms of a name that count as the same: letter case, accents, genitives, small slips and OCR damage."""

import re
import unicodedata
from functools import lru_cache

from spacy.matcher.levenshtein import levenshtein

_FOLDS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ß": "ss", "ü": "y", "ð": "d"})
# What OCR without Danish makes of æ, ø and å, and what it makes of l: a text is compared without these letters.
_UNRELIABLE = str.maketrans("l1|", "iii", "aeæøågzdo")
_GENITIVE = re.compile(r"(?:['’´`]s|(?<=[sxzSXZ])['’´`])$")
_LETTERS = re.compile(r"[^\W_]+")

SHORTEST_MENDED = 8
SHORTEST_WORD_MENDED = 7
SHORTEST_WORD_DAMAGED = 4
SLIPS_AT_MOST = 2


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """Lower case, æ→ae ø→oe å→aa, other accents off."""
    lower = text.lower().translate(_FOLDS)
    if lower.isascii():
        return lower
    return "".join(char for char in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(char))


@lru_cache(maxsize=20_000)
def compact(name: str) -> str:
    """The folded letters and digits alone: "Welfare Tech", "WelfareTech" and "Welfare-tech" are the same."""
    return "".join(_LETTERS.findall(folded(name)))


def skeleton(name: str) -> str:
    """The letters that survive an OCR which knows no Danish: "Kgbenhavn" and "København" are the same."""
    return "".join(_LETTERS.findall(name.lower())).translate(_UNRELIABLE)


def without_apostrophe(form: str) -> str:
    """`form` without a genitive that an apostrophe marks: "DTU's", "Novo Nordisk’s", "Vestas'"."""
    return _GENITIVE.sub("", form)


def is_slip(form: str, name: str) -> bool:
    """Whether `form` is `name` damaged by OCR or misspelt: long names only, word by word, endings kept.

    The last letter must agree, because in Danish it carries meaning: "ministeren" is no slip for "ministeriet".
    """
    if min(len(form), len(name)) < SHORTEST_MENDED:
        return False
    theirs, ours = form.split(), name.split()
    if len(theirs) != len(ours):
        return False
    return all(map(_is_slip_of_word, theirs, ours))


def _is_slip_of_word(form: str, word: str) -> bool:
    one, other = form.lower(), word.lower()
    if folded(one) == folded(other):
        return True
    if len(other) < SHORTEST_WORD_DAMAGED or abs(len(one) - len(other)) > SLIPS_AT_MOST:
        return False
    return _damaged(one, other) or _misspelt(one, other)


def _damaged(form: str, word: str) -> bool:
    """Only letters that OCR confuses differ, and there is something in `word` for it to confuse."""
    return not word.isascii() and skeleton(form) == skeleton(word)


def _misspelt(form: str, word: str) -> bool:
    if len(word) < SHORTEST_WORD_MENDED or form[0] != word[0] or form[-1] != word[-1]:
        return False
    allowed = SLIPS_AT_MOST if len(word) >= 2 * SHORTEST_MENDED else 1
    return bool(levenshtein(form, word, allowed) <= allowed)
