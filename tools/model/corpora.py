"""The training and scoring texts: read from the shared material, turned into spaCy documents."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import biluo_tags_to_spans, iob_to_biluo
from spacy.vocab import Vocab

from udklip.nlp.marking.tags import OUTSIDE

TEXT_MARK = "# text = "
MARKED = re.compile(r"\[([^\]|]+)\|(PER|ORG|LOC)\]")


@dataclass(frozen=True)
class Sentence:
    """One sentence: its words, an IOB2 tag a word, and the text as printed (None where it is not known)."""

    words: tuple[str, ...]
    tags: tuple[str, ...]
    text: str | None = None


def read_iob2(path: Path) -> list[Sentence]:
    """Read a UNER file: columns number, word, tag, …; one blank line after each sentence."""
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    return [_read_block(block.split("\n")) for block in blocks]


def _read_block(lines: Iterable[str]) -> Sentence:
    text: str | None = None
    rows: list[list[str]] = []
    for line in lines:
        if line.startswith(TEXT_MARK):
            text = line.removeprefix(TEXT_MARK)
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
    return Sentence(tuple(row[1] for row in rows), tuple(row[2] for row in rows), text)


def read_norne(path: Path) -> Iterator[Sentence]:
    """Read the NorNE sentences in near-Danish; how their words were spaced is not known."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Sentence(tuple(row["words"]), tuple(row["tags"]))


def read_marked(path: Path) -> list[Sentence]:
    """Read sentences with names marked as `[Novo Nordisk|ORG]`, one a line; lines that begin with # are left out."""
    nlp = spacy.blank("da")
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_read_marked(line, nlp) for line in lines if line and not line.startswith("#")]


def _read_marked(line: str, nlp: Language) -> Sentence:
    """A name ends where its last word does: what is written on to it belongs to it."""
    doc = nlp(MARKED.sub(r"\1", line))
    tags = [OUTSIDE] * len(doc)
    shift = 0
    for mark in MARKED.finditer(line):
        start = mark.start() - shift
        span = doc.char_span(start, start + len(mark[1]), alignment_mode="expand")
        if span is None:
            raise ValueError(f"{mark[0]}: no word of {doc.text!r}")
        tags[span.start : span.end] = [f"B-{mark[2]}", *[f"I-{mark[2]}"] * (len(span) - 1)]
        shift += len(mark[0]) - len(mark[1])
    return Sentence(tuple(token.text for token in doc), tuple(tags), doc.text)


def hold_out(sentences: Sequence[Sentence], share: float, seed: int) -> tuple[list[Sentence], list[Sentence]]:
    """Split in two by chance: what is left, and the share held out."""
    shuffled = list(sentences)
    random.Random(seed).shuffle(shuffled)  # noqa: S311 (a repeatable split, no secret)
    cut = round(len(shuffled) * share)
    return shuffled[cut:], shuffled[:cut]


def spacing(sentence: Sentence) -> tuple[list[str], list[bool]] | None:
    """The words as they stand in the text and whether a space follows each; None where they do not fit."""
    words, spaces, at = [], [], 0
    text = sentence.text or ""
    for word in sentence.words:
        while text[at : at + 1] == " ":
            at += 1
        if not text.startswith(word, at):
            return None
        at += len(word)
        words.append(word)
        spaces.append(text[at : at + 1] == " ")
    return words, spaces


def to_doc(sentence: Sentence, vocab: Vocab) -> Doc:
    """The sentence as a document with its entities."""
    placed = spacing(sentence) if sentence.text else None
    doc = Doc(vocab, words=list(sentence.words)) if placed is None else Doc(vocab, *placed)
    doc.set_ents(biluo_tags_to_spans(doc, iob_to_biluo(list(sentence.tags))))
    return doc
