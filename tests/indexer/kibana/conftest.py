"""The file of saved objects, and the demo press in a real Elasticsearch for its panels to count."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import pytest
from demo.served_press import Press, ready_port, start_server
from elasticsearch import Elasticsearch
from indexer.kibana.exported import Exported, Json, Panel
from indexer.kibana.kql import Query
from indexer.kibana.lens_requests import request
from schedules.demo_way import demo_way
from schedules.way import Way

from udklip.indexer.kibana import ndjson

NOW = "2020-11-25T08:00:00+01:00"
#: Whom the demo's own register has: the people of the press are invented, those of the shipped register are not.
QUOTED = "Merle Havtorn"


@dataclass(frozen=True)
class Covered:
    """The demo press's way, its index, and what Kibana is given for an index of that name."""

    way: Way
    summary: Json
    client: Elasticsearch
    exported: Exported

    def time_field(self, data_view: str) -> str:
        return str(self.exported.objects[data_view].attributes["timeFieldName"])

    def ask(self, panel: Panel, extra: Query | None = None) -> Json:
        """What Elasticsearch answers to a panel's request."""
        data_view = panel.refers_to
        body = request(panel, self.time_field(data_view), NOW, extra)
        index = self.exported.objects[data_view].attributes["title"]
        answer: Json = self.client.search(index=index, **body).body
        return answer


@pytest.fixture(scope="session")
def exported() -> Exported:
    """The objects for an index of the usual name."""
    return Exported(ndjson("udklip"))


@pytest.fixture(scope="session")
def covered(elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Covered]:
    """The demo press after one run into Elasticsearch."""
    name = f"test-{uuid.uuid4().hex[:12]}"
    folder = tmp_path_factory.mktemp("press")
    with start_server(folder) as server, Elasticsearch(elasticsearch_url) as client:
        way = _way(Press(folder, ready_port(server)), tmp_path_factory.mktemp("way"), elasticsearch_url, name)
        summary = way.run()
        server.terminate()
        yield Covered(way, summary, client, Exported(ndjson(name)))
        client.indices.delete(index=list(client.indices.get(index=f"{name}-*", features="aliases")))


def _way(press: Press, folder: Path, url: str, name: str) -> Way:
    way = demo_way(press, folder)
    shipped = (files("udklip.nlp") / "register.toml").read_text("utf-8")
    register = f'{shipped}\n[[person]]\nname = "{QUOTED}"\ntitle = "direktør"\n'
    (folder / "register.toml").write_text(register, "utf-8")
    text = way.config.read_text("utf-8")
    text = text.replace("[profile]", '[profile]\nregister = "register.toml"')
    text = text.replace('engine = "embedded"', f'engine = "elasticsearch"\nurl = "{url}"\nname = "{name}"')
    way.config.write_text(text, "utf-8")
    return way
