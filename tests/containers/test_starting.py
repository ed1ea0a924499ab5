"""What compose.yaml runs once: its scripts and our own commands, each as it stands there, against real servers."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from containers.image import ROOT, WORKDIR
from containers.test_compose import SERVICES
from elastic_servers import OwnServer
from elasticsearch import Elasticsearch
from indexer.kibana.kibana_server import PASSWORD, kibana_server, own_certificate

from tools.elasticsearch.distribution import ensure_distribution
from tools.elasticsearch.java import java_home
from tools.elasticsearch.places import cache_folder

SCRIPTS = ROOT / "examples" / "containers"
UDKLIP = Path(sys.executable).with_name("udklip")


def command_of(service: str, **instead: str) -> list[str]:
    """A service's command with what is elsewhere here."""
    return [instead.get(word, word) for word in SERVICES[service]["command"]]


def run(command: list[str], folder: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command,
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_certificates_are_made_once_by_elastics_own_tool(elasticsearch_url: str, tmp_path: Path) -> None:
    assert elasticsearch_url, "its distribution is here"
    server = ensure_distribution(cache_folder(os.environ, is_root=os.geteuid() == 0) / "elasticsearch")
    command = command_of("certificates")
    command[1:] = [str(SCRIPTS / "certificates.sh"), str(tmp_path), str(SCRIPTS / "instances.yml")]
    made = run(command, server, ES_JAVA_HOME=str(java_home()))
    assert made.returncode == 0, made.stderr
    files = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert set(files) == {"ca.crt", "elasticsearch.crt", "elasticsearch.key", "kibana.crt", "kibana.key"}
    assert {file.stat().st_mode & 0o777 for file in tmp_path.glob("*.key")} == {0o600}
    for name in ("elasticsearch", "kibana"):
        ca, signed = str(tmp_path / "ca.crt"), str(tmp_path / f"{name}.crt")
        checked = run(["openssl", "verify", "-CAfile", ca, "-verify_hostname", name, signed], tmp_path)
        assert checked.returncode == 0, checked.stderr
    again = run(command, server)
    assert again.returncode == 0
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == files


def test_the_user_that_kibana_is_known_by_gets_its_password(
    secured_elasticsearch: OwnServer, tmp_path: Path
) -> None:
    server, password = secured_elasticsearch, "0a1b2c3d4e5f60718293a4b5c6d7e8f9"
    command = command_of("kibana-user")
    command[1:] = [str(SCRIPTS / "kibana_user.sh"), server.url, str(server.ca_file)]
    given = {"ELASTIC_PASSWORD": str(server.password), "KIBANA_PASSWORD": password}
    ended = run(command, tmp_path, **given)
    assert (ended.returncode, ended.stderr) == (0, "")
    with Elasticsearch(
        server.url, ca_certs=str(server.ca_file), basic_auth=("kibana_system", password)
    ) as client:
        assert client.security.authenticate()["username"] == "kibana_system"
    refused = run(command, tmp_path, **(given | {"ELASTIC_PASSWORD": "forkert"}))
    assert refused.returncode != 0


@pytest.fixture
def folder(secured_elasticsearch: OwnServer, tmp_path: Path) -> Path:
    """The image's working folder with what compose.yaml mounts there, and the settings to begin with."""
    for volume in SERVICES["setup"]["volumes"]:
        target = tmp_path / volume.split(":")[1].removeprefix(f"{WORKDIR}/")
        if not target.suffix:
            target.mkdir()
    shutil.copy(str(secured_elasticsearch.ca_file), tmp_path / "certificates" / "ca.crt")
    text = (SCRIPTS / "udklip.toml").read_text("utf-8")
    text = text.replace("https://elasticsearch:9200", secured_elasticsearch.url)
    text = text.replace("[index]", '[index]\nname = "in-a-container"')
    (tmp_path / "udklip.toml").write_text(text, "utf-8")
    return tmp_path


def test_setting_up_leaves_a_key_that_udklip_works_with(
    folder: Path, secured_elasticsearch: OwnServer
) -> None:
    environment = SERVICES["setup"]["environment"]
    assert environment == {"UDKLIP_ELASTICSEARCH_PASSWORD": "${ELASTIC_PASSWORD:?}"}
    command = command_of("setup", udklip=str(UDKLIP))
    ended = run(command, folder, UDKLIP_ELASTICSEARCH_PASSWORD=str(secured_elasticsearch.password))
    assert ended.returncode == 0, ended.stderr
    assert [file.name for file in (folder / "secrets").iterdir()] == ["udklip_elasticsearch_api_key"]
    status = run([str(UDKLIP), "index", "status"], folder, UDKLIP_SECRETS_DIR=str(folder / "secrets"))
    assert status.returncode == 0, status.stderr
    assert "elasticsearch in-a-container: 0 items" in status.stdout


def test_the_dashboards_are_put_in(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    certificate, key = own_certificate(tmp_path_factory.mktemp("tls"))
    shutil.copy(certificate, folder / "certificates" / "ca.crt")
    config = folder / "udklip.toml"
    with kibana_server((certificate, key)) as kibana:
        config.write_text(config.read_text("utf-8").replace("https://kibana:5601", kibana.url), "utf-8")
        command = command_of("dashboards", udklip=str(UDKLIP))
        ended = run(command, folder, UDKLIP_ELASTICSEARCH_PASSWORD=PASSWORD)
        assert ended.returncode == 0, ended.stderr
        assert ("dashboard", "in-a-container-overblik") in kibana.spaces["default"]
