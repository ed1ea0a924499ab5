"""Writes a trained pipeline as the model folder that the package ships: small, and holding no text it learnt from."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import srsly  # type: ignore[import-untyped]
from spacy.language import Language

from tools.model.scores import ALL, Score

NAME, VERSION = "names", "1.1.0"
LICENCE = "CC BY-SA 4.0"
NOTICE = Path(__file__).parent / "notice.md.txt"
DESCRIPTION = "People, organisations and places in Danish press text. See docs/model-card.md."


def ship_model(nlp: Language, folder: Path, scores: Mapping[str, Score]) -> None:
    """Replace `folder` by the model; a model half written never stands there."""
    nlp.meta.update(name=NAME, version=VERSION, license=LICENCE, description=DESCRIPTION)
    nlp.meta["performance"] = _performance(scores)
    with TemporaryDirectory(dir=folder.parent) as scratch:
        fresh = Path(scratch) / folder.name
        nlp.to_disk(fresh)
        _shorten_vectors(fresh / "vocab" / "vectors")
        _forget_words(fresh)
        shutil.copyfile(NOTICE, fresh / "NOTICE.md")
        shutil.rmtree(folder, ignore_errors=True)
        fresh.rename(folder)


def _performance(scores: Mapping[str, Score]) -> dict[str, Any]:
    """The scores under the names that spaCy gives them."""
    by_label = {label: round(score.f1, 4) for label, score in scores.items() if label != ALL}
    return {"ents_f": round(scores[ALL].f1, 4), "ents_per_type": by_label}


def _shorten_vectors(file: Path) -> None:
    """Round to half precision, kept in single because spaCy computes in it: compresses to about half."""
    np.save(file.with_suffix(".npy"), np.load(file).astype(np.float16).astype(np.float32))
    file.with_suffix(".npy").replace(file)


def _forget_words(folder: Path) -> None:
    """Drop what loading does not need: the words that were looked up while the model was made."""
    srsly.write_json(folder / "vocab" / "strings.json", [])


def folder_bytes(folder: Path) -> int:
    """Bytes of all files in the folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
