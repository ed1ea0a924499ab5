"""`udklip kibana` as a person uses it: installing, and writing a file to import by hand."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from indexer.kibana.kibana_server import PASSWORD, KibanaServer, kibana_server
from schedules.way import Way

from udklip.indexer.kibana import ndjson


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[KibanaServer]:
    monkeypatch.setenv("UDKLIP_ELASTICSEARCH_PASSWORD", PASSWORD)
    with kibana_server() as started:
        yield started


def way_to(server: KibanaServer, folder: Path, *lines: str, engine: str = "elasticsearch") -> Way:
    config = folder / "udklip.toml"
    index = f'[index]\nengine = "{engine}"\nname = "presseklip"\n'
    config.write_text(f'{index}[kibana]\nurl = "{server.url}"\n{chr(10).join(lines)}\n', "utf-8")
    return Way(config)


def test_install_puts_everything_in_and_says_where_the_dashboards_are(
    server: KibanaServer, tmp_path: Path
) -> None:
    way = way_to(server, tmp_path, 'space = "presse"')
    (done,) = way.json("kibana", "install")
    assert (done["objects"], done["space"]) == (10, "presse")
    assert done["dashboards"][0] == {
        "title": "Udklip (presseklip): Overblik",
        "url": f"{server.url}/s/presse/app/dashboards#/view/presseklip-overblik",
    }
    kept = server.spaces["presse"]
    assert kept["index-pattern", "presseklip-items"]["attributes"]["title"] == "presseklip-items"
    told = way.udklip("kibana", "install")
    assert told.returncode == 0
    assert "Kibana took 10 objects" in told.stdout
    assert done["dashboards"][2]["url"] in told.stdout


def test_what_goes_wrong_is_one_line(
    server: KibanaServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UDKLIP_ELASTICSEARCH_PASSWORD", "forkert")
    ended = way_to(server, tmp_path).udklip("kibana", "install", "--json")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith(
        f"udklip: Kibana at {server.url} does not know us; set UDKLIP_ELASTICSEARCH"
    )
    assert len(ended.stderr.splitlines()) == 1


def test_kibana_is_not_for_the_embedded_index(server: KibanaServer, tmp_path: Path) -> None:
    ended = way_to(server, tmp_path, engine="embedded").udklip("kibana", "install")
    assert ended.returncode == 2
    assert "index.engine" in ended.stderr
    assert server.spaces["default"] == {}


def test_a_file_is_written_for_the_index_of_the_settings(server: KibanaServer, tmp_path: Path) -> None:
    way, file = way_to(server, tmp_path), tmp_path / "objects.ndjson"
    ended = way.udklip("kibana", "write", str(file))
    assert ended.returncode == 0
    assert file.read_text("utf-8") == ndjson("presseklip")
    assert all(
        json.loads(line)["id"].startswith("presseklip-") for line in file.read_text("utf-8").splitlines()
    )
    ended = way.udklip("kibana", "write", str(tmp_path / "no" / "objects.ndjson"))
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1
