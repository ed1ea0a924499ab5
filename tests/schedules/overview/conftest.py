"""A newsroom of its own for every test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from schedules.newsroom import Newsroom


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    """A ledger with nothing in it."""
    room = Newsroom(tmp_path)
    yield room
    room.ledger.close()
