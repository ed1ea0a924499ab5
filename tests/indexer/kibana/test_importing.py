"""The import API: what is sent, and what each of its answers is told as."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from ssl import PEM_cert_to_DER_cert

import pytest
from indexer.kibana.kibana_server import KEY, PASSWORD, KibanaServer, Refusal, kibana_server, own_certificate
from pydantic import SecretStr

from udklip.core.errors import KibanaFailed, SettingsError
from udklip.core.settings import Kibana, Secrets
from udklip.indexer.kibana import saved_objects
from udklip.indexer.kibana.importing import install
from udklip.indexer.kibana.objects import FORMATS, ObjectType

OBJECTS = saved_objects("udklip")
BY_PASSWORD = Secrets(elasticsearch_password=SecretStr(PASSWORD))
HTML = "<html><body>Log in</body></html>"


@pytest.fixture
def server() -> Iterator[KibanaServer]:
    with kibana_server() as started:
        yield started


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return own_certificate(tmp_path_factory.mktemp("tls"))


def told(server: KibanaServer, secrets: Secrets = BY_PASSWORD, **settings: str) -> str:
    """The one line that a failing install says."""
    with pytest.raises(KibanaFailed) as caught:
        install(OBJECTS, Kibana(url=server.url, **settings), secrets)
    message = str(caught.value)
    assert "\n" not in message
    assert PASSWORD not in message
    return message.removeprefix(f"Kibana at {server.url} ")


def test_everything_is_taken_in(server: KibanaServer) -> None:
    taken = install(OBJECTS, Kibana(url=server.url), BY_PASSWORD)
    assert taken.count == len(OBJECTS)
    assert server.spaces["default"] == {(each.type, each.id): each.as_json() for each in OBJECTS}


def test_an_api_key_will_do_too(server: KibanaServer) -> None:
    key = Secrets(elasticsearch_api_key=SecretStr(KEY))
    assert install(OBJECTS, Kibana(url=f"{server.url}/"), key).count == len(OBJECTS)


def test_installed_again_it_takes_the_place_of_what_was_there(server: KibanaServer) -> None:
    install(OBJECTS, Kibana(url=server.url), BY_PASSWORD)
    changed = replace(OBJECTS[0], attributes=OBJECTS[0].attributes | {"name": "Udklip: andet"})
    install([changed, *OBJECTS[1:]], Kibana(url=server.url), BY_PASSWORD)
    kept = server.spaces["default"]
    assert len(kept) == len(OBJECTS)
    assert kept[changed.type, changed.id]["attributes"]["name"] == "Udklip: andet"


def test_a_space_of_its_own(server: KibanaServer) -> None:
    install(OBJECTS, Kibana(url=server.url, space="presse"), BY_PASSWORD)
    assert len(server.spaces["presse"]) == len(OBJECTS)
    assert server.spaces["default"] == {}


def test_a_space_that_is_not_there(server: KibanaServer) -> None:
    assert told(server, space="nyheder") == (
        "has no space 'nyheder'; make it there, or mend kibana.space in the settings"
    )


def test_another_address_of_the_server(server: KibanaServer) -> None:
    with pytest.raises(KibanaFailed, match=r"no import at this address; mend kibana\.url"):
        install(OBJECTS, Kibana(url=f"{server.url}/kibana"), BY_PASSWORD)


@pytest.mark.parametrize(
    ("secrets", "message"),
    [
        (Secrets(), "does not know us; set UDKLIP_ELASTICSEARCH_PASSWORD"),
        (Secrets(elasticsearch_password=SecretStr("forkert")), "does not know us"),
        (
            Secrets(elasticsearch_user="laeser", elasticsearch_password=SecretStr("hemmelig")),
            "does not allow it: Unable to bulk_create dashboard,index-pattern,search; it takes the right to",
        ),
    ],
)
def test_who_is_not_let_in(server: KibanaServer, secrets: Secrets, message: str) -> None:
    assert told(server, secrets).startswith(message)
    assert server.spaces["default"] == {}


def test_a_file_that_is_too_large_for_it(server: KibanaServer) -> None:
    server.most_bytes = 1000
    assert told(server).startswith("takes no file of ")


def test_a_kibana_that_is_too_old(server: KibanaServer) -> None:
    server.known["dashboard"] = (8, 9, 0)
    message = told(server)
    assert message.startswith(
        'is too old: Document "udklip-overblik" belongs to a more recent version of Kibana'
    )
    assert FORMATS[ObjectType.DASHBOARD] in message
    assert message.endswith("it takes 8.19 or later")


def test_what_it_did_not_take_is_told_by_name(server: KibanaServer) -> None:
    server.lost = {"udklip-visits", "udklip-dagens-omtale"}
    assert told(server) == (
        "took 8 of 10 objects: dashboard 'Udklip: Overblik': it needs what is not there (search "
        "udklip-dagens-omtale); dashboard 'Udklip: Drift': it needs what is not there (index-pattern udklip-visits)"
    )


def test_of_many_that_it_did_not_take_a_few_are_told(server: KibanaServer) -> None:
    del server.known["search"], server.known["dashboard"]
    message = told(server)
    assert message.startswith(
        "took 3 of 10 objects: search 'Udklip: dagens omtale': this Kibana knows no objects"
    )
    assert message.endswith("; and 4 more")


@pytest.mark.parametrize(
    ("mood", "message"),
    [
        (Refusal(200, text=HTML), "answers 200 with text/html, not JSON: it is not Kibana, or a proxy"),
        (Refusal(502, text=HTML), "answers 502 with text/html, not JSON"),
        (
            Refusal(200, text="[]", headers={"Content-Type": "application/json"}),
            "answers 200 with application/json",
        ),
        (
            Refusal(302, text="", headers={"Location": "/login?next=/"}),
            "sends us on to /login?next=/: a login page",
        ),
        (Refusal(503, text="Kibana server is not ready yet"), "is not ready; wait until its page opens"),
        (Refusal(401, text=HTML), "does not know us"),
        (
            Refusal(400, "Request must contain a kbn-xsrf header."),
            "answers 400: Request must contain a kbn-xsrf",
        ),
        (Refusal(409, "version conflict,\n required seqNo"), "answers 409: version conflict, required seqNo"),
        (
            Refusal(500, "An internal server error occurred."),
            "answers 500: An internal server error occurred.",
        ),
    ],
)
def test_answers_that_are_no_import(server: KibanaServer, mood: Refusal, message: str) -> None:
    server.mood = mood
    assert told(server).startswith(message)


def test_a_server_that_is_not_there() -> None:
    with kibana_server() as server:
        url = server.url
    with pytest.raises(KibanaFailed, match=r"does not answer .*; start it, or mend kibana\.url"):
        install(OBJECTS, Kibana(url=url), BY_PASSWORD)


def test_it_is_trusted_by_its_ca_or_by_a_fingerprint(certificate: tuple[Path, Path]) -> None:
    ca_file = certificate[0]
    fingerprint = sha256(PEM_cert_to_DER_cert(ca_file.read_text("ascii"))).hexdigest()
    with kibana_server(certificate) as server:
        assert "is not trusted" in told_of(server.url)
        assert "is not trusted" in told_of(server.url, ca_fingerprint="ab" * 32)
        install(OBJECTS, Kibana(url=server.url, ca_file=ca_file), BY_PASSWORD)
        install(OBJECTS, Kibana(url=server.url, ca_fingerprint=fingerprint), BY_PASSWORD)
        assert len(server.spaces["default"]) == len(OBJECTS)


def told_of(url: str, **settings: str) -> str:
    with pytest.raises(KibanaFailed) as caught:
        install(OBJECTS, Kibana(url=url, **settings), BY_PASSWORD)
    return str(caught.value)


def test_a_ca_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"kibana\.ca_file: .*ca\.crt is not there"):
        install(OBJECTS, Kibana(url="https://127.0.0.1:1", ca_file=tmp_path / "ca.crt"), BY_PASSWORD)


def test_an_address_that_is_none() -> None:
    with pytest.raises(SettingsError, match=r"kibana\.url: http://:5601"):
        install(OBJECTS, Kibana(url="http://:5601"), BY_PASSWORD)
