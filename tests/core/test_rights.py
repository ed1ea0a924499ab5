"""The gate of rights: what may be shown of a text."""

import pytest
from hypothesis import given
from hypothesis import settings as rules
from hypothesis import strategies as st

from udklip.core.analysis import Analysis
from udklip.core.reading import Kind
from udklip.core.rights import (
    EXTRACT_WORDS,
    SNIPPET_CHARACTERS,
    Audience,
    Showing,
    first_words,
    mask_contacts,
)
from udklip.core.source import Rights

SENTENCE = "Ring til Ida Holm på 22 57 21 59 eller skriv til ida@klynge.example, hvis du vil vide mere om sagen i dag."
quickly = rules(deadline=None, database=None)


def analysis(text: str) -> Analysis:
    """An analysis that found nothing."""
    return Analysis(text, Kind.ARTICLE, "da")


@quickly
@given(st.text())
def test_a_link_gives_no_word(text: str) -> None:
    assert Showing(Rights.LINK).passage(text) is None
    assert Showing(Rights.LINK).text(analysis(text)) is None


@quickly
@given(st.lists(st.text("abcæøå.,-", min_size=1), max_size=40).map(" ".join))
def test_an_extract_gives_ten_words_at_most(text: str) -> None:
    for shown in (Showing(Rights.EXTRACT).passage(text), Showing(Rights.EXTRACT).text(analysis(text))):
        assert shown is not None
        words = shown.removesuffix(" …").split()
        assert words == text.split()[:EXTRACT_WORDS]


def test_the_limit_is_ten_because_eleven_needed_consent() -> None:
    assert EXTRACT_WORDS == 10
    assert first_words("en to tre fire", 3) == "en to tre …"
    assert first_words("en to tre", 3) == "en to tre"


@quickly
@given(st.text())
def test_members_get_no_word_of_an_extract(text: str) -> None:
    showing = Showing(Rights.EXTRACT, Audience.MEMBERS)
    assert (showing.passage(text), showing.text(analysis(text))) == (None, None)


@pytest.mark.parametrize("rights", [Rights.LINK, Rights.FULL])
def test_members_get_what_staff_gets_of_links_and_free_texts(rights: Rights) -> None:
    staff, members = Showing(rights, Audience.STAFF), Showing(rights, Audience.MEMBERS)
    assert members.passage(SENTENCE) == staff.passage(SENTENCE)
    assert members.text(analysis(SENTENCE)) == staff.text(analysis(SENTENCE))


def test_a_full_text_is_cut_at_a_word() -> None:
    shown = Showing(Rights.FULL).passage("ord " * 200)
    assert shown is not None
    assert len(shown) <= SNIPPET_CHARACTERS + 2
    assert set(shown.split()) == {"ord", "…"}
    assert Showing(Rights.FULL).text(analysis("ord " * 200)) == "ord " * 200


@pytest.mark.parametrize("rights", [Rights.EXTRACT, Rights.FULL])
def test_contact_details_are_masked_in_whatever_is_shown(rights: Rights) -> None:
    showing = Showing(rights, extract_words=40)
    for shown in (showing.passage(SENTENCE), showing.text(analysis(SENTENCE))):
        assert shown is not None
        assert "[telefon]" in shown
        assert "[e-mail]" in shown
        assert "22 57" not in shown
        assert "klynge.example" not in shown


@pytest.mark.parametrize(
    "telephone",
    [
        "22572159",
        "22 57 21 59",
        "+45 22572159",
        "+4522572159",
        "2257 2159",
        "22-57-21-59",
        "(+45) 22 57 21 59",
    ],
)
def test_telephone_numbers_are_masked_as_danes_write_them(telephone: str) -> None:
    assert mask_contacts(f"Ring {telephone} i dag") == "Ring [telefon] i dag"


@pytest.mark.parametrize(
    "text", ["18.000.000 kr.", "12.345.678,90", "den 24.11.2020 eller 24-11-2020", "uge 47 og 2020"]
)
def test_figures_are_no_telephone_numbers(text: str) -> None:
    assert mask_contacts(text) == text
