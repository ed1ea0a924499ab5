"""Every exit has a name, a fate, and an answer to whether trying again can help."""

from pathlib import Path

import pytest

from udklip.core.errors import QueryError, SettingsError, Stopped, UdklipError
from udklip.core.outcomes import Fate, Outcome


def test_a_fate_is_what_the_sums_are_made_of() -> None:
    assert {outcome.fate for outcome in Outcome} == set(Fate)


@pytest.mark.parametrize("outcome", Outcome)
def test_a_name_leads_back_to_its_outcome(outcome: Outcome) -> None:
    assert Outcome(str(outcome)) is outcome
    assert outcome.name.lower() == outcome.value


def test_only_what_did_not_come_through_is_tried_again() -> None:
    again = {outcome.fate for outcome in Outcome if outcome.again}
    assert again == {Fate.REFUSED, Fate.FAILED}


@pytest.mark.parametrize(
    ("error", "code"), [(UdklipError, 1), (SettingsError, 2), (QueryError, 2), (Stopped, 130)]
)
def test_exit_codes_mean_something(error: type[UdklipError], code: int) -> None:
    assert error.exit_code == code


def test_every_outcome_is_explained_in_the_docs(root: Path) -> None:
    page = (root / "docs" / "outcomes.md").read_text("utf-8")
    rows = {cells[0]: cells[1:3] for cells in (_cells(line) for line in page.splitlines()) if len(cells) == 4}
    assert {name: rows.get(f"`{name}`") for name in Outcome} == {
        outcome: [outcome.fate.replace("_", " "), "yes" if outcome.again else ""] for outcome in Outcome
    }


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]
