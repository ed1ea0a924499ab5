"""compose.yaml: as the compose specification wants it, closed to other machines, and with no password in it."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from containers.image import ROOT, WORKDIR, lines
from ruamel.yaml import YAML

from udklip.core.settings import Engine, load_settings

FILE = ROOT / "compose.yaml"
TEXT = FILE.read_text("utf-8")
COMPOSE: dict[str, Any] = YAML(typ="safe").load(TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
ONCE = ("certificates", "kibana-user", "setup", "dashboards")
STAYS = ("elasticsearch", "kibana", "udklip")
OURS = ("setup", "dashboards", "udklip")


def test_it_is_valid_by_the_compose_specification() -> None:
    command = [
        Path(sys.executable).with_name("check-jsonschema"),
        "--builtin-schema",
        "vendor.compose-spec",
        FILE,
    ]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout


def test_what_starts_and_what_stays() -> None:
    assert sorted(SERVICES) == sorted((*ONCE, *STAYS))
    assert {name for name, service in SERVICES.items() if service.get("restart")} == set(STAYS)


def test_each_waits_for_what_it_needs() -> None:
    for name, service in SERVICES.items():
        for other, how in service.get("depends_on", {}).items():
            ended = "service_completed_successfully" if other in ONCE else "service_healthy"
            assert how == {"condition": ended}, f"{name} on {other}"
            assert other in ONCE or "healthcheck" in SERVICES[other]


def test_nothing_is_reachable_from_other_machines() -> None:
    ports = [port for service in SERVICES.values() for port in service.get("ports", ())]
    assert ports == ["127.0.0.1:9200:9200", "127.0.0.1:5601:5601"]
    assert not any("network_mode" in service or "privileged" in service for service in SERVICES.values())


def test_passwords_come_from_the_file_that_is_not_committed() -> None:
    told = dict(re.findall(r"^(\w+)=(.*)$", (ROOT / ".env.example").read_text("utf-8"), re.MULTILINE))
    asked = dict(re.findall(r"\$\{(\w+)(:[?-])", TEXT))
    assert asked.keys() == told.keys()
    assert {name for name, how in asked.items() if how == ":-"} == {"ELASTICSEARCH_HEAP"}
    assert {name for name, value in told.items() if not value} == {
        "ELASTIC_PASSWORD",
        "KIBANA_PASSWORD",
        "KIBANA_KEY",
    }
    for service in SERVICES.values():
        for name, value in service.get("environment", {}).items():
            assert "${" in value or not re.search("PASSWORD|ENCRYPTIONKEY$", name), name
    ignored = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert "/.env" in ignored
    assert "/udklip.toml" in ignored
    assert (
        subprocess.run(["git", "ls-files", ".env"], cwd=ROOT, capture_output=True, check=False).stdout == b""
    )


def test_elasticsearch_and_kibana_are_of_one_version_that_we_speak_to() -> None:
    images = {service["image"] for service in SERVICES.values()} - {"udklip"}
    assert images == {
        "docker.elastic.co/elasticsearch/elasticsearch:${STACK_VERSION:?}",
        "docker.elastic.co/kibana/kibana:${STACK_VERSION:?}",
    }
    version = re.search(
        r"^STACK_VERSION=8\.(\d+)\.\d+$", (ROOT / ".env.example").read_text("utf-8"), re.MULTILINE
    )
    assert version
    assert int(version[1]) >= 19


def test_security_is_on_everywhere() -> None:
    elasticsearch, kibana = SERVICES["elasticsearch"]["environment"], SERVICES["kibana"]["environment"]
    assert elasticsearch["xpack.security.enabled"] == "true"
    assert elasticsearch["xpack.security.http.ssl.enabled"] == "true"
    assert kibana["SERVER_SSL_ENABLED"] == "true"
    assert kibana["ELASTICSEARCH_USERNAME"] == "kibana_system"
    assert kibana["ELASTICSEARCH_HOSTS"].startswith("https://")
    assert re.findall(r"http://\S+", TEXT) == []


def test_volumes_that_are_named_are_there_and_files_are_the_checkouts() -> None:
    mounted = [volume for service in SERVICES.values() for volume in service.get("volumes", ())]
    sources = {volume.split(":")[0] for volume in mounted}
    assert {source for source in sources if not source.startswith("./")} == set(COMPOSE["volumes"])
    assert {source for source in sources if source.startswith("./")} == {
        "./examples/containers",
        "./inbox",
        "./udklip.toml",
    }
    # What the containers write stays in volumes; of the certificates only who makes them has the right to write.
    writers = {
        name
        for name, service in SERVICES.items()
        if any(re.fullmatch(r"certificates:[^:]+", volume) for volume in service.get("volumes", ()))
    }
    assert writers == {"certificates"}


@pytest.mark.parametrize("name", OURS)
def test_what_is_mounted_in_our_image_lies_in_its_folder(name: str) -> None:
    targets = {volume.split(":")[1] for volume in SERVICES[name]["volumes"]}
    assert all(target.startswith(f"{WORKDIR}/") for target in targets)
    environment = " ".join(line.given for line in lines() if line.word == "ENV")
    assert f"UDKLIP_SECRETS_DIR={WORKDIR}/secrets" in environment
    assert f"{WORKDIR}/secrets" in targets


def test_the_settings_to_begin_with_ask_the_services_by_their_names() -> None:
    settings = load_settings(ROOT / "examples" / "containers" / "udklip.toml")
    assert settings.index.engine is Engine.ELASTICSEARCH
    assert settings.index.url == "https://elasticsearch:9200"
    assert settings.kibana.url == "https://kibana:5601"
    assert str(settings.index.ca_file).endswith("/certificates/ca.crt")
    names = YAML(typ="safe").load((ROOT / "examples/containers/instances.yml").read_text("utf-8"))[
        "instances"
    ]
    assert {one["name"] for one in names} == {"elasticsearch", "kibana"}
    assert all({one["name"], "localhost"} == set(one["dns"]) for one in names)
