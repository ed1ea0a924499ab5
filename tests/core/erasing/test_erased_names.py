"""Names are found whatever their form, and taken out so that every other place still says what it said."""

from dataclasses import replace

import pytest
from indexer.press_items import press_item

from udklip.core.analysis import Contact, Quote, Report, Role
from udklip.core.erasing.masking import REMOVED, mask_item
from udklip.core.erasing.names import ErasedNames, hash_of, words_of

KEY = b"a key of a test"
NAMES = ErasedNames.of(KEY, ["Åse Rosenfeldt"])
BY_HASH = ErasedNames(KEY, NAMES.hashes, NAMES.lengths)


@pytest.mark.parametrize("names", [NAMES, BY_HASH], ids=["in full", "by hash"])
@pytest.mark.parametrize(
    "text",
    [
        "Det siger Åse Rosenfeldt.",
        "Åse\nRosenfeldts forslag",
        "ÅSE ROSENFELDT’S FORSLAG",
        "Aase Rosenfeldt har skrevet",
        "skriv til aase.rosenfeldt@avisen.example",
        "https://avisen.example/nyt/aase-rosenfeldt-bliver-formand",
        "A\u030ase Rosenfeldt",
    ],
)
def test_a_name_is_found(names: ErasedNames, text: str) -> None:
    assert names.found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Åse og Rosenfeldt",
        "Rosenfeldt Åse",
        "Åse. Rosenfeldt",
        "Åse\n\nRosenfeldt",
        "Åse Rosenfeldtsen",
        "",
        None,
    ],
)
def test_other_words_are_not(text: str | None) -> None:
    assert not NAMES.found_in(text)
    assert not BY_HASH.found_in(text)


def test_nothing_of_a_name_stands_in_what_is_kept_of_it() -> None:
    assert "ose" not in repr(BY_HASH)
    assert "ose" not in repr(NAMES)
    assert hash_of(KEY, words_of("Åse Rosenfeldt")) != hash_of(b"another", words_of("Åse Rosenfeldt"))


def test_an_item_without_a_name_says_the_rest_at_its_place() -> None:
    item = press_item(
        "a",
        "Åse Rosenfeldt åbner Testfabrikken",
        "Rosenfeldt er glad. »Vi er klar,« siger hun. Testfabrikken ligger i Struer, og Jens Lund er med.",
        organisations=["Testfabrikken"],
        places=["Struer"],
        people=["Åse Rosenfeldt", "Jens Lund"],
        authors=("Åse Rosenfeldt", "Bo Berg"),
    )
    text = item.analysis.text
    said = [Quote("Vi er klar", text.index("Vi er"), text.index(",« siger"), "Åse Rosenfeldt")]
    told = [Report(0, 10, "Åse Rosenfeldt"), Report(0, 10, "Jens Lund")]
    blocks = [Contact("Åse Rosenfeldt", None, None, None, None), Contact("Bo Berg", None, None, None, None)]
    found = replace(item.analysis, quotes=tuple(said), reports=tuple(told), contacts=tuple(blocks))
    masked = mask_item(replace(item, analysis=found), NAMES)
    assert masked is not None
    reading, analysis = masked.reading, masked.analysis
    assert reading.title == f"{REMOVED} åbner Testfabrikken"
    assert reading.body.startswith(f"{REMOVED} er glad.")
    assert (reading.authors, analysis.quotes) == (("Bo Berg",), ())
    assert analysis.text == reading.text
    for one in (*analysis.organisations, *analysis.people, *analysis.places):
        assert analysis.text[one.start : one.end] == one.text
    assert [one.name for one in analysis.people] == ["Jens Lund"]
    assert [one.speaker for one in analysis.reports] == ["Jens Lund"]
    assert [one.name for one in analysis.contacts] == ["Bo Berg"]


def test_a_mention_that_only_the_analysis_knows_to_be_the_person_goes_too() -> None:
    item = press_item(
        "a", "Direktøren går", "Rosenfeldt har sagt op. Det bekræfter kommunen.", people=["Rosenfeldt"]
    )
    linked = replace(item.analysis.people[0], name="Åse Rosenfeldt", titles=(Role("direktør", None),))
    masked = mask_item(replace(item, analysis=replace(item.analysis, people=(linked,))), NAMES)
    assert masked is not None
    assert "Rosenfeldt" not in repr(masked)


def test_an_item_that_names_nobody_is_left() -> None:
    assert mask_item(press_item("a", "En sag", "Bo Rosenfeldt er en anden."), NAMES) is None
