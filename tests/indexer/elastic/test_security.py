"""A server with TLS and passwords: what `udklip index setup --security` puts in, and what each key may do."""

import hashlib
import shutil
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from elastic_servers import OwnServer
from elasticsearch import AuthorizationException, BadRequestError, Elasticsearch
from indexer.press_items import press_item
from pydantic import SecretStr
from schedules.way import Way

from udklip.core.errors import IndexUnavailable
from udklip.core.settings import Engine, Secrets
from udklip.core.settings import Index as IndexSettings
from udklip.indexer.elastic.security import SetUp, set_up
from udklip.indexer.index import Index, open_index

ITEMS = [press_item("one", "Klynge stiftet", organisations=["DTU"]), press_item("two", "Ny bevilling")]
WRONG = "ab" * 32


@pytest.fixture(scope="module")
def settings(secured_elasticsearch: OwnServer) -> IndexSettings:
    return IndexSettings(
        engine=Engine.ELASTICSEARCH, url=secured_elasticsearch.url, ca_file=secured_elasticsearch.ca_file
    )


@pytest.fixture(scope="module")
def administrator(secured_elasticsearch: OwnServer) -> Secrets:
    return Secrets(elasticsearch_password=SecretStr(secured_elasticsearch.password or ""))


@pytest.fixture(scope="module")
def made(settings: IndexSettings, administrator: Secrets) -> SetUp:
    return set_up(settings, administrator, security=True)


@pytest.fixture(scope="module")
def client(settings: IndexSettings, administrator: Secrets) -> Iterator[Elasticsearch]:
    password = administrator.elasticsearch_password
    assert password is not None
    login = ("elastic", password.get_secret_value())
    with Elasticsearch(settings.url, ca_certs=str(settings.ca_file), basic_auth=login) as client:
        yield client


def secrets(made: SetUp, ending: str) -> Secrets:
    """The secrets of whoever was given the key that ends so."""
    key = next(key for key in made.keys if key.name.endswith(ending))
    assert key.secret
    return Secrets(elasticsearch_api_key=SecretStr(key.secret))


def opened(settings: IndexSettings, given: Secrets, *, writing: bool = False) -> Index:
    return open_index(settings, Path(), given, writing=writing)


def test_the_writing_key_does_all_that_udklip_does(settings: IndexSettings, made: SetUp) -> None:
    with opened(settings, secrets(made, "writing"), writing=True) as index:
        assert index.write(ITEMS) == []
        index.remove(["two"])
        version = index.start_new()
        version.write(ITEMS)
        version.swap()
        assert index.prune()
        assert (index.count("*").articles, index.status().kept) == (2, ())


def test_the_reading_key_searches_and_changes_nothing(settings: IndexSettings, made: SetUp) -> None:
    with opened(settings, secrets(made, "writing"), writing=True) as index:
        index.write(ITEMS)
    with opened(settings, secrets(made, "reading")) as index:
        assert [hit.id for hit in index.search("klynge")] == ["one"]
        assert index.status().bytes > 0
        assert index.facets("klynge")
        for change in (
            lambda: index.write(ITEMS),
            index.clear,
            index.start_new,
            lambda: index.remove(["one"]),
        ):
            with pytest.raises(IndexUnavailable):
                change()
        assert index.count("*").articles == 2


@pytest.mark.parametrize("ending", ["writing", "reading"])
def test_no_key_reaches_what_is_not_udklips(
    settings: IndexSettings, made: SetUp, client: Elasticsearch, ending: str
) -> None:
    client.index(index="udklip-items-of-others", document={"secret": 1}, refresh=True)
    key = secrets(made, ending).elasticsearch_api_key
    assert key is not None
    with Elasticsearch(
        settings.url, ca_certs=str(settings.ca_file), api_key=key.get_secret_value()
    ) as limited:
        for refused in (
            lambda: limited.search(index="udklip-items-of-others"),
            lambda: limited.indices.create(index="another"),
            lambda: limited.security.put_user(username="x", password="longenough", roles=[]),
            lambda: limited.security.create_api_key(name="another"),
            lambda: limited.cluster.put_settings(persistent={"action.auto_create_index": "true"}),
        ):
            with pytest.raises(AuthorizationException):
                refused()


def test_a_fingerprint_is_trusted_in_place_of_a_file(settings: IndexSettings, made: SetUp) -> None:
    assert settings.ca_file is not None
    certificate = ssl.PEM_cert_to_DER_cert(settings.ca_file.read_text("ascii"))
    known = {"ca_file": None, "ca_fingerprint": hashlib.sha256(certificate).hexdigest()}
    with opened(settings.model_copy(update=known), secrets(made, "reading")) as index:
        assert index.count("*").articles >= 0
    with (
        opened(
            settings.model_copy(update=known | {"ca_fingerprint": WRONG}), secrets(made, "reading")
        ) as index,
        pytest.raises(IndexUnavailable, match=r"index\.ca_fingerprint"),
    ):
        index.count("*")


