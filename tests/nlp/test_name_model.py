"""Loading the shipped name model."""

from pathlib import Path

import pytest
from thinc.api import get_current_ops

from udklip.nlp.name_model import load_name_model


def test_shipped_model_marks_names() -> None:
    nlp = load_name_model()
    doc = nlp("Direktør Mette Sørensen fra Novo Nordisk taler i Odense på mandag.")
    assert [(entity.text, entity.label_) for entity in doc.ents] == [
        ("Mette Sørensen", "PER"),
        ("Novo Nordisk", "ORG"),
        ("Odense", "LOC"),
    ]


def test_fast_arithmetic_is_the_model_s_alone() -> None:
    before = get_current_ops()
    nlp = load_name_model()
    assert get_current_ops() is before
    assert nlp.get_pipe("tok2vec").model.ops.use_blis is False  # type: ignore[attr-defined]


def test_missing_model_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        load_name_model(tmp_path / "nowhere")
