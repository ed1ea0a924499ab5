"""Loads the statistical name model so that it runs as fast as this machine lets it."""

import json
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import spacy
from spacy.language import Language
from thinc.api import NumpyOps, get_current_ops, set_current_ops

# Importing a component registers its factory, also where the package is not installed with its entry points.
from udklip.nlp import name_lists
from udklip.nlp.marking import component  # noqa: F401

SHIPPED = Path(name_lists.__file__).parent / "model"
BATCH_SIZE = 16
NOT_NEEDED = (
    "tagger",
    "morphologizer",
    "parser",
    "senter",
    "lemmatizer",
    "trainable_lemmatizer",
    "attribute_ruler",
)


@dataclass(frozen=True)
class ModelFacts:
    """What a model says of itself in its meta.json; `f1` on its own test, None where it does not say."""

    name: str
    version: str
    f1: float | None


def load_name_model(path: str | Path = SHIPPED) -> Language:
    """Load a spaCy pipeline from a folder, or an installed one by name; raises `OSError` where there is none.

    What finds no names stays out; another model's labels are mapped by the pipeline's first rule. Matrices are
    multiplied by numpy's OpenBLAS instead of spaCy's own BLIS, which takes twice as long. Where several processes run
    side by side, start them with OPENBLAS_NUM_THREADS=1.
    """
    usual = get_current_ops()
    set_current_ops(NumpyOps(use_blis=False))
    try:
        nlp = spacy.load(path, exclude=NOT_NEEDED)
    finally:
        set_current_ops(usual)
    nlp.batch_size = BATCH_SIZE
    return nlp


def model_facts(model: str | Path = SHIPPED) -> ModelFacts | None:
    """What a model, a folder or an installed package, says of itself; None where there is none."""
    folder = Path(model) if Path(model).is_dir() else _package_folder(str(model))
    if folder is None or not (folder / "meta.json").is_file():
        return None
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    return ModelFacts(meta["name"], meta["version"], meta.get("performance", {}).get("ents_f"))


def _package_folder(name: str) -> Path | None:
    """Where an installed spaCy package lies."""
    spec = find_spec(name) if name.isidentifier() else None
    return Path(spec.origin).parent if spec is not None and spec.origin else None