def test_a_server_of_an_unknown_body_is_not_trusted(settings: IndexSettings, made: SetUp) -> None:
    with (
        opened(settings.model_copy(update={"ca_file": None}), secrets(made, "reading")) as index,
        pytest.raises(IndexUnavailable, match=r"index\.ca_file"),
    ):
        index.count("*")


def test_who_has_no_key_is_told_where_it_goes(settings: IndexSettings) -> None:
    with (
        opened(settings, Secrets()) as index,
        pytest.raises(IndexUnavailable, match="UDKLIP_ELASTICSEARCH_API_KEY"),
    ):
        index.count("*")


def test_set_up_again_keeps_the_keys_until_they_are_renewed(
    settings: IndexSettings, administrator: Secrets, made: SetUp
) -> None:
    other = settings.model_copy(update={"name": "renewed"})
    first = set_up(other, administrator, security=True)
    again = set_up(other, administrator, security=True)
    assert [key.secret for key in again.keys] == [None, None]
    renewed = set_up(other, administrator, security=True, renew=True)
    with opened(other, secrets(first, "reading")) as index, pytest.raises(IndexUnavailable, match="know us"):
        index.count("*")
    with opened(other, secrets(renewed, "reading")) as index:
        assert index.count("*").articles == 0
    with opened(settings, secrets(made, "reading")) as index:
        assert index.count("*").articles >= 0, "the keys of another index stay"


def test_an_index_made_by_others_under_our_name_is_held_to_the_mapping(
    client: Elasticsearch, administrator: Secrets, settings: IndexSettings
) -> None:
    set_up(settings.model_copy(update={"name": "guarded"}), administrator, security=False)
    with pytest.raises(BadRequestError, match="strict_dynamic_mapping"):
        client.index(index="guarded-visits-v9", document={"unheard_of": 1})
    mapping = client.indices.get_mapping(index="guarded-visits-v9")["guarded-visits-v9"]["mappings"]
    assert mapping["properties"]["state"] == {"type": "keyword"}


def way_to(server: OwnServer, folder: Path, name: str) -> Way:
    """Settings of an index called `name`, with a copy of the CA beside them."""
    assert server.ca_file
    shutil.copyfile(server.ca_file, folder / "ca.crt")
    way = Way(folder / "udklip.toml")
    lines = ["[index]", 'engine = "elasticsearch"', f'url = "{server.url}"', f'name = "{name}"']
    way.config.write_text("\n".join([*lines, 'ca_file = "ca.crt"']), "utf-8")
    return way


def test_the_command_prints_keys_that_work(
    secured_elasticsearch: OwnServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    way = way_to(secured_elasticsearch, tmp_path, "by-command")
    monkeypatch.setenv("UDKLIP_ELASTICSEARCH_PASSWORD", str(secured_elasticsearch.password))
    (done,) = way.json("index", "setup", "--security")
    assert done["roles"] == ["by-command-writing", "by-command-reading"]
    monkeypatch.delenv("UDKLIP_ELASTICSEARCH_PASSWORD")
    monkeypatch.setenv("UDKLIP_ELASTICSEARCH_API_KEY", done["keys"][1]["secret"])
    (status,) = way.json("index", "status")
    assert (status["engine"], status["items"], status["waiting"], status["refused"]) == (
        "elasticsearch",
        0,
        0,
        0,
    )
    refused = way.udklip("index", "setup")
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert "does not allow it" in refused.stderr


def test_a_key_is_kept_in_a_file_and_printed_nowhere(
    secured_elasticsearch: OwnServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    way = way_to(secured_elasticsearch, tmp_path, "by-file")
    file = tmp_path / "udklip_elasticsearch_api_key"
    monkeypatch.setenv("UDKLIP_ELASTICSEARCH_PASSWORD", str(secured_elasticsearch.password))
    told = way.udklip("index", "setup", "--security", "--key-file", str(file))
    assert told.returncode == 0
    key = file.read_text("utf-8")
    assert key not in told.stdout + told.stderr
    assert file.stat().st_mode & 0o777 == 0o600
    way.json("index", "setup", "--security", "--key-file", str(file))
    assert file.read_text("utf-8") == key, "set up again, it stays"
    monkeypatch.delenv("UDKLIP_ELASTICSEARCH_PASSWORD")
    monkeypatch.setenv("UDKLIP_SECRETS_DIR", str(tmp_path))
    assert way.json("index", "status")[0]["items"] == 0
    monkeypatch.setenv("UDKLIP_ELASTICSEARCH_PASSWORD", str(secured_elasticsearch.password))
    file.unlink()
    lost = way.udklip("index", "setup", "--key-file", str(file))
    assert (lost.returncode, lost.stderr.count("\n")) == (1, 1)
    assert "--renew" in lost.stderr


def test_a_wrong_password_is_told_from_a_server_that_is_away(
    settings: IndexSettings, administrator: Secrets
) -> None:
    wrong = replace_password(administrator, "guessed")
    with pytest.raises(IndexUnavailable, match="does not know us"):
        set_up(settings, wrong, security=True)


def replace_password(secrets: Secrets, password: str) -> Secrets:
    return secrets.model_copy(update={"elasticsearch_password": SecretStr(password)})
