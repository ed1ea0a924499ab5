"""A source's ledger, filled by hand, and settings whose store it is."""

from pathlib import Path

import pytest
from schedules.sources.watched import FEED, SITE, Watched
from schedules.way import Way


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    """A new ledger."""
    return Watched(tmp_path / "var")


@pytest.fixture
def way(watched: Watched) -> Way:
    """Settings whose store is the ledger."""
    config = watched.store.parent / "udklip.toml"
    config.write_text(
        f'[[source]]\nname = "Avisen"\nhosts = ["avisen.example"]\nfeeds = ["{FEED}"]\n'
        f'listings = [{{ url = "{SITE}/", pattern = "/nyt/" }}]\n'
        '[[source]]\nname = "Ugebrevet"\nhosts = ["ugebrevet.example"]\nfeeds = ["https://ugebrevet.example/rss"]\n',
        "utf-8",
    )
    return Way(config)
