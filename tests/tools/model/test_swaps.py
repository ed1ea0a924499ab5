"""Swapped names: other words, the same labels, the rest untouched."""

import random
from pathlib import Path

import pytest

from tools.model.corpora import Sentence, read_marked
from tools.model.learning.made_up import NameMaker, NameStock
from tools.model.learning.swaps import NameSwapper, pieces

STOCK = NameStock(
    first=["Aino"],
    last=["Korhonen"],
    danish_first=["Mette"],
    danish_last=["Holm"],
    place=["Skive"],
    town=["Turku"],
    organisation=["FOA"],
)
SENTENCE = Sentence(
    ("Hanne", "Krag", "fra", "Zymovias", "bestyrelse", "bor", "i", "Struer", "."),
    ("B-PER", "I-PER", "O", "B-ORG", "O", "O", "O", "B-LOC", "O"),
)
ZYMOVIA = Sentence(("Zymovia", "vokser"), ("B-ORG", "O"))


def swapper(seed: int) -> NameSwapper:
    chance = random.Random(seed)
    return NameSwapper([SENTENCE, ZYMOVIA], NameMaker(STOCK, chance), chance)


@pytest.mark.parametrize("seed", range(30))
def test_labels_and_other_words_stay(seed: int) -> None:
    swapped = swapper(seed).swap(SENTENCE)
    kept = [word.lower() for word, tag in zip(swapped.words, swapped.tags, strict=True) if tag == "O"]
    assert kept == ["fra", "bestyrelse", "bor", "i", "."]
    assert [label for _, label in pieces(swapped) if label] == ["PER", "ORG", "LOC"]


def test_names_change_and_genitives_stay() -> None:
    organisations = {
        name[-1]
        for seed in range(60)
        for name, label in pieces(swapper(seed).swap(SENTENCE))
        if label == "ORG"
    }
    assert len(organisations) > 20
    assert all(name[-1].lower() in "sxz." for name in organisations)


def test_the_same_chance_gives_the_same() -> None:
    assert swapper(4).swap(SENTENCE) == swapper(4).swap(SENTENCE)


def test_a_part_of_a_compound_is_never_swapped() -> None:
    compound = Sentence(("FN-debat", "i", "dag"), ("B-ORG", "O", "O"))
    assert {swapper(seed).swap(compound).words[0].upper() for seed in range(20)} == {"FN-DEBAT"}


def test_marked_texts_are_read(tmp_path: Path) -> None:
    file = tmp_path / "marked.txt"
    file.write_text("# Made up.\n[Arla|ORG]-topchef [Per Vang|PER] taler.\n", encoding="utf-8")
    (sentence,) = read_marked(file)
    assert sentence.text == "Arla-topchef Per Vang taler."
    assert list(pieces(sentence))[:2] == [(["Arla-topchef"], "ORG"), (["Per", "Vang"], "PER")]
