"""Words are cut once, here, for both indexes, at index time and at query time.

At each position a word has its exact form (lower case), one normal form (lemma, genitive off, folded) and, where it
is a compound or a number of several, its parts. Both indexes are handed these as text with spaces between.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from udklip.indexer.danish.compounds import compound_parts, last_part
from udklip.indexer.danish.normal_form import base, fold, known_lemma

#: Raised when the same text is cut otherwise, so that an index filled by older rules is filled anew.
WORDS_VERSION = 1
LONGEST = 100

_WORD = re.compile(r"\d+(?:[.,:]\d+)+(?![^\W_])|[^\W_]+(?:['’´`ʼ][^\W_]+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_HYPHENS = "-\u2010\u2011"
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_APOSTROPHES = str.maketrans("’´`ʼ", "''''")


@dataclass(frozen=True, slots=True)
class Word:
    """One position of a text: lower case, the normal form, and normal forms of its parts (without itself)."""

    exact: str
    form: str
    parts: tuple[str, ...] = ()


def cut(text: str) -> list[Word]:
    """The words of `text` in order; what is neither letter nor digit separates them.

    A hyphen separates too; the last word of a hyphenated one has the whole, written together, among its parts.
    """
    clean = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    words: list[Word] = []
    begun = end = 0
    for match in _WORD.finditer(clean):
        word = word_of(match[0])
        start = match.start()
        if words and start == end + 1 and clean[end] in _HYPHENS:
            word = _joined(word, clean[begun : match.end()])
        else:
            begun = start
        words.append(word)
        end = match.end()
    return words


@lru_cache(maxsize=200_000)
def word_of(written: str) -> Word:
    """One word, as the pattern of `cut` takes it from a text."""
    exact = written.translate(_APOSTROPHES).lower()[:LONGEST]
    if exact[0].isdigit() and not exact.isalnum():
        return _number(exact)
    plain = base(exact)
    form = fold(_normal(plain))[:LONGEST]
    parts = dict.fromkeys(fold(part) for part in _parts(plain))
    parts.pop(form, None)
    return Word(exact, form, tuple(parts))


def joined_form(written: str) -> str:
    """The normal form of a hyphenated word written together: covid-19 → covid19."""
    return word_of("".join(match[0] for match in _WORD.finditer(written))).form


def exact_text(words: Iterable[Word]) -> str:
    """What an index's `exact` field is given."""
    return " ".join(word.exact for word in words)


def forms_text(words: Iterable[Word]) -> str:
    """What an index's `forms` field is given: position for position as `exact_text`."""
    return " ".join(word.form for word in words)


def parts_text(words: Iterable[Word]) -> str:
    """What an index's `parts` field is given; positions mean nothing there."""
    return " ".join(part for word in words for part in word.parts)


def _joined(word: Word, written: str) -> Word:
    return replace(word, parts=(*word.parts, joined_form(written)))


def _number(exact: str) -> Word:
    if _THOUSANDS.fullmatch(exact):
        return Word(exact, exact.replace(".", ""))
    return Word(exact, exact, tuple(dict.fromkeys(re.split("[.,:]", exact))))


def _normal(word: str) -> str:
    if lemma := known_lemma(word):
        return lemma
    if compound := last_part(word):
        beginning, last = compound
        return beginning + (known_lemma(last) or last)
    genitive = len(word) > 2 and word[-1] == "s" and word[-2] != "s"
    return _without_s(word) if genitive else word


def _without_s(word: str) -> str:
    return known_lemma(word[:-1]) or word[:-1]


def _parts(word: str) -> list[str]:
    parts = list(compound_parts(known_lemma(word) or _normal(word))) or _named_parts(word)
    return parts + [inner for part in parts for inner in compound_parts(part)]


def _named_parts(word: str) -> list[str]:
    """Of a name and a word: lundbeckfonden holds lundbeck and fond."""
    compound = None if known_lemma(word) else last_part(word)
    return [compound[0], known_lemma(compound[1]) or compound[1]] if compound else []
