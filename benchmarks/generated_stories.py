"""Generated stories: texts with the vocabulary of the minutes of parliament, and what papers make of them.

Each sentence is one of the minutes' with seven in ten of its plain words drawn anew by the minutes' own frequencies,
so that two texts share stock phrases, as any two do, and little else.
"""

import gzip
import os
import random
import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from itertools import accumulate
from pathlib import Path

CHARACTERS = 12_000_000
DRAWN_ANEW = 0.7

Sentences = list[str]
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"\b[a-zæøå]{4,}\b")
_ANY_WORD = re.compile(r"\b\w+\b")
# What an OCR without Danish letters reads in their place.
_READ_AS = {
    "æ": ("ae", "ee", "a"),
    "ø": ("g", "o", "@"),
    "å": ("a", "d", "4"),
    "Æ": ("AE",),
    "Ø": ("O",),
    "Å": ("A",),
}


def story(chance: random.Random, words: int) -> Sentences:
    """A text of about `words` words."""
    made: Sentences = []
    while sum(map(_length, made)) < words:
        made.append(_sentence(chance))
    return made


def as_text(sentences: Sentences) -> str:
    """Paragraphs of three sentences."""
    return "\n\n".join(" ".join(sentences[start : start + 3]) for start in range(0, len(sentences), 3))


def copied(chance: random.Random, original: Sentences) -> Sentences:
    """All of it, in another paper's frame: a headline and a lead of its own, a line at the end."""
    return [*story(chance, 20), *original, "Læs også om sagen i vores tema"]


def retouched(chance: random.Random, original: Sentences) -> Sentences:
    """All of it, one word in eight another or gone, and some sentences in another order."""
    edited = [_ANY_WORD.sub(lambda word: _edited(chance, word[0]), sentence) for sentence in original]
    at = chance.randrange(1, len(edited)) if len(edited) > 1 else 0
    return edited[at:] + edited[:at]


def scanned(chance: random.Random, original: Sentences) -> Sentences:
    """All of it, read by an OCR that has no Danish letters."""
    return ["".join(chance.choice(_READ_AS.get(letter, (letter,))) for letter in one) for one in original]


def cut(chance: random.Random, original: Sentences) -> Sentences:
    """Half of its sentences, in order, under a new lead."""
    kept = sorted(chance.sample(range(len(original)), max(2, len(original) // 2)))
    return [*story(chance, 15), *(original[number] for number in kept)]


def notice(chance: random.Random, original: Sentences) -> Sentences:
    """A notice of sixty words or so, cut from somewhere within it."""
    start = chance.randrange(max(1, len(original) - 3))
    taken: Sentences = []
    while sum(map(_length, taken)) < 60 and start + len(taken) < len(original):
        taken.append(original[start + len(taken)])
    return taken


def half_rewritten(chance: random.Random, original: Sentences) -> Sentences:
    """Every other sentence its own, the rest the original's."""
    return [one if number % 2 else _sentence(chance) for number, one in enumerate(original)]


def in_other_words(chance: random.Random, original: Sentences) -> Sentences:
    """The same event told anew: its names and figures, hardly any of its sentences' other words."""
    return [_WORD.sub(lambda _: _drawn(chance), sentence) for sentence in reversed(original)]


COPIES: dict[str, Callable[[random.Random, Sentences], Sentences]] = {
    "copied": copied,
    "retouched": retouched,
    "scanned": scanned,
    "cut": cut,
    "notice": notice,
}
"""What has to be found."""


def _edited(chance: random.Random, word: str) -> str:
    if chance.random() > 1 / 8 or word[0].isupper() or word.isdigit():
        return word
    return _drawn(chance) if chance.random() < 0.6 else ""


def _length(sentence: str) -> int:
    return sentence.count(" ") + 1


def _sentence(chance: random.Random) -> str:
    def maybe(match: re.Match[str]) -> str:
        return _drawn(chance) if chance.random() < DRAWN_ANEW else match[0]

    return _WORD.sub(maybe, chance.choice(_sentences()))


def _drawn(chance: random.Random) -> str:
    words, weights = _words()
    return chance.choices(words, cum_weights=weights)[0]


@cache
def _minutes() -> str:
    folder = Path(os.environ.get("UDKLIP_SHARED") or Path(__file__).resolve().parents[2] / "shared")
    with gzip.open(folder / "data" / "ner" / "folketinget_da.txt.gz", "rt", encoding="utf-8") as minutes:
        return minutes.read(CHARACTERS)


@cache
def _words() -> tuple[list[str], list[int]]:
    counted = Counter(_WORD.findall(_minutes())).most_common(60_000)
    return [word for word, _ in counted], list(accumulate(count for _, count in counted))


@cache
def _sentences() -> Sentences:
    lines = (line for line in _minutes().splitlines() if len(line) > 80)
    return [
        one for line in lines for one in _SENTENCE.split(line) if 40 < len(one) < 300 and one[0].isupper()
    ]
