"""The sieve lets everything through that could concern the profile, and not everything."""

import pytest

from udklip.core.settings import Profile
from udklip.nlp.register import Register
from udklip.nlp.sieve import Sieve


@pytest.fixture(scope="module")
def sieve(register: Register) -> Sieve:
    return Sieve(register, Profile())


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Mødet holdes på Københavns Universitet i morgen.", "Københavns Universitet"),
        ("KØBENHAVNS UNIVERSITET åbner dørene", "Københavns Universitet"),
        ("Koebenhavns Universitet svarer", "Københavns Universitet"),
        ("Kgbenhavns Universitet svarer", "Københavns Universitet"),
        ("En ny velfaerdsteknologisk løsning", "velfærdsteknologi"),
        ("En ny velfeerdsteknologi ser dagens lys", "velfærdsteknologi"),
        ("Det danske life\nscience-miljø vokser", "life science"),
        ("Lifs direktør er tilfreds", "Lif"),
        ("En DTU-professor får en pris", "DTU"),
        ("LIF har regnet på det", "LIF"),
        ("Medicoindustriens årsmøde", "Medicoindustrien"),
    ],
)
def test_passes(sieve: Sieve, text: str, word: str) -> None:
    assert word in sieve.passes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Holdet vandt 3-1 på hjemmebane, og de mange tilskuere jublede.",
        "De siger, at di færreste har set ham. Au, det gjorde ondt.",
        "Prisen på kaffe stiger igen, og livet går videre.",
        "",
    ],
)
def test_stops(sieve: Sieve, text: str) -> None:
    assert sieve.passes(text) == ()


def test_people_of_the_register_pass() -> None:
    register = Register.model_validate({"person": [{"name": "Solveig Ørnfeldt"}]})
    assert Sieve(register, Profile(terms=())).passes("Prisen går til Solveig Ornfeldt.") == (
        "Solveig Ørnfeldt",
    )
