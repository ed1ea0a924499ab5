"""What every test may ask for: the shared material and a real Elasticsearch."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from elastic_servers import NO_JAVA, MissingServer, OwnServer, own_server

ROOT = Path(__file__).resolve().parent.parent
CI = bool(os.environ.get("CI"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """The guide's pictures are made when somebody asks for it, and looked at always."""
    parser.addoption("--new-pictures", action="store_true", help="make the pictures of the Danish guide anew")


def missing(what: str) -> None:
    """Under CI nothing is skipped: what is missing fails."""
    if CI:
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared material."""
    folder = Path(os.environ.get("UDKLIP_SHARED") or ROOT.parent / "shared")
    if not (folder / "seeds").is_dir():
        missing(f"the shared material is not in {folder}; set UDKLIP_SHARED")
    return folder


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's root."""
    return ROOT


@pytest.fixture(scope="session")
def elasticsearch_url() -> str:
    """A real Elasticsearch: the developer's own, else the test server."""
    if url := os.environ.get("UDKLIP_TEST_ELASTICSEARCH"):
        return url
    server = ROOT / "tools" / "elasticsearch" / "server.py"
    answer = subprocess.run([sys.executable, server, "start"], capture_output=True, text=True, check=False)
    if answer.returncode == NO_JAVA:
        missing(answer.stderr.strip())
    assert answer.returncode == 0, answer.stderr
    return answer.stdout.strip()


@pytest.fixture(scope="session")
def secured_elasticsearch() -> Iterator[OwnServer]:
    """A server with TLS and passwords, for whoever asks first in a session."""
    try:
        with own_server("secured", "--secure") as server:
            yield server
    except MissingServer as error:
        missing(str(error))


@pytest.fixture(scope="session")
def two_nodes() -> Iterator[tuple[OwnServer, OwnServer]]:
    """A cluster of its master and a node for data alone, which a test may kill."""
    try:
        with own_server("first") as first, own_server("second", "--join", first.name) as second:
            yield first, second
    except MissingServer as error:
        missing(str(error))
