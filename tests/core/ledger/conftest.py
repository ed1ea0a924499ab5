"""A ledger of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from udklip.core.ledger import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger."""
    opened = Ledger.open(tmp_path)
    yield opened
    opened.close()
