"""A place with a ledger of its own, and a clock that a test turns."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from schedules.watching.place import Place, open_place


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A place with two groups that are told at once, one of staff and one of members outside."""
    opened = open_place(tmp_path)
    yield opened
    opened.ledger.close()
