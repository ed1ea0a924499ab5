"""The demo press, served once for all tests of this folder."""

from collections.abc import Iterator

import pytest
from demo.served_press import Press, ready_port, start_server


@pytest.fixture(scope="session")
def demo_press(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Press]:
    """The demo press, served on a free port."""
    folder = tmp_path_factory.mktemp("press")
    with start_server(folder) as server:
        yield Press(folder, ready_port(server))
        server.terminate()
