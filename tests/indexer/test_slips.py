"""Queries that parse and were probably meant otherwise."""

import pytest

from udklip.indexer.grammar.slips import slip
from udklip.indexer.query import parse


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("klynge eller netværk", "klynge ELLER netværk"),
        ("klynge or network", "klynge OR network"),
        ("klynge og robot ikke drone", "klynge OG robot IKKE drone"),
        ('"national klynge" eller (robot og drone)', '"national klynge" ELLER (robot OG drone)'),
        (
            "titel:klynge og dato:[2020 TIL 2021] ikke robot",
            "titel:klynge OG dato:[2020 TIL 2021] IKKE robot",
        ),
    ],
)
def test_an_operator_in_small_letters_is_noticed(query: str, meant: str) -> None:
    found = slip(query)
    assert found is not None
    assert found.proposal == meant
    assert parse(meant) != parse(query)
    assert meant in found.english


@pytest.mark.parametrize(
    "query",
    [
        "klynge ELLER netværk",
        '"Her og nu"',
        "og klynge",
        "klynge eller",
        "klynge",
        "=og klynge",
        "Klynge og kommune vil ikke flytte ud af byen og til Odense",
    ],
)
def test_what_may_well_be_meant_is_left_alone(query: str) -> None:
    assert slip(query) is None
