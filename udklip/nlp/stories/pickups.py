"""How much of an article was taken over from a press release, what it added, and what it left out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from udklip.nlp.speech.sayings import VERB
from udklip.nlp.stories.shingles import words_for_comparison

RUN = 3
TAKEN_OVER = 0.7
LEAST_SHARE = 0.2
FEWEST_SAID = 5
LONGEST_ATTRIBUTION = 25

_SENTENCE = re.compile(r"(?<=[.!?:])[\"”»'’)]*\s+(?=[\"“”»'‘(–-]*\s*[A-ZÆØÅ0-9])|\n\s*\n")
# "…," siger NN, titel i X; …, oplyser X: who says it is the paper's to put in other words.
_SAID_BY = re.compile(
    rf"(?:[,.!?…][\"”“»«’']+|,\s(?=(?:{VERB}|ifølge|hedder|uppger|enligt|according to)\b))[^\"”“»«!?]{{0,300}}$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*-?")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a text beside another: its words, and whether the other has it, verbatim or lightly edited."""

    text: str
    words: int
    in_both: bool


@dataclass(frozen=True, slots=True)
class Takeover:
    """What an article made of a release: `added` are its own sentences, `cut` those of the release it left out.

    `share` (0 to 1) is the share of the article's words that stand in sentences taken over.
    """

    share: float
    added: tuple[Sentence, ...]
    cut: tuple[Sentence, ...]


def takeover(article: str, release: str) -> Takeover:
    """Compare an article with a press release, OCR damage in either seen through."""
    added = tuple(sentence for sentence in compare(article, release) if not sentence.in_both)
    cut = tuple(sentence for sentence in compare(release, article) if not sentence.in_both)
    return Takeover(pickup_share(article, release), added, cut)


def pickup_share(article: str, release: str) -> float:
    """The share (0 to 1) of `article`'s words that stand in sentences taken over from `release`."""
    sentences = compare(article, release)
    total = sum(sentence.words for sentence in sentences)
    return sum(sentence.words for sentence in sentences if sentence.in_both) / total if total else 0.0


def best_release(article: str, releases: Mapping[str, str]) -> tuple[str, float] | None:
    """The key of the text in `releases` that most of `article` was taken from, with the share to three decimals.

    Of several alike it is the first; None where no share reaches a fifth.
    """
    shares = {key: round(pickup_share(article, release), 3) for key, release in releases.items()}
    best = max(shares, key=lambda key: shares[key], default=None)
    return (best, shares[best]) if best is not None and shares[best] >= LEAST_SHARE else None


def compare(text: str, other: str) -> list[Sentence]:
    """Each sentence of `text` beside `other`.

    It stands in both when seven in ten of its words, or of what it lets somebody say, stand in runs of three that
    the other has too.
    """
    theirs = words_for_comparison(other)
    known = {run for length in range(1, RUN + 1) for run in _runs(theirs, length)}
    return [_judged(sentence, known) for sentence in sentences_of(text)]


def sentences_of(text: str) -> list[str]:
    """The text's sentences; a paragraph's end ends one too."""
    return [part for part in (piece.strip() for piece in _SENTENCE.split(text)) if _WORD.search(part)]


def _judged(sentence: str, known: set[tuple[str, ...]]) -> Sentence:
    in_both = _stands_in(sentence, known) or _stands_in(_what_is_said(sentence), known)
    return Sentence(sentence, len(_WORD.findall(sentence)), in_both)


def _what_is_said(sentence: str) -> str:
    """The sentence without the words that say who said it, where enough is left to be told by."""
    match = _SAID_BY.search(sentence)
    if not match or len(_WORD.findall(match[0])) > LONGEST_ATTRIBUTION:
        return ""
    said = sentence[: match.start()]
    return said if len(_WORD.findall(said)) >= FEWEST_SAID else ""


def _stands_in(sentence: str, known: set[tuple[str, ...]]) -> bool:
    words = words_for_comparison(sentence)
    length = min(RUN, len(words))
    covered: set[int] = set()
    for start, run in enumerate(_runs(words, length)):
        if run in known:
            covered.update(range(start, start + length))
    return bool(words) and len(covered) >= TAKEN_OVER * len(words)


def _runs(words: list[str], length: int) -> list[tuple[str, ...]]:
    return list(zip(*(words[shift:] for shift in range(length)), strict=False))
