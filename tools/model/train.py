"""Train the Danish name model and put it, with its card, where the package ships it.

Usage: python -m tools.model.train [--shared DIR] [--work DIR] [--jobs N] [--hold-out | --force]
Each network is trained by one process with one thread: with more, two runs differ in the last digits and so in the
model.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import cast

import spacy
from spacy.language import Language

from tools.model.card import CardFacts, write_card
from tools.model.corpora import Sentence, hold_out, read_iob2, read_marked
from tools.model.name_sources import build_lists
from tools.model.networks import RECIPES, Texts, train_networks
from tools.model.scores import ALL, Score, score_by_label, words_per_second
from tools.model.ship import folder_bytes, ship_model
from tools.model.vectors import train_vectors
from udklip.nlp.marking.component import FACTORY as MARKER
from udklip.nlp.marking.component import NameMarker
from udklip.nlp.marking.encoder import Encoder
from udklip.nlp.name_lists import FACTORY as LISTS
from udklip.nlp.name_lists import NameLists, write_lists
from udklip.nlp.name_model import SHIPPED, load_name_model

ROOT = Path(__file__).resolve().parents[2]
PRESS = ROOT / "tests" / "quality" / "press_names.txt"
HELD_OUT_SHARE = 0.1
SEED = 1
EXIT_NOT_BETTER = 3


@dataclass(frozen=True)
class Material:
    """The files that the model is made from."""

    train: Path
    dev: Path
    norne: Path
    parliament: Path
    danish_names: Path

    def missing(self) -> list[Path]:
        """The files that are not there."""
        return [file for file in astuple(self) if not file.is_file()]


@dataclass(frozen=True)
class Home:
    """Where a model that is good enough goes, and its card."""

    model: Path = SHIPPED
    card: Path = ROOT / "docs" / "model-card.md"


def material_in(shared: Path) -> Material:
    """The files as they are called in the shared material."""
    names = ("uner_da_train.iob2", "uner_da_dev.iob2", "norne_near_danish.jsonl.gz")
    return Material(
        *(shared / "data" / "ner" / name for name in (*names, "folketinget_da.txt.gz", "danish_names.csv"))
    )


def main() -> int:
    """Train, score on the dev split, and replace the shipped model unless that one is better."""
    options = _read_options()
    material = material_in(options.shared)
    if gone := material.missing():
        print(f"train: {gone[0]} is missing; set UDKLIP_SHARED or --shared", file=sys.stderr)
        return 2
    options.work.mkdir(parents=True, exist_ok=True)
    prepare(material, options.work)
    if options.hold_out:
        return measure(material, options.work, options.jobs)
    networks = train_networks(texts_of(material, read_iob2(material.train)), options.work, options.jobs)
    trained = assemble(options.work, networks)
    return replace_unless_worse(trained, material.dev, Home(), force=options.force)


def _read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Train the Danish name model (under an hour on two cores).")
    shared = Path(os.environ.get("UDKLIP_SHARED") or ROOT.parent / "shared")
    parser.add_argument("--shared", type=Path, default=shared, help="folder of the shared material")
    parser.add_argument(
        "--work", type=Path, default=ROOT / "build" / "model", help="folder for what lies between"
    )
    parser.add_argument("--jobs", type=int, default=2, help="networks trained at a time (default: 2)")
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--hold-out", action="store_true", help="train without a tenth, score on it, ship nothing"
    )
    what.add_argument("--force", action="store_true", help="replace the shipped model even by a worse one")
    return parser.parse_args()


def prepare(material: Material, work: Path) -> None:
    """Write into `work` what every network reads: vectors and lists."""
    if not (work / "vectors").is_dir():
        train_vectors(material.parliament, work)
    (work / "lists").mkdir(exist_ok=True)
    write_lists(build_lists(material.danish_names, material.parliament), work / "lists")


def texts_of(material: Material, danish: Sequence[Sentence]) -> Texts:
    """The Danish sentences with the rest of what networks learn from."""
    return Texts(danish, material.norne, material.danish_names)


def assemble(work: Path, networks: Sequence[bytes]) -> Language:
    """The pipeline of lists and trained networks."""
    nlp = spacy.load(work / "vectors")
    lists = cast("NameLists", nlp.add_pipe(LISTS, name="name_lists"))
    lists.from_disk(work / "lists")
    marker = cast("NameMarker", nlp.add_pipe(MARKER, name="names"))
    marker.use([Encoder.from_bytes(network) for network in networks])
    return nlp


def measure(material: Material, work: Path, jobs: int) -> int:
    """Train without a tenth of the train split and print the scores there and elsewhere: for comparing variants."""
    kept, held_out = hold_out(read_iob2(material.train), HELD_OUT_SHARE, SEED)
    networks = train_networks(texts_of(material, kept), work, jobs)
    texts = {"held out": held_out, "dev split": read_iob2(material.dev), "press": read_marked(PRESS)}
    for part in (*([network] for network in networks), networks):
        _print_scores(assemble(work, part), texts)
    return 0


def _print_scores(nlp: Language, texts: dict[str, list[Sentence]]) -> None:
    for name, sentences in texts.items():
        scores = score_by_label(nlp, sentences)
        print(f"{name:10}", *(f"{label} {score.f1:.3f}" for label, score in scores.items()), flush=True)


def replace_unless_worse(trained: Language, dev: Path, home: Home, *, force: bool) -> int:
    """Ship the trained model, or say why not; gives the exit code."""
    sentences = read_iob2(dev)
    scores = score_by_label(trained, sentences)
    new, old = scores[ALL].f1, 0.0 if force else _shipped_f1(home.model, sentences)
    if old > new:
        print(f"train: the shipped model is better and stays: F1 {old:.3f}, the new one {new:.3f} (--force)")
        return EXIT_NOT_BETTER
    ship_model(trained, home.model, scores)
    write_card(home.card, card_facts(home.model, scores, sentences))
    print(f"train: F1 {new:.3f} on the dev split; written to {home.model}")
    return 0


def card_facts(model: Path, scores: dict[str, Score], sentences: Sequence[Sentence]) -> CardFacts:
    """What the card tells, measured on the model as shipped."""
    shipped = load_name_model(model)
    press = score_by_label(shipped, read_marked(PRESS))
    return CardFacts(
        scores,
        press,
        words_per_second=words_per_second(shipped, sentences),
        size=folder_bytes(model),
        sentences=len(sentences),
        networks=len(RECIPES),
    )


def _shipped_f1(folder: Path, sentences: Sequence[Sentence]) -> float:
    if not (folder / "meta.json").is_file():
        return 0.0
    return score_by_label(load_name_model(folder), sentences)[ALL].f1


if __name__ == "__main__":
    sys.exit(main())
