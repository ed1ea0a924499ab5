"""The Danish words: every outcome and step has its own, and numbers are written as Danes write them."""

import pytest

from udklip.core import danish
from udklip.core.outcomes import Outcome, Step


def test_every_step_and_outcome_has_a_word() -> None:
    assert set(danish.STEPS) == set(Step)
    assert set(danish.OUTCOMES) == set(Outcome)
    assert len(set(danish.OUTCOMES.values())) == len(Outcome)


@pytest.mark.parametrize(
    ("value", "currency", "written"),
    [
        (950, "DKK", "950\u00a0kr."),
        (12_500, "DKK", "12.500\u00a0kr."),
        (10_000_000, "DKK", "10\u00a0mio.\u00a0kr."),
        (1_500_000_000, "DKK", "1,5\u00a0mia.\u00a0kr."),
        (2_250_000, "EUR", "2,25\u00a0mio.\u00a0euro"),
        (40, "SEK", "40\u00a0SEK"),
    ],
)
def test_sums_are_written_in_danish(value: float, currency: str, written: str) -> None:
    assert danish.money(value, currency) == written


def test_what_is_counted_and_what_is_estimated_are_told_apart() -> None:
    assert danish.counted(1, "historie", "historier") == "1 historie"
    assert danish.counted(12_500, "historie", "historier") == "12.500 historier"
    assert danish.about(83_412, "historier") == "ca. 83.400 historier"
    assert danish.about(1_234_567, "historier") == "ca. 1.230.000 historier"
