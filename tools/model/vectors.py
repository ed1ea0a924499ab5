"""Word vectors from Danish parliament minutes, by floret (subword hashing; Bojanowski et al. 2017, Svenstrup 2017)."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import floret
import spacy
from spacy.training.initialize import convert_vectors

# Close to how spaCy's Danish tokenizer cuts: hyphens, dots and apostrophes within a word do not divide it.
TOKEN = re.compile(r"\w+(?:[-'’./]\w+)*|[^\w\s]")
FLORET_SETTINGS = {
    "model": "cbow",
    "mode": "floret",
    "dim": 100,
    "hashCount": 2,
    "bucket": 50_000,
    "minn": 3,
    "maxn": 5,
    "minCount": 5,
    "epoch": 6,
    "thread": 1,  # more threads train faster, but never twice the same
    "verbose": 1,
}


def train_vectors(text: Path, work: Path) -> Path:
    """Train vectors on a gzipped text and write them as a blank spaCy pipeline; gives its folder. About 4 minutes."""
    target, tokens, table = work / "vectors", work / "tokens.txt", work / "vectors.floret"
    _write_tokens(text, tokens)
    model = floret.train_unsupervised(str(tokens), **FLORET_SETTINGS)
    model.save_floret_vectors(str(table))
    nlp = spacy.blank("da")
    convert_vectors(nlp, table, truncate=0, prune=-1, mode="floret")
    nlp.to_disk(target)
    return target


def _write_tokens(text: Path, tokens: Path) -> None:
    """Write the text cut into words, one line of text a line."""
    with gzip.open(text, "rt", encoding="utf-8") as lines, tokens.open("w", encoding="utf-8") as out:
        out.writelines(" ".join(TOKEN.findall(line)) + "\n" for line in lines)
