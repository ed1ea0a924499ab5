"""What the language part finds in press texts of every manner holds its floors, with the register and with none."""

import pytest
from gold_texts import floors
from press_texts import PressText, Tally, analysed, press_texts, tallies

from udklip.nlp.analyser import Analyser
from udklip.nlp.register import load_register

FIELDS = (
    "organisations", "people", "places", "roles", "quotes", "reports", "amounts", "contacts", "kinds", "languages",
)  # fmt: skip


@pytest.fixture(scope="module")
def texts() -> list[PressText]:
    return press_texts()


@pytest.fixture(scope="module")
def with_register(texts: list[PressText]) -> dict[str, Tally]:
    return tallies(texts, analysed(texts, Analyser(load_register())))


@pytest.fixture(scope="module")
def without_register(texts: list[PressText]) -> dict[str, Tally]:
    return tallies(texts, analysed(texts, Analyser(None)))


@pytest.mark.parametrize("field", FIELDS)
def test_press_texts(field: str, with_register: dict[str, Tally]) -> None:
    assert with_register[field].f1 >= floors("press")[field]


def test_no_quote_is_invented(with_register: dict[str, Tally]) -> None:
    quotes = with_register["quotes"]
    assert quotes.right / quotes.found >= floors("press")["quotes_precision"]


def test_organisations_without_a_register(without_register: dict[str, Tally]) -> None:
    assert without_register["organisations"].f1 >= floors("press")["organisations_without_register"]
