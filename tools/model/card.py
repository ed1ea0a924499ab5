"""Writes the model card: fixed words from `card.md.txt`, with the figures just measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from string import Template

from tools.model.scores import ALL, Score

WORDS = Path(__file__).parent / "card.md.txt"


@dataclass(frozen=True)
class CardFacts:
    """What was measured.

    Scores by label on the dev split and on press texts, bytes of the folder, sentences of the dev split.
    """

    scores: Mapping[str, Score]
    press: Mapping[str, Score]
    words_per_second: float
    size: int
    sentences: int
    networks: int


def write_card(path: Path, facts: CardFacts) -> None:
    """Write the card as Markdown."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render_card(facts), encoding="utf-8")


def render_card(facts: CardFacts) -> str:
    """The card's text."""
    return Template(WORDS.read_text(encoding="utf-8")).substitute(
        spacy=".".join(version("spacy").split(".")[:2]),
        megabytes=f"{facts.size / 1e6:.0f}",
        rate=f"{round(facts.words_per_second, -2):,.0f}",
        sentences=facts.sentences,
        names=round(facts.scores[ALL].gold, -1),
        networks=facts.networks,
        rows=_rows(facts.scores),
        press_names=facts.press[ALL].gold,
        press_rows=_rows(facts.press),
    )


def _rows(scores: Mapping[str, Score]) -> str:
    return "\n".join(_row(label, score) for label, score in scores.items())


def _row(label: str, score: Score) -> str:
    return f"| {label} | {score.gold} | {score.precision:.3f} | {score.recall:.3f} | {score.f1:.3f} |"
