"""Masking keeps every character's place."""

from hypothesis import given
from hypothesis import strategies as st

from udklip.nlp.masking import masked


def test_addresses_and_markdown_are_blanked() -> None:
    text = "## **Nyt** fra [DTU](https://dtu.dk/x) til a.b@dtu.dk"
    assert masked(text).split() == ["Nyt", "fra", "DTU", "til"]


def test_quotation_marks_and_apostrophes_become_plain() -> None:
    assert masked("»Ja«, “ja” og DTU’s") == '"Ja", "ja" og DTU\'s'


def test_the_papers_edge_joins_and_a_list_does_not() -> None:
    long = "Partnerne kommer fra hele landet og tæller blandt andre FORCE"
    assert masked(f"{long}\nTechnology")[len(long)] == " "
    assert masked("Fakta\nFORCE")[len("Fakta")] == "\n"
    assert masked(f"{long}\n- Technology")[len(long)] == "\n"


@given(st.text())
def test_every_offset_stays(text: str) -> None:
    assert len(masked(text)) == len(text)
