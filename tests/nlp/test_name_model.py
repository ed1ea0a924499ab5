"""Loading the shipped name model, and another one."""

from pathlib import Path

import pytest
import spacy
from thinc.api import get_current_ops

from udklip.nlp.analyser import Analyser
from udklip.nlp.name_model import load_name_model, model_facts

PATTERNS = [
    {"label": "PERSON", "pattern": "Mette Sørensen"},
    {"label": "ORG", "pattern": "Zymovia"},
    {"label": "GPE", "pattern": "Odense"},
    {"label": "MISC", "pattern": "dansk"},
]


@pytest.fixture
def other_model(tmp_path: Path) -> Path:
    """A small model with labels of its own, as others have."""
    nlp = spacy.blank("da")
    nlp.add_pipe("entity_ruler").add_patterns(PATTERNS)  # type: ignore[attr-defined]
    nlp.meta.update(name="ruler", version="2.0.0")
    nlp.meta["performance"] = {"ents_f": 0.5}
    nlp.to_disk(tmp_path / "other")
    return tmp_path / "other"


def test_shipped_model_marks_names() -> None:
    nlp = load_name_model()
    doc = nlp("Direktør Mette Sørensen fra Novo Nordisk taler i Odense på mandag.")
    assert [(entity.text, entity.label_) for entity in doc.ents] == [
        ("Mette Sørensen", "PER"),
        ("Novo Nordisk", "ORG"),
        ("Odense", "LOC"),
    ]


def test_loading_leaves_arithmetic_as_it_was() -> None:
    before = get_current_ops()
    load_name_model()
    assert get_current_ops() is before


def test_missing_model_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        load_name_model(tmp_path / "nowhere")


def test_another_model_serves_with_its_labels_mapped(other_model: Path) -> None:
    (analysis,) = Analyser(None, other_model).analyse(["Mette Sørensen fra Zymovia taler dansk i Odense."])
    assert [mention.name for mention in analysis.organisations] == ["Zymovia"]
    assert [mention.name for mention in analysis.people] == ["Mette Sørensen"]
    assert [mention.name for mention in analysis.places] == ["Odense"]


def test_a_model_says_what_it_is(other_model: Path, tmp_path: Path) -> None:
    facts, shipped = model_facts(other_model), model_facts()
    assert facts is not None
    assert (facts.name, facts.version, facts.f1) == ("ruler", "2.0.0", 0.5)
    assert shipped is not None
    assert shipped.f1 is not None
    assert shipped.f1 > 0.79
    assert model_facts(tmp_path) is None
    assert model_facts("da_no_such_model") is None
