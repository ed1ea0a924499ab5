"""How much of an article was taken over from a press release."""

import re
from dataclasses import dataclass

from udklip.nlp.stories.shingles import words_for_comparison

RUN = 3
TAKEN_OVER = 0.7

_SENTENCE = re.compile(r"(?<=[.!?:])[\"”»'’)]*\s+(?=[\"“”»'‘(–-]*\s*[A-ZÆØÅ0-9])|\n\s*\n")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*-?")


@dataclass(frozen=True, slots=True)
class Pickup:
    """One sentence of the article: how many words it has, and whether it was taken over, verbatim or lightly edited."""

    sentence: str
    words: int
    taken_over: bool


def pickup_share(article: str, release: str) -> float:
    """The share (0 to 1) of `article`'s words that stand in sentences taken over from `release`."""
    sentences = compare(article, release)
    total = sum(sentence.words for sentence in sentences)
    return sum(sentence.words for sentence in sentences if sentence.taken_over) / total if total else 0.0


def compare(article: str, release: str) -> list[Pickup]:
    """Each sentence of `article` beside `release`, whose OCR damage is seen through.

    A sentence was taken over when seven in ten of its words stand in runs of three that the release has too.
    """
    known = set(_runs(words_for_comparison(release)))
    return [_judged(sentence, known) for sentence in sentences_of(article)]


def sentences_of(text: str) -> list[str]:
    """The text's sentences; a paragraph's end ends one too."""
    return [part for part in (piece.strip() for piece in _SENTENCE.split(text)) if _WORD.search(part)]


def _judged(sentence: str, known: set[tuple[str, ...]]) -> Pickup:
    words = words_for_comparison(sentence)
    covered: set[int] = set()
    for start, run in enumerate(_runs(words)):
        if run in known:
            covered.update(range(start, start + RUN))
    taken_over = bool(words) and len(covered) >= TAKEN_OVER * len(words)
    return Pickup(sentence, len(_WORD.findall(sentence)), taken_over)


def _runs(words: list[str]) -> list[tuple[str, ...]]:
    return list(zip(*(words[shift:] for shift in range(RUN)), strict=False))
