"""Relevance follows the design: cluster, partner, field, else off topic."""

import pytest

from udklip.core.analysis import Relevance
from udklip.core.settings import Profile
from udklip.nlp.analyser import Analyser
from udklip.nlp.register import Register
from udklip.nlp.relevance import judge

PARAGRAPH = "\n\nByrådet vedtog budgettet, og skolerne får flere lærere næste år."


def relevance(text: str, analyser: Analyser, register: Register) -> tuple[Relevance, tuple[str, ...]]:
    return judge(analyser.analyse([text])[0], register, Profile())


@pytest.mark.parametrize(
    ("text", "expected", "matched"),
    [
        (
            "Klyngen Danish Life Science Cluster får ny direktør.",
            Relevance.CLUSTER,
            "Danish Life Science Cluster",
        ),
        ("DLSC flytter til Odense.", Relevance.CLUSTER, "Danish Life Science Cluster"),
        ("Welfare Tech holder åbent hus i Odense.", Relevance.PARTNER, "Welfare Tech"),
        ("Aarhus Universitet forsker i velfærdsteknologi.", Relevance.PARTNER, "velfærdsteknologi"),
        ("Mere velfærdsteknologi på vej til de ældre." + PARAGRAPH, Relevance.FIELD, "velfærdsteknologi"),
        (
            "Nyt fra byrådet." + PARAGRAPH * 2 + "\n\nBiotek og medicinsk udstyr er i vækst.",
            Relevance.FIELD,
            "biotek",
        ),
    ],
)
def test_relevant(
    text: str, expected: Relevance, matched: str, analyser: Analyser, register: Register
) -> None:
    found, words = relevance(text, analyser, register)
    assert found is expected
    assert matched in words


@pytest.mark.parametrize(
    "text",
    [
        "Aarhus Universitet åbner en ny kantine.",
        "Region Midtjylland lukker et plejehjem.",
        "Byrådet mødes i dag." + PARAGRAPH * 2 + "\n\nBorgmesteren nævnte medtech en enkelt gang.",
    ],
)
def test_off_topic_keeps_no_words(text: str, analyser: Analyser, register: Register) -> None:
    assert relevance(text, analyser, register) == (Relevance.OFF_TOPIC, ())
