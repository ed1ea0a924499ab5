"""The one normal form of a Danish word: its lemma without genitive, folded to ASCII letters."""

import unicodedata
from functools import lru_cache

from udklip.core.danish_dictionary import look_up
from udklip.indexer.danish.word_lists import CORRECTIONS, ENDINGS_AFTER_APOSTROPHE

LONGEST_KNOWN = 40
_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ß": "ss", "đ": "d", "ł": "l"}
)


def fold(word: str) -> str:
    """`word` with æ→ae, ø→oe, å→aa and without accents, so that Århus is Aarhus."""
    if word.isascii():
        return word
    spread = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    kept = (letter for letter in spread if not unicodedata.combining(letter) and not letter.isspace())
    return "".join(kept).lower()


def base(word: str) -> str:
    """`word` (lower case) without what follows an apostrophe as an ending: dtu's → dtu."""
    stem, mark, ending = word.partition("'")
    if mark and (not ending or ending in ENDINGS_AFTER_APOSTROPHE):
        return stem
    return stem + ending


@lru_cache(maxsize=100_000)
def known_lemma(word: str) -> str | None:
    """The lemma of a lower-case word of the dictionary, or None for one it does not know."""
    if word in CORRECTIONS:
        return CORRECTIONS[word]
    if len(word) > LONGEST_KNOWN:
        return None
    lemma = _looked_up(word)
    return None if lemma is None else _settled(word, lemma)


def _looked_up(word: str) -> str | None:
    lemma = look_up(word) or look_up(word.capitalize()) or look_up(word.upper())
    return lemma.lower() if lemma else None


def _settled(word: str, lemma: str) -> str:
    """Mend the dictionary's choices that would part the forms of one word."""
    if (len(lemma) > len(word) or word.endswith("ere")) and _has_own_forms(word):
        # begreb is no form of begribe, nem none of nemme, transportere none of transporter.
        return word
    if lemma == word + "e" and word.endswith("er") and _is_lemma(word[:-1]):
        return word[:-1]
    if lemma.endswith("er") and look_up(lemma) == lemma[:-1]:
        # klyngerne → klynger → klynge, and forskere → forsker → forske, as forsker itself.
        return lemma[:-1]
    if word.endswith("ligt") and word == lemma and _is_lemma(word[:-1]):
        # alvorligt is alvorlig, also where it is no adjective.
        return word[:-1]
    if word == lemma + "s" and not _is_lemma(lemma):
        # unges → unge → ung.
        return known_lemma(lemma) or lemma
    # laboratorium and laboratorie, medium and medie are one word.
    return lemma[:-2] + "e" if lemma.endswith("ium") else lemma


def _has_own_forms(word: str) -> bool:
    return any(look_up(word + ending) == word for ending in ("en", "et", "er", "t", "r"))


def _is_lemma(word: str) -> bool:
    return look_up(word) == word
