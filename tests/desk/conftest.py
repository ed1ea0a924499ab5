"""The demo press on the way once, for every test of the desk; and a desk whose ledger is filled by hand."""

import os
from collections.abc import Iterator

import pytest
from demo.served_press import Press, ready_port, start_server
from desk.hand_filled import HandFilled, fill
from desk.newsroom import BEFORE_THE_OVERVIEW, with_accounts
from desk.served_desk import Desk, served
from schedules.demo_way import can_read_scans, demo_way
from schedules.way import Way


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Way:
    """The demo press, collected, read and indexed; its server has gone."""
    if not can_read_scans():
        why = "Tesseract with its Latin model is missing: the demo's scan cannot be read"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(why)
    folder = tmp_path_factory.mktemp("press")
    with start_server(folder) as server:
        way = demo_way(Press(folder, ready_port(server)), tmp_path_factory.mktemp("way"))
        way.run()
        server.terminate()
    return way


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> HandFilled:
    """A desk whose coverage wishes it ill."""
    return fill(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="session")
def newsroom(demo: Way, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The demo's coverage at a desk with accounts, a quarter of an hour before the overview goes out."""
    way = with_accounts(demo, tmp_path_factory.mktemp("newsroom"))
    with served(way, "--now", BEFORE_THE_OVERVIEW) as desk:
        yield desk
