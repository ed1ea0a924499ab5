"""Accounts, logging in, roles and forms that are ours: as people and as somebody who wishes them ill meet them."""

import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from desk.served_desk import Desk, Visitor, served
from schedules.way import UDKLIP, Way

from udklip.core.ledger import Ledger
from udklip.core.ledger.people.values import Account, FailedLogins, Role
from udklip.desk.access.logging_in import NotLoggedIn, kept, log_in, person_with
from udklip.desk.access.passwords import hashed
from udklip.desk.access.throttle import may_try_at

PASSWORD = "en lang adgangskode æøå"
NOW = datetime(2020, 11, 25, 6, tzinfo=UTC)
DAY = timedelta(hours=12)


def user(config: Path, *arguments: str, typed: str = "") -> "subprocess.CompletedProcess[str]":
    command = [UDKLIP, "user", *arguments, "--config", str(config)]
    return subprocess.run(command, input=typed, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture(scope="module")
def way(tmp_path_factory: pytest.TempPathFactory) -> Way:
    config = tmp_path_factory.mktemp("accounts") / "udklip.toml"
    config.write_text("[profile]\nname = 'Klyngen'\n", "utf-8")
    for name, role in {"anna": "reader", "bo": "editor", "åse": "administrator"}.items():
        made = user(config, "add", name, "--role", role, typed=f"{PASSWORD}\n")
        assert made.returncode == 0, made.stderr
    return Way(config)


@pytest.fixture(scope="module")
def desk(way: Way) -> Iterator[Desk]:
    with served(way) as desk:
        yield desk


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = Ledger.open(tmp_path)
    with opened.writing() as book:
        book.accounts.add(Account("bo", Role.EDITOR, hashed(PASSWORD), NOW))
    yield opened
    opened.close()


# The command


def test_accounts_are_listed_without_their_passwords(way: Way) -> None:
    listed = user(way.config, "list", "--json").stdout
    assert [line.split('"')[3] for line in listed.splitlines()] == ["anna", "bo", "åse"]
    assert "argon" not in listed


@pytest.mark.parametrize(
    ("arguments", "typed", "said"),
    [
        (["add", "anna"], PASSWORD, "'anna' has an account"),
        (["add", "carl"], "kort", "12 characters at least"),
        (["add", "a\nb"], PASSWORD, "is no name"),
        (["role", "nej", "editor"], "", "'nej' has no account; there are: anna, bo, åse"),
        (["close", "åse"], "", "the only administrator"),
        (["role", "åse", "reader"], "", "the only administrator"),
    ],
)
def test_what_cannot_be_is_refused(way: Way, arguments: list[str], typed: str, said: str) -> None:
    ended = user(way.config, *arguments, typed=typed + "\n")
    assert (ended.returncode, said in ended.stderr) == (2, True), ended.stderr


def test_the_password_stands_nowhere_in_the_store(way: Way) -> None:
    files = [path for path in way.settings.store_folder.rglob("*") if path.is_file()]
    assert files
    assert [path for path in files if PASSWORD.encode() in path.read_bytes()] == []


# Logging in


def test_whoever_is_not_logged_in_is_asked_to_and_comes_where_they_wanted(desk: Desk) -> None:
    visitor = Visitor(desk)
    asked = visitor.get("/soeg?q=klynge&sort=date")
    assert asked.status == 303
    assert asked.headers["location"] == "/log-ind?til=%2Fsoeg%3Fq%3Dklynge%26sort%3Ddate"
    form = visitor.get(asked.headers["location"])
    inside = visitor.send(asked.headers["location"], "/log-ind", name="anna", password=PASSWORD)
    assert (form.status, inside.status) == (200, 303)
    assert inside.headers["location"] == "/soeg?q=klynge&sort=date"
    assert "anna" in visitor.get("/kilder").text


def test_programs_get_no_form_but_a_fault(desk: Desk) -> None:
    answer = desk.get("/soeg.json?q=klynge")
    assert (answer.status, answer.json["error"]["code"]) == (401, "not_logged_in")


@pytest.mark.parametrize("name", ["anna", "ingen"])
def test_a_wrong_password_and_a_wrong_name_are_told_alike(desk: Desk, name: str) -> None:
    answer = Visitor(desk).log_in(name, "en helt anden adgangskode")
    assert answer.status == 401
    assert "Navn eller adgangskode passer ikke." in answer.text


@pytest.mark.parametrize(
    "there", ["//andre.example/", "https://andre.example/", "/\\andre.example", "javascript:1"]
)
def test_nobody_is_sent_to_another_site(desk: Desk, there: str) -> None:
    answer = Visitor(desk).log_in("anna", PASSWORD, there.replace("/", "%2F").replace("\\", "%5C"))
    assert (answer.status, answer.headers["location"]) == (303, "/")


def test_the_cookie_is_kept_from_scripts_and_other_sites(desk: Desk) -> None:
    cookie = Visitor(desk).log_in("anna", PASSWORD).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


def test_logging_out_ends_the_session_itself(desk: Desk) -> None:
    visitor = Visitor(desk)
    visitor.log_in("anna", PASSWORD)
    before = dict(visitor.cookies)
    assert visitor.send("/kilder", "/log-ud").status == 303
    assert Visitor(desk, before).get("/kilder").status == 303


def test_a_closed_account_is_out_at_once(way: Way, desk: Desk) -> None:
    user(way.config, "add", "gæst", typed=f"{PASSWORD}\n")
    visitor = Visitor(desk)
    visitor.log_in("gæst", PASSWORD)
    assert visitor.get("/kilder").status == 200
    user(way.config, "close", "gæst")
    assert visitor.get("/kilder").status == 303
    assert visitor.log_in("gæst", PASSWORD).status == 401


def test_a_session_ends_by_itself(ledger: Ledger) -> None:
    token = log_in(ledger, "bo", PASSWORD, "127.0.0.1", NOW, DAY)
    assert person_with(ledger, token, NOW + DAY - timedelta(seconds=1)) is not None
    assert person_with(ledger, token, NOW + DAY) is None


def test_what_the_ledger_holds_of_a_session_opens_nothing(ledger: Ledger) -> None:
    token = log_in(ledger, "bo", PASSWORD, "127.0.0.1", NOW, DAY)
    assert person_with(ledger, kept(token), NOW) is None


# Too many attempts


def test_the_first_five_are_free_and_then_the_wait_doubles_up_to_a_quarter_of_an_hour() -> None:
    waits = [may_try_at(FailedLogins(times, NOW)) for times in range(1, 60)]
    assert waits[:4] == [None] * 4
    seconds = [(at - NOW).total_seconds() for at in waits[4:] if at]
    assert seconds[:4] == [15, 30, 60, 120]
    assert seconds == sorted(seconds)
    assert seconds[-1] == 900


def test_after_too_many_attempts_the_right_password_waits_too(ledger: Ledger) -> None:
    for _ in range(5):
        with pytest.raises(NotLoggedIn):
            log_in(ledger, "bo", "ikke den rigtige kode", "192.0.2.1", NOW, DAY)
    with pytest.raises(NotLoggedIn) as refused:
        log_in(ledger, "bo", PASSWORD, "192.0.2.2", NOW, DAY)
    assert refused.value.until == NOW + timedelta(seconds=15)
    assert log_in(ledger, "bo", PASSWORD, "192.0.2.2", NOW + timedelta(seconds=15), DAY)


def test_one_place_cannot_try_every_name(ledger: Ledger) -> None:
    for number in range(5):
        with pytest.raises(NotLoggedIn):
            log_in(ledger, f"navn {number}", "adgangskode nummer 1", "192.0.2.1", NOW, DAY)
    with pytest.raises(NotLoggedIn) as refused:
        log_in(ledger, "bo", PASSWORD, "192.0.2.1", NOW, DAY)
    assert refused.value.until is not None


# Forms


def test_a_form_without_our_word_or_from_another_site_changes_nothing(desk: Desk) -> None:
    visitor = Visitor(desk)
    visitor.log_in("anna", PASSWORD)
    for fields, headers in (
        ({}, {}),
        ({"csrf": "æ"}, {}),
        ({"csrf": "0" * 64}, {}),
        ({}, {"Sec-Fetch-Site": "cross-site"}),
    ):
        answer = visitor.post("/log-ud", fields, **headers)
        assert answer.status == 403
        assert "Siden var for gammel til at sende." in answer.text
    assert visitor.get("/kilder").status == 200


def test_a_form_that_never_ends_is_refused(desk: Desk) -> None:
    assert Visitor(desk).post("/log-ind", {"name": "a" * 300_000}).status == 413


# A reverse proxy


def test_a_trusted_header_says_who_somebody_is(tmp_path: Path) -> None:
    config = tmp_path / "udklip.toml"
    config.write_text('[desk]\ntrusted_header = "X-Remote-User"\n', "utf-8")
    user(config, "add", "bo", "--role", "editor", typed=f"{PASSWORD}\n")
    with served(Way(config)) as desk:
        assert desk.get("/kilder").status == 401
        told = {"X-Remote-User": "bo", "X-Forwarded-For": "192.0.2.7"}
        assert "bo" in desk.get("/kilder", **told).text


def test_a_header_from_elsewhere_is_not_believed(tmp_path: Path) -> None:
    config = tmp_path / "udklip.toml"
    settings = '[desk]\ntrusted_header = "X-Remote-User"\ntrusted_proxies = ["192.0.2.7"]\n'
    config.write_text(settings, "utf-8")
    user(config, "add", "bo", "--role", "editor", typed=f"{PASSWORD}\n")
    with served(Way(config)) as desk:
        assert desk.get("/kilder", **{"X-Remote-User": "bo"}).status == 401
