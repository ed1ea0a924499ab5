"""The analyser bears any text, and says what to do where there is no model."""

import pickle
import resource
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from udklip.core.errors import UdklipError
from udklip.core.reading import Kind
from udklip.nlp.analyser import Analyser
from udklip.nlp.pipeline import LONGEST_PIECE
from udklip.nlp.register import Register

PARAGRAPH = (
    'Karen Holm, direktør i Welfare Tech, åbner et hus. "Det er stort", siger Holm til avisen fra DTU.\n\n'
)
PIECES = (
    "DTU’s", "siger", "»", "«", '"', "- ", "Karen Holm", ", ", "(", ")", "\n\n", "direktør i", "21 mio. kr.", "a@b.dk",
    "tlf. 40 12 34 56", "Region X", " ",
)  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n\t",
        "😀 DTU’s 👍🏽 hus",
        "\u202eDTU\u202c\u200f i København",
        "ALT STÅR MED STORT OG UDEN TEGN " * 20,
        "(((((((((",
        '"""""""" - - - »»»',
        "DTU\x00Lif",
        "half a character \ud800 DTU",
        "a@b" * 300,
    ],
)
def test_any_text_is_analysed_and_kept(text: str, analyser: Analyser) -> None:
    assert analyser.analyse([text])[0].text == text


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_places_are_right_in_any_mixture(text: str, analyser: Analyser) -> None:
    analysis = analyser.analyse([text])[0]
    for mention in (*analysis.organisations, *analysis.people, *analysis.places):
        assert text[mention.start : mention.end] == mention.text
        assert mention.name
    for amount in analysis.amounts:
        assert text[amount.start : amount.end] == amount.text
    for quote in analysis.quotes:
        assert " ".join(text[quote.start : quote.end].split()) == quote.text


def test_order_and_given_kinds_are_kept(analyser: Analyser) -> None:
    texts = ["Kort.", PARAGRAPH * 400, "Kort igen."]
    kinds = [Kind.WIRE, None, Kind.SPONSORED]
    analyses = analyser.analyse(texts, kinds, ["da", None, "sv"])
    assert [analysis.text for analysis in analyses] == texts
    assert [analysis.kind for analysis in analyses] == [Kind.WIRE, Kind.ARTICLE, Kind.SPONSORED]
    assert [analysis.language for analysis in analyses] == ["da", None, "sv"]


def test_a_long_text_is_read_whole(analyser: Analyser) -> None:
    count = 2 * LONGEST_PIECE // len(PARAGRAPH)
    analysis = analyser.analyse([PARAGRAPH * count])[0]
    assert {mention.name for mention in analysis.people} == {"Karen Holm"}
    assert len([mention for mention in analysis.organisations if mention.name == "Welfare Tech"]) == count
    assert len(analysis.quotes) == count


def test_time_grows_no_faster_than_the_text(analyser: Analyser) -> None:
    def seconds(count: int) -> float:
        started = time.process_time()
        analyser.analyse([PARAGRAPH * count])
        return time.process_time() - started

    seconds(50)
    assert seconds(800) < 4 * 2 * max(seconds(200), 0.2)


@pytest.mark.parametrize(
    "piece",
    [
        "- Vi er glade for det\n",
        "Karen Holm er direktør. Hun er glad. ",
        "Novo Nordisk og Karen Holm, ",
        "»Vi er glade ",
        "Alfa Beta (AB) og 5 mio. kr. ",
    ],
)
def test_time_grows_no_faster_than_hostile_texts(piece: str, analyser: Analyser) -> None:
    def seconds(characters: int) -> float:
        started = time.process_time()
        analyser.analyse([piece * (characters // len(piece))])
        return time.process_time() - started

    seconds(2_000)
    assert seconds(48_000) < 3 * 4 * max(seconds(12_000), 0.05)


def test_analyses_are_plain_values(analyser: Analyser) -> None:
    analysis = analyser.analyse([PARAGRAPH])[0]
    assert pickle.loads(pickle.dumps(analysis)) == analysis  # noqa: S301


def test_memory_is_flat(analyser: Analyser) -> None:
    def peak() -> int:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    texts = [f"Firmaet Ny{number}tek ApS i By{number} ansætter Ann{number} Holm." for number in range(400)]
    analyser.analyse(texts[:100])
    before = peak()
    for _ in range(2):
        analyser.analyse(texts[100:])
    assert peak() - before < 40_000


def test_no_model(tmp_path: Path) -> None:
    with pytest.raises(UdklipError, match="make model"):
        Analyser(None, tmp_path / "none")


def test_a_mention_says_whether_the_register_names_it() -> None:
    register = Register(
        organisation=[{"name": "DTU", "partner": True}, {"name": "Bioteket"}], person=[{"name": "Karen Holm"}]
    )
    text = (
        "Karen Holm fra Bioteket mødte Jens Vestergaard og DTU. »Det er godt,« siger Holm, der bor i Odense."
    )
    (analysis,) = Analyser(register).analyse([text])
    mentions = (*analysis.organisations, *analysis.people, *analysis.places)
    named = {mention.name: mention.registered for mention in mentions}
    assert named == {
        "DTU": True,
        "Bioteket": True,
        "Karen Holm": True,
        "Jens Vestergaard": False,
        "Odense": False,
    }
