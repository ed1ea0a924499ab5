"""What tests of crawls on the wire begin with."""

from pathlib import Path

import pytest
from crawler.crawling import Crawls


@pytest.fixture
def crawls(tmp_path: Path) -> Crawls:
    """Crawls on a new ledger."""
    return Crawls(tmp_path)
