"""Form letters: each of a series is a story of its own, and each one's copies still belong to it."""

import random
import re
import tomllib
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from udklip.nlp.stories.same_text import group, is_same_text

FORMS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "forms.toml").read_text("utf-8"))
SLOT = re.compile(r"\{([^{}]+)\}")


def filled(form: str, seed: int) -> str:
    """The form with facts drawn by chance; the same seed gives the same."""
    chance = random.Random(f"{form} {seed}")

    def fact(match: re.Match[str]) -> str:
        if match[1] in FORMS["lists"]:
            return str(chance.choice(FORMS["lists"][match[1]]))
        if bounds := re.fullmatch(r"(\d+)-(\d+)", match[1]):
            return str(chance.randint(int(bounds[1]), int(bounds[2])))
        return chance.choice(match[1].split("|"))

    return SLOT.sub(fact, FORMS["forms"][form].strip())


@pytest.mark.parametrize("form", FORMS["forms"])
def test_a_series_is_no_story(form: str) -> None:
    texts = [filled(form, seed) for seed in range(16)]
    joined = [pair for pair in combinations(texts, 2) if is_same_text(*pair)]
    assert len(joined) <= 1, joined


@pytest.mark.parametrize("form", FORMS["forms"])
def test_a_copy_of_one_letter_is_its_story(form: str) -> None:
    texts = {str(seed): filled(form, seed) for seed in range(9)}
    copy = f"Nyt fra redaktionen\n\n{texts['4']}\n\nLæs mere på vores hjemmeside i dag"
    stories = group(texts | {"copy": copy})
    assert [story for story in stories if "copy" in story] == [["4", "copy"]]


def test_small_corrections_make_no_form_letter() -> None:
    text = filled("accounts", 1)
    assert is_same_text(text, text.replace("procent", "pct.").replace("millioner kroner", "mio. kr."))
    figures = re.findall(r"\d+", text)
    assert is_same_text(text, text.replace(f" {figures[-1]}.", " 1987."))


def test_the_same_closing_passage_is_no_same_text() -> None:
    about = (
        "Om Fjordens Forskerpark\n\nFjordens Forskerpark samler 90 virksomheder inden for energi, fødevarer og "
        "sundhed. Parken er ejet af tre kommuner og en fond, har laboratorier og værksteder, som kan lejes "
        "time for time, og holder hvert år en messe, hvor studerende og iværksættere møder investorer fra hele Norden."
    )
    one = (
        "Robotter skal sortere tang\n\nEn maskine, der kender ti arter af tang fra hinanden, har netop bestået sin "
        "første prøve i vandet ud for havnen, og nu vil holdet bag den bygge fem til."
    )
    other = (
        "Ny direktør ved roret\n\nBestyrelsen har ansat en ingeniør, der kommer fra et job som udviklingschef i Malmø. "
        "Hun tiltræder til sommer og afløser en mand, som har stået i spidsen i tolv år."
    )
    assert not is_same_text(f"{one}\n\n{about}", f"{other}\n\n{about}")
    assert is_same_text(f"{one}\n\n{about}", f"Tang i søen\n\n{one}")
