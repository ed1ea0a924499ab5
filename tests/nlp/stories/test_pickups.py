"""The share of a pickup is the share of its words in sentences taken over."""

import pytest

from udklip.nlp.stories.pickups import best_release, pickup_share, takeover

RELEASE = (
    "Tre kommuner åbner til foråret et fælles værksted for nye hjælpemidler. Værkstedet skal ligge på havnen og være "
    "åbent for alle virksomheder i landsdelen. En lokal fond betaler for maskinerne de første fire år."
)


def test_everything_taken_over() -> None:
    assert pickup_share(RELEASE, RELEASE) == 1.0


def test_nothing_taken_over() -> None:
    assert pickup_share("Vejret bliver koldt og blæsende i hele næste uge.", RELEASE) == 0.0


def test_new_sentences_do_not_count() -> None:
    taken = "En lokal fond betaler for maskinerne de første fire år."
    new = "Ingen af byerne havde ventet så stor en interesse."
    assert pickup_share(f"{taken} {new}", RELEASE) == pytest.approx(10 / 19)


def test_light_edits_and_an_attribution_count() -> None:
    edited = RELEASE.replace("i landsdelen.", "i hele landsdelen, oplyser byen.").replace("åbner", "åbner nu")
    assert pickup_share(edited, RELEASE) == 1.0


def test_scan_counts_as_taken_over() -> None:
    assert pickup_share(RELEASE, RELEASE.replace("æ", "ae").replace("å", "a").replace("ø", "g")) == 1.0


def test_empty_article() -> None:
    assert pickup_share("", RELEASE) == 0.0


def test_a_quote_with_another_attribution_counts() -> None:
    said = "»Vi har ventet på det her værksted, siden havnen blev bygget om«"
    release = f"{said[:-1]},« siger formand Ib Toft."
    article = f"{said[:-1]},« siger Ib Toft, der er formand for foreningen bag det hele og selv snedker. Han er glad."
    assert pickup_share(article, release) == pytest.approx(26 / 29)


def test_an_attribution_that_the_paper_added_counts() -> None:
    added = "Værkstedet skal ligge på havnen, oplyser kommunernes fælles sekretariat i en pressemeddelelse."
    assert pickup_share(added, RELEASE) == 1.0


def test_other_words_of_the_same_speaker_do_not_count() -> None:
    release = "»Det var på tide,« siger Ib Toft, der er formand for foreningen bag det hele."
    article = "»Nu mangler kun pengene til en drejebænk,« siger Ib Toft, der er formand for foreningen."
    assert pickup_share(article, release) == 0.0


def test_what_was_added_and_what_was_cut() -> None:
    made = takeover(f"Byen jubler. {RELEASE.split('. ', 1)[0]}.", RELEASE)
    assert [sentence.text for sentence in made.added] == ["Byen jubler."]
    assert [sentence.text[:20] for sentence in made.cut] == ["Værkstedet skal ligg", "En lokal fond betale"]
    assert made.share == pytest.approx(11 / 13)


def test_the_release_that_most_was_taken_from() -> None:
    releases = {"weather": "Det bliver koldt.", "first": RELEASE, "again": RELEASE}
    assert best_release(RELEASE, releases) == ("first", 1.0)
    assert best_release("Ingen af byerne havde ventet så stor en interesse.", releases) is None
