"""Writes a trained pipeline as the model folder that the package ships: small, and holding no text it learnt from."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import srsly  # type: ignore[import-untyped]
from spacy.language import Language

from tools.model.scores import Score

NAME, VERSION = "names", "1.0.0"
LICENCE = "CC BY-SA 4.0"
NOTICE = Path(__file__).parent / "notice.md.txt"
DESCRIPTION = "People, organisations and places in Danish press text. See docs/model-card.md."


def ship_model(nlp: Language, folder: Path, scores: Mapping[str, Score]) -> None:
    """Replace `folder` by the model; a model half written never stands there."""
    nlp.meta.update(name=NAME, version=VERSION, license=LICENCE, description=DESCRIPTION)
    nlp.meta["performance"] = {label: round(score.f1, 4) for label, score in scores.items()}
    with TemporaryDirectory(dir=folder.parent) as scratch:
        fresh = Path(scratch) / folder.name
        nlp.to_disk(fresh)
        _shorten_vectors(fresh / "vocab" / "vectors")
        _forget_training(fresh)
        shutil.copyfile(NOTICE, fresh / "NOTICE.md")
        shutil.rmtree(folder, ignore_errors=True)
        fresh.rename(folder)


def _shorten_vectors(file: Path) -> None:
    """Round to half precision, kept in single because spaCy computes in it: compresses to about half."""
    np.save(file.with_suffix(".npy"), np.load(file).astype(np.float16).astype(np.float32))
    file.with_suffix(".npy").replace(file)


def _forget_training(folder: Path) -> None:
    """Drop what loading does not need: the words of the training texts, and the paths of the machine."""
    srsly.write_json(folder / "vocab" / "strings.json", [])
    config = folder / "config.cfg"
    config.write_text(_without_paths(config.read_text(encoding="utf-8")), encoding="utf-8")


def _without_paths(config: str) -> str:
    """The configuration with every value of its section [paths] set to null."""
    lines, inside = [], False
    for line in config.splitlines():
        inside = line == "[paths]" if line.startswith("[") else inside
        lines.append(line.partition(" = ")[0] + " = null" if inside and " = " in line else line)
    return "\n".join(lines) + "\n"


def folder_bytes(folder: Path) -> int:
    """Bytes of all files in the folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
