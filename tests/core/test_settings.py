"""What is wrong in the settings is told with its file and line and what is allowed there."""

from datetime import timedelta
from pathlib import Path

import pytest

from udklip.core.errors import SettingsError
from udklip.core.settings import Engine, Secrets, load_settings
from udklip.core.source import Rights, Source

SOURCE = """
[[source]]
name = "Avisen"
hosts = ["avisen.example"]
feeds = ["https://avisen.example/rss"]
"""


def refused(folder: Path, text: str) -> str:
    """What is said of a file that is refused."""
    file = folder / "udklip.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(SettingsError) as error:
        load_settings(file)
    return str(error.value)


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        (
            "[crawl]\ndelay = 2\ndeley = 3\n",
            3,
            ["unknown key 'crawl.deley'", "did you mean 'delay'?", "timeout"],
        ),
        ("[crawl]\n\ndelay = -1\n", 3, ["crawl.delay", "greater than or equal to 0", "got -1"]),
        ("[mail]\nsender = 'Bo, Presse <bo@example.dk>'\n", 2, ["mail.sender", "quotation marks"]),
        ("[mail]\noperator = 'ingen'\n", 2, ["mail.operator", "is not a mail address"]),
        ("[schedule]\noverview = '02:30'\n", 2, ["schedule.overview", "the clocks change"]),
        ("[inbox]\nrights = 'alt'\n", 2, ["inbox.rights", "'full', 'extract' or 'link'", "got 'alt'"]),
        ("[index]\nengine = 'solr'\n", 2, ["index.engine", "'embedded' or 'elasticsearch'"]),
        (SOURCE + "rhythm = 'tit'\n", 6, ["rhythm", "30 min", "got 'tit'"]),
        (
            SOURCE + "color = 'red'\n",
            6,
            ["unknown key", "color", "allowed here: name, type, region, hosts, feeds"],
        ),
        (SOURCE + SOURCE.replace("https:", ""), 10, ["source.1.feeds.0", "http:// or https://"]),
        (SOURCE + SOURCE.replace("example/", "example:99999/"), 10, ["source.1.feeds.0", "ort"]),
        (
            SOURCE + SOURCE.replace('feeds = ["https://avisen.example/rss"]', ""),
            7,
            ["feeds, sitemaps, listings"],
        ),
        (
            SOURCE + 'listings = [{ url = "https://avisen.example/", pattern = "(" }]\n',
            6,
            ["regular expression"],
        ),
        (SOURCE + SOURCE, 1, ["two sources are called 'Avisen'"]),
        (SOURCE.replace("Avisen", "inbox"), 1, ["'inbox'", "inbox folder"]),
        ("[krawl]\ndelay = 1\n", 1, ["unknown key 'krawl'", "crawl"]),
    ],
)
def test_a_fault_is_told_with_line_and_what_is_allowed(
    tmp_path: Path, text: str, line: int, told: list[str]
) -> None:
    message = refused(tmp_path, text)
    assert message.startswith(f"{tmp_path / 'udklip.toml'}:{line}: ")
    assert [words for words in told if words not in message] == []


def test_every_fault_has_a_line_of_its_own(tmp_path: Path) -> None:
    message = refused(tmp_path, "[crawl]\ndelay = -1\ntimeout = 0\nx = 1\n")
    assert [line.split(":")[1] for line in message.splitlines()] == ["2", "3", "4"]


def test_what_is_no_toml_is_told_with_its_place(tmp_path: Path) -> None:
    assert "line 2" in refused(tmp_path, "[crawl]\ndelay = \n")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="udklip init"):
        load_settings(tmp_path / "mangler.toml")


def test_paths_are_relative_to_the_settings_file(tmp_path: Path) -> None:
    file = tmp_path / "udklip.toml"
    file.write_text('[store]\nfolder = "her"\n[profile]\nregister = "navne.toml"\n', "utf-8")
    settings = load_settings(file)
    assert settings.store_folder == tmp_path / "her"
    assert settings.inbox_folder == tmp_path / "inbox"
    assert settings.register_path == tmp_path / "navne.toml"


def test_the_defaults_are_strict(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = load_settings()
    assert (settings.index.engine, settings.inbox.rights) == (Engine.EMBEDDED, Rights.LINK)
    assert settings.crawl.robots
    assert settings.crawl.delay >= 1


def test_a_source_without_rights_is_shown_by_its_link_alone_and_stays_off_private_networks(
    tmp_path: Path,
) -> None:
    file = tmp_path / "udklip.toml"
    file.write_text(SOURCE + 'rhythm = "2 h"\n', "utf-8")
    (source,) = load_settings(file).sources
    assert (source.rights, source.private_network, source.rhythm) == (Rights.LINK, False, timedelta(hours=2))


@pytest.mark.parametrize(
    ("host", "admitted"),
    [
        ("avisen.example", True),
        ("AVISEN.example:443", True),
        ("www.avisen.example", True),
        ("xn--rdby-gra.example", True),
        ("rødby.example", True),
        ("127.0.0.1:8080", True),
        ("127.0.0.1:8081", False),
        ("enavisen.example", False),
        ("avisen.example.ond.example", False),
        ("avisen.example@ond.example", False),
        ("", False),
    ],
)
def test_a_source_admits_its_hosts_and_what_is_beneath_them(host: str, admitted: bool) -> None:
    hosts = ("avisen.example", "rødby.example", "127.0.0.1:8080")
    source = Source(name="Avisen", hosts=hosts, feeds=("https://avisen.example/rss",))
    assert source.admits(host) is admitted


@pytest.mark.parametrize(
    ("hosts", "allowed"),
    [(["127.0.0.3"], True), (["localhost"], True), (["127.0.0.1", "avisen.example"], False), (["::1"], True)],
)
def test_a_clock_is_allowed_on_loopback_alone(tmp_path: Path, hosts: list[str], allowed: bool) -> None:
    file = tmp_path / "udklip.toml"
    file.write_text(SOURCE.replace('["avisen.example"]', str(hosts)), "utf-8")
    assert load_settings(file).only_loopback is allowed


def test_secrets_come_from_the_environment_or_from_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UDKLIP_ELASTICSEARCH_API_KEY", "hemmelig")
    (tmp_path / "udklip_elasticsearch_password").write_text("endnu mere hemmelig", "utf-8")
    monkeypatch.setenv("UDKLIP_SECRETS_DIR", str(tmp_path))
    secrets = Secrets.load()
    assert secrets.elasticsearch_api_key is not None
    assert secrets.elasticsearch_password is not None
    assert secrets.elasticsearch_password.get_secret_value() == "endnu mere hemmelig"
    assert "hemmelig" not in repr(secrets)


def test_a_secret_in_the_settings_is_refused(tmp_path: Path) -> None:
    assert "unknown key 'index.password'" in refused(tmp_path, "[index]\npassword = 'x'\n")
