"""The server that the tests use: it is up, stems Danish, is found by a second start and ended by stop."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from elasticsearch import BadRequestError, Elasticsearch

SERVER = Path("tools") / "elasticsearch" / "server.py"


@pytest.fixture
def client(elasticsearch_url: str) -> Elasticsearch:
    return Elasticsearch(elasticsearch_url)


@pytest.fixture
def own_server(elasticsearch_url: str) -> str:
    """The address of the server that `server.py` started, which a developer's own is not."""
    if os.environ.get("UDKLIP_TEST_ELASTICSEARCH"):
        pytest.skip("UDKLIP_TEST_ELASTICSEARCH names a server that server.py did not start")
    return elasticsearch_url


@pytest.fixture
def cache() -> Iterator[str]:
    """An empty cache folder that the server's account may enter, as pytest's own folders may not be."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield folder


def serve(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, root / SERVER, *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def analysed(
    client: Elasticsearch, text: str, tokenizer: str, *filters: str | Mapping[str, object]
) -> list[str]:
    answer = client.indices.analyze(tokenizer=tokenizer, filter=filters, text=text)
    return [token["token"] for token in answer["tokens"]]


def test_cluster_is_healthy(client: Elasticsearch) -> None:
    assert client.cluster.health()["status"] in {"green", "yellow"}


def test_danish_stemmer_cuts_endings(client: Elasticsearch) -> None:
    stemmer = {"type": "stemmer", "language": "danish"}
    words = analysed(client, "velfærdsteknologierne klyngerne", "standard", "lowercase", stemmer)
    assert words == ["velfærdsteknologi", "klyng"]


@pytest.mark.usefixtures("own_server")
def test_stemmer_refuses_a_language_it_lacks(client: Elasticsearch) -> None:
    with pytest.raises(BadRequestError, match=r"udklip\.analysis\.Stemmer"):
        analysed(client, "klyngerne", "standard", {"type": "stemmer", "language": "finnish"})


def test_security_index_finds_its_filters(client: Elasticsearch) -> None:
    capture = {"type": "pattern_capture", "preserve_original": True, "patterns": ["([^@]+)", "@(.+)"]}
    words = analysed(client, "mette@klynge.dk", "uax_url_email", capture, "unique")
    assert words == ["mette@klynge.dk", "mette", "klynge.dk"]


def test_second_start_gives_the_running_server(root: Path, own_server: str) -> None:
    again = serve(root, "start")
    assert (again.returncode, again.stdout) == (0, f"{own_server}\n")


def test_status_tells_the_address(root: Path, own_server: str) -> None:
    assert serve(root, "status").stdout == f"{own_server}\n"


@pytest.mark.usefixtures("own_server")
def test_server_of_another_name_is_one_of_its_own(root: Path) -> None:
    begun = serve(root, "start", "--data", "second")
    stopped = serve(root, "stop", "--data", "second")
    left = [serve(root, "status", "--data", name).returncode for name in ("main", "second")]
    assert (begun.returncode, stopped.returncode) == (0, 0), begun.stderr
    assert begun.stdout != serve(root, "status").stdout
    assert left == [0, 1]


def test_port_that_is_taken_is_said_before_starting(root: Path, own_server: str) -> None:
    port = own_server.rpartition(":")[2]
    answer = serve(root, "start", "--data", "second", "--port", port)
    assert answer.returncode == 1
    assert f"--port {port}: Address already in use" in answer.stderr


def test_server_that_never_started_is_not_running(root: Path, cache: str) -> None:
    answer = serve(root, "status", UDKLIP_CACHE=cache)
    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr == "main: not running\n"


def test_missing_java_says_what_mends_it(root: Path, cache: str) -> None:
    answer = serve(root, "start", UDKLIP_CACHE=cache, PATH=cache)
    assert answer.returncode == 3
    assert answer.stderr == "elasticsearch: java is missing: apt-get install openjdk-17-jdk-headless\n"


def test_name_that_leaves_the_cache_is_refused(root: Path, cache: str) -> None:
    answer = serve(root, "start", "--data", "../elsewhere", UDKLIP_CACHE=cache)
    assert answer.returncode == 1
    assert "--data '../elsewhere': use up to 31 of a-z" in answer.stderr


@pytest.mark.usefixtures("own_server")
def test_a_node_joins_only_a_server_that_runs(root: Path) -> None:
    answer = serve(root, "start", "--data", "second", "--join", "nowhere")
    assert answer.returncode == 1
    assert "--join nowhere: no server of that name runs" in answer.stderr


def test_json_tells_what_a_client_needs(root: Path, own_server: str) -> None:
    told = json.loads(serve(root, "status", "--json").stdout)
    assert told == {"url": own_server, "ca_file": None, "password": None}


def test_servers_of_runs_that_were_killed_are_swept_away(root: Path, cache: str) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        gone = ended.pid
    nodes = Path(cache) / "elasticsearch" / "nodes"
    for name in (f"secured-{gone}", f"secured-{os.getpid()}", "main"):
        (nodes / name).mkdir(parents=True)
    assert serve(root, "sweep", UDKLIP_CACHE=cache).returncode == 0
    assert {folder.name for folder in nodes.iterdir()} == {f"secured-{os.getpid()}", "main"}
