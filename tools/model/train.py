"""Train the Danish name model and put it, with its card, where the package ships it.

Usage: OPENBLAS_NUM_THREADS=1 python -m tools.model.train [--shared DIR] [--work DIR] [--force]
One thread: with more, two runs differ in the last digits and so in the model.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from spacy.language import Language
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config
from thinc.api import NumpyOps, set_current_ops

from tools.model.card import CardFacts, write_card
from tools.model.corpora import Sentence, hold_out, read_iob2, read_norne, write_corpus
from tools.model.name_sources import build_lists
from tools.model.scores import ALL, score_by_label, words_per_second
from tools.model.ship import folder_bytes, ship_model
from tools.model.vectors import train_vectors
from udklip.nlp.name_lists import write_lists
from udklip.nlp.name_model import SHIPPED, load_name_model

ROOT = Path(__file__).resolve().parents[2]
CONFIG = Path(__file__).parent / "config.cfg"
STOPPING_SHARE = 0.1
SEED = 1
DANISH_TIMES = 3
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
    trained = load_name_model(train_model(options.work))
    return replace_unless_worse(trained, material.dev, Home(), force=options.force)


def _read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Train the Danish name model (under an hour on two cores).")
    shared = Path(os.environ.get("UDKLIP_SHARED") or ROOT.parent / "shared")
    parser.add_argument("--shared", type=Path, default=shared, help="folder of the shared material")
    parser.add_argument(
        "--work", type=Path, default=ROOT / "build" / "model", help="folder for what lies between"
    )
    parser.add_argument("--force", action="store_true", help="replace the shipped model even by a worse one")
    return parser.parse_args()


def prepare(material: Material, work: Path) -> None:
    """Write into `work` all that the training's configuration names: vectors, lists, corpora."""
    if not (work / "vectors").is_dir():
        train_vectors(material.parliament, work)
    (work / "lists").mkdir(exist_ok=True)
    write_lists(build_lists(material.danish_names, material.parliament), work / "lists")
    kept, stopping = hold_out(read_iob2(material.train), STOPPING_SHARE, SEED)
    write_corpus(_mixed(kept, list(read_norne(material.norne))), work / "train.spacy")
    write_corpus(stopping, work / "stopping.spacy")


def _mixed(danish: list[Sentence], norne: list[Sentence]) -> list[Sentence]:
    """Both corpora in an order that is the same each time, the Danish one several times over."""
    random.Random(SEED).shuffle(norne)  # noqa: S311 (a repeatable order, no secret)
    mixed = danish * DANISH_TIMES + norne
    random.Random(SEED + 1).shuffle(mixed)  # noqa: S311 (a repeatable order, no secret)
    return mixed


def train_model(work: Path) -> Path:
    """Train by `config.cfg`; gives the folder of the best model on the held-out slice."""
    paths = {"train": "train.spacy", "dev": "stopping.spacy", "lists": "lists", "vectors": "vectors"}
    overrides = {f"paths.{name}": str(work / file) for name, file in paths.items()}
    target = work / "trained"
    target.mkdir(exist_ok=True)
    set_current_ops(NumpyOps(use_blis=False))  # OpenBLAS multiplies twice as fast as spaCy's own BLIS
    train(init_nlp(load_config(CONFIG, overrides=overrides)), target, stdout=sys.stderr)
    return target / "model-best"


def replace_unless_worse(trained: Language, dev: Path, home: Home, *, force: bool) -> int:
    """Ship the trained model, or say why not; gives the exit code."""
    sentences = read_iob2(dev)
    scores = score_by_label(trained, sentences)
    new, old = scores[ALL].f1, 0.0 if force else _shipped_f1(home.model, sentences)
    if old > new:
        print(f"train: the shipped model is better and stays: F1 {old:.3f}, the new one {new:.3f} (--force)")
        return EXIT_NOT_BETTER
    ship_model(trained, home.model, scores)
    rate = words_per_second(load_name_model(home.model), sentences)
    write_card(home.card, CardFacts(scores, rate, folder_bytes(home.model), len(sentences)))
    print(f"train: F1 {new:.3f} on the dev split, {rate:,.0f} words a second; written to {home.model}")
    return 0


def _shipped_f1(folder: Path, sentences: Sequence[Sentence]) -> float:
    if not (folder / "meta.json").is_file():
        return 0.0
    return score_by_label(load_name_model(folder), sentences)[ALL].f1


if __name__ == "__main__":
    sys.exit(main())
