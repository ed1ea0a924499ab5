"""The shipped name model holds its floor on the dev split; its floors stand in floors.toml."""

import shutil
from pathlib import Path

import pytest
import spacy
from gold_texts import floors
from spacy.language import Language

from tools.model.corpora import read_iob2, read_marked
from tools.model.scores import Score, score_by_label
from tools.model.ship import folder_bytes
from tools.model.train import EXIT_NOT_BETTER, Home, replace_unless_worse
from udklip.nlp.marking.tags import LABELS
from udklip.nlp.name_lists import NameLists
from udklip.nlp.name_model import SHIPPED, load_name_model

LABEL_FLOORS = ("all", "PER", "ORG", "LOC")
PRESS = Path(__file__).parent / "press_names.txt"


@pytest.fixture(scope="module")
def model() -> Language:
    """The model as shipped."""
    return load_name_model()


@pytest.fixture(scope="module")
def scores(model: Language, shared: Path) -> dict[str, Score]:
    """Its scores on the dev split, strict spans."""
    return score_by_label(model, read_iob2(shared / "data" / "ner" / "uner_da_dev.iob2"))


@pytest.mark.parametrize("label", LABEL_FLOORS)
def test_f1_on_dev_split(scores: dict[str, Score], label: str) -> None:
    assert scores[label].f1 >= floors("model")[label], scores[label]


def test_f1_on_newer_press_texts(model: Language) -> None:
    score = score_by_label(model, read_marked(PRESS))["all"]
    assert score.f1 >= floors("model")["press"], score


def test_label_set(model: Language) -> None:
    assert tuple(model.get_pipe("names").labels) == LABELS  # type: ignore[attr-defined]


def test_size() -> None:
    assert folder_bytes(SHIPPED) < 40_000_000


def test_folder_tells_nothing_of_the_machine_that_made_it() -> None:
    paths = (SHIPPED / "config.cfg").read_text(encoding="utf-8").partition("[paths]")[2].partition("[")[0]
    assert all(line.endswith("= null") for line in paths.split("\n") if line)


def test_strange_texts_are_read(model: Language) -> None:
    texts = ["", " ", "\n\n", "😀😀", "MINISTEREN REJSTE TIL KINA", "\u202eabc", "A" * 5_000]
    assert [doc.text for doc in model.pipe(texts)] == texts


@pytest.mark.parametrize(
    ("word", "tag"),
    [
        ("Mettes", "first"),
        ("Hans", "first_last+common"),
        ("Rasmussen", "last"),
        ("Odense", "place_town"),
        ("Dagen", "common"),
    ],
)
def test_lists_in_the_folder_know_danish_words(model: Language, word: str, tag: str) -> None:
    lists = model.get_pipe("name_lists")
    assert isinstance(lists, NameLists)
    assert lists.knowledge.tag(word) == tag


def test_folder_says_its_licence() -> None:
    notice = (SHIPPED / "NOTICE.md").read_text(encoding="utf-8")
    assert all(source in notice for source in ("CC BY-SA 4.0", "NorNE", "Folketinget", "GeoNames", "DaCy"))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A copy of the shipped model, with room for a card."""
    shutil.copytree(SHIPPED, tmp_path / "model")
    return Home(tmp_path / "model", tmp_path / "card.md")


def test_worse_model_does_not_replace(home: Home, shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dev = shared / "data" / "ner" / "uner_da_dev.iob2"
    assert replace_unless_worse(spacy.blank("da"), dev, home, force=False) == EXIT_NOT_BETTER
    assert "stays" in capsys.readouterr().out
    assert load_name_model(home.model)("Mette Sørensen").ents
    assert not home.card.exists()


def test_forced_model_replaces_and_writes_its_card(home: Home, shared: Path) -> None:
    dev = shared / "data" / "ner" / "uner_da_dev.iob2"
    assert replace_unless_worse(spacy.blank("da"), dev, home, force=True) == 0
    assert not load_name_model(home.model)("Mette Sørensen").ents
    assert "| all | 379 | 0.000 | 0.000 | 0.000 |" in home.card.read_text(encoding="utf-8")
