"""Both indexes, each under a name of its own, so that one suite holds for both."""

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from udklip.core.settings import Engine, Secrets
from udklip.core.settings import Index as IndexSettings
from udklip.indexer.index import Index, open_index

Opener = Callable[..., Index]


@pytest.fixture(scope="session")
def elasticsearch_settings(elasticsearch_url: str) -> Iterator[IndexSettings]:
    """Settings with a name that no other run uses; what stands under it is deleted at the end."""
    name = f"test-{uuid.uuid4().hex[:12]}"
    yield IndexSettings(engine=Engine.ELASTICSEARCH, url=elasticsearch_url, name=name)
    with Elasticsearch(elasticsearch_url) as client:
        for found in list(client.indices.get(index=f"{name}*", features="aliases")):
            client.indices.delete(index=found)


@pytest.fixture(scope="module", params=list(Engine))
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine in turn."""
    chosen: Engine = request.param
    return chosen


@pytest.fixture(scope="module")
def module_opener(
    engine: Engine, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Opener:
    """Opens the engine's index of this module."""
    return opener(engine, request, tmp_path_factory.mktemp("index"))


@pytest.fixture
def open_it(engine: Engine, request: pytest.FixtureRequest, tmp_path: Path) -> Opener:
    """Opens the engine's index of this test, empty at first."""
    return opener(engine, request, tmp_path)


@pytest.fixture
def index(open_it: Opener) -> Iterator[Index]:
    """An empty index, open for writing."""
    with open_it(writing=True) as opened:
        yield opened


def opener(engine: Engine, request: pytest.FixtureRequest, folder: Path) -> Opener:
    """A function that opens one index of `engine` in any number of processes' stead."""
    settings = IndexSettings()
    if engine is Engine.ELASTICSEARCH:
        given: IndexSettings = request.getfixturevalue("elasticsearch_settings")
        settings = given.model_copy(update={"name": f"{given.name}-{uuid.uuid4().hex[:8]}"})

    def open_it(*, writing: bool = False) -> Index:
        return open_index(settings, folder, Secrets(), writing=writing)

    return open_it
