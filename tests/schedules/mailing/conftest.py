"""A post office with a mail server of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from post_office import PostOffice
from smtp_server import mail_server


@pytest.fixture
def office(tmp_path: Path) -> Iterator[PostOffice]:
    """A store and a plain mail server on loopback."""
    with mail_server() as server:
        opened = PostOffice(tmp_path, server)
        yield opened
        opened.ledger.close()
