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
from udklip.indexer.danish.word_lists import STANDS_FOR

#: Raised when the same text is cut otherwise, so that an index filled by older rules is filled anew.
WORDS_VERSION = 2
LONGEST = 100

_PLAIN = r"[^\W_]+(?:['’´`ʼ][^\W_]+)*"
_WORD = re.compile(rf"\d+(?:[.,:]\d+)+(?![^\W_])|{_PLAIN}(?:[-\u2010\u2011]{_PLAIN})*")
_HYPHEN = re.compile("[-\u2010\u2011]")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_APOSTROPHES = str.maketrans("’´`ʼ", "''''")


@dataclass(frozen=True, slots=True)
class Word:
    """One position of a text: lower case, the normal form, and normal forms of its parts (without itself)."""

    exact: str
    form: str
    parts: tuple[str, ...] = ()


def cut(text: str) -> list[Word]:
    """The words of `text` in order; what is neither letter nor digit separates them.

    A hyphen separates too; a word after one has what stands before it and itself, written together, among its parts.
    """
    clean = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    words: list[Word] = []
    for written in _WORD.findall(clean):
        words.extend(_words_of(written))
    return words


def placed(text: str) -> list[tuple[Word, tuple[int, int]]]:
    """The words of `text` with where each begins and ends in it."""
    found: list[tuple[Word, tuple[int, int]]] = []
    for match in _WORD.finditer(text):
        written, start = match[0], match.start()
        for piece, word in zip(_HYPHEN.split(written), _words_of(written), strict=True):
            found.append((word, (start, start + len(piece))))
            start += len(piece) + 1
    return found


@lru_cache(maxsize=200_000)
def _words_of(written: str) -> tuple[Word, ...]:
    pieces = _HYPHEN.split(written)
    words = [word_of(piece) for piece in pieces]
    for end, word in enumerate(words[1:], start=2):
        joined = word_of("".join(pieces[:end])).form
        words[end - 1] = replace(word, parts=(*word.parts, joined))
    return tuple(words)


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
    return word_of(_HYPHEN.sub("", written)).form


def exact_text(words: Iterable[Word]) -> str:
    """What an index's `exact` field is given."""
    return " ".join([word.exact for word in words])


def forms_text(words: Iterable[Word]) -> str:
    """What an index's `forms` field is given: position for position as `exact_text`."""
    return " ".join([word.form for word in words])


def parts_text(words: Iterable[Word]) -> str:
    """What an index's `parts` field is given; positions mean nothing there."""
    return " ".join([part for word in words if word.parts for part in word.parts])


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
    if word in STANDS_FOR:
        return [STANDS_FOR[word]]
    parts = list(compound_parts(known_lemma(word) or _normal(word))) or _named_parts(word)
    return parts + [inner for part in parts for inner in compound_parts(part)]


def _named_parts(word: str) -> list[str]:
    """Of a name and a word: lundbeckfonden holds lundbeck and fond."""
    compound = None if known_lemma(word) else last_part(word)
    return [compound[0], known_lemma(compound[1]) or compound[1]] if compound else []
