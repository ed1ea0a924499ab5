"""The share of a pickup is the share of its words in sentences taken over."""

import pytest

from udklip.nlp.stories.pickups import pickup_share

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
