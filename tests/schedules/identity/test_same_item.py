"""The same text is one item whatever stands around it; another notice made from the same form is another item."""

import pytest
from hypothesis import given
from hypothesis import settings as rules
from hypothesis import strategies as st

from udklip.core.reading import Reading
from udklip.schedules.identity.same_item import differ_by_furniture, fingerprint, marks

TITLE = "Klyngen åbner et kontor i Vester Nebel"
SENTENCES = [
    "Klyngen åbner et kontor i Vester Nebel, fordi medlemmerne i området har bedt om det i flere år.",
    "Kontoret får plads til tre medarbejdere og et mødelokale, som virksomhederne kan låne uden at betale for det.",
    "– Vi vil gerne være der, hvor vores medlemmer er, siger direktør Svea Birkholm.",
    "Indvielsen bliver holdt med kaffe og kage, når malerne er færdige med at male gangen og trapperne.",
    "Kommunen stiller lokalerne til rådighed i de første to år, og derefter skal der betales husleje.",
]
FURNITURE = [
    "Læs også: Her er vinderne af årets pris",
    "Tilmeld dig nyhedsbrevet og få overblik hver morgen.",
]


def text(*sentences: str) -> str:
    """A title and paragraphs."""
    return "\n\n".join([TITLE, *sentences])


@pytest.mark.parametrize("place", range(len(SENTENCES) + 1))
def test_furniture_anywhere_makes_no_other_item(place: int) -> None:
    plain, dressed = text(*SENTENCES), text(*SENTENCES[:place], *FURNITURE, *SENTENCES[place:])
    assert differ_by_furniture(plain, dressed)
    assert differ_by_furniture(dressed, plain)
    assert set(marks(plain)) & set(marks(dressed))


@pytest.mark.parametrize(
    ("of", "other"),
    [
        ("de første to år", "de første 3 år"),
        ("i flere år", "i 12 år"),
        ("uden at betale for det", "mod at betale for det, hvis de har råd til det og ikke selv har et"),
    ],
)
def test_a_form_filled_in_otherwise_is_another_item(of: str, other: str) -> None:
    one = text(*SENTENCES)
    assert of in one
    assert not differ_by_furniture(one, one.replace(of, other))


def test_an_article_that_goes_on_is_another_item() -> None:
    more = [f"{sentence[:-1]}, og det er der grund til at være glad for her." for sentence in SENTENCES]
    assert not differ_by_furniture(text(*SENTENCES), text(*SENTENCES, *more))


def test_two_short_texts_are_not_one_for_what_they_share() -> None:
    assert not differ_by_furniture("Kort nyt fra klyngen.", "Kort nyt fra klyngen. Sommerfest på fredag.")


@given(st.text(max_size=300), st.text(max_size=300))
@rules(deadline=None, database=None, max_examples=50)
def test_which_comes_first_does_not_matter(one: str, other: str) -> None:
    assert differ_by_furniture(one, other) == differ_by_furniture(other, one)


def test_the_same_words_have_one_fingerprint_however_they_are_set() -> None:
    one = Reading(title=TITLE, lead=None, body="\n\n".join(SENTENCES))
    other = Reading(title=TITLE.upper(), lead=None, body="  ".join(SENTENCES))
    assert fingerprint(one) == fingerprint(other)
    assert fingerprint(one) != fingerprint(Reading(title=TITLE, lead=None, body="Noget andet"))
