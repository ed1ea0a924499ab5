"""The line to the mail server: safe where the settings say so, and what is wrong is said in plain words."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme
from post_office import MORNING
from pydantic import SecretStr
from smtp_server import HANG_UP, HOST, MailServer, Step, mail_server, server_context

from udklip.core.settings import Mail, Secrets
from udklip.schedules.mailing.faults import MailFault
from udklip.schedules.mailing.trial import try_mail

ASTA = "asta@klyngen.example"
PASSWORD = "hemmeligt-kodeord"
LOGIN = Secrets(mail_user="udklip", mail_password=SecretStr(PASSWORD))
NO_LOGIN = Secrets(mail_user=None, mail_password=None)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> Path:
    file = tmp_path / "ca.crt"
    authority.cert_pem.write_to_path(str(file))
    return file


@pytest.fixture
def starttls(authority: trustme.CA) -> Iterator[MailServer]:
    """A server that wants STARTTLS and a login, as most do."""
    with mail_server(starttls=server_context(authority), login=("udklip", PASSWORD)) as server:
        yield server


def tried(server: MailServer, secrets: Secrets = NO_LOGIN, **mail: Any) -> list[tuple[str, str]]:
    """The steps of a mail to Asta."""
    steps: list[tuple[str, str]] = []
    settings = {"host": HOST, "port": server.port, "timeout": 5, "sender": "overblik@klyngen.example"}
    try_mail(
        Mail(**settings | mail), secrets, ASTA, MORNING, lambda step, answer: steps.append((step, answer))
    )
    return steps


def fault(server: MailServer, secrets: Secrets = NO_LOGIN, **mail: Any) -> str:
    with pytest.raises(MailFault) as raised:
        tried(server, secrets, **mail)
    assert server.taken == []
    assert PASSWORD not in str(raised.value)
    return str(raised.value)


def test_every_step_is_told(starttls: MailServer, ca_file: Path) -> None:
    steps = dict(tried(starttls, LOGIN, ca_file=ca_file))
    assert list(steps) == [
        "name",
        "connect",
        "starttls",
        "greet",
        "login",
        "sender",
        "recipient",
        "message",
    ]
    assert steps["login"] == "udklip: 235 2.7.0 Authentication successful"
    assert steps["message"] == "250 taken"
    assert PASSWORD not in str(steps)
    (taken,) = starttls.taken
    assert taken.message["Subject"] == "Udklip: a test of the mail"


def test_tls_from_the_start(authority: trustme.CA, ca_file: Path) -> None:
    with mail_server(tls=server_context(authority)) as server:
        tried(server, security="tls", ca_file=ca_file)
        assert server.addresses() == [ASTA]


def test_a_certificate_that_nobody_vouches_for(starttls: MailServer) -> None:
    assert "certificate does not hold" in fault(starttls, LOGIN)
    assert "[mail] ca_file" in fault(starttls, LOGIN)


def test_a_certificate_for_another_name(authority: trustme.CA, ca_file: Path) -> None:
    with mail_server(starttls=server_context(authority, "mail.andre.example")) as server:
        assert "IP address mismatch" in fault(server, ca_file=ca_file)


def test_a_ca_file_that_is_none(starttls: MailServer, tmp_path: Path) -> None:
    (tmp_path / "tom.crt").write_text("intet", "utf-8")
    assert "tom.crt: cannot be read as certificates" in fault(starttls, ca_file=tmp_path / "tom.crt")
    assert "væk.crt: cannot be read" in fault(starttls, ca_file=tmp_path / "væk.crt")


def test_a_server_without_starttls_gets_nothing() -> None:
    with mail_server() as server:
        assert "offers no STARTTLS; nothing is sent in the open" in fault(server)
        assert server.seen == []


def test_a_server_that_speaks_no_tls_from_the_start() -> None:
    with mail_server() as server:
        assert 'try security = "starttls"' in fault(server, security="tls")


def test_a_wrong_login(starttls: MailServer, ca_file: Path) -> None:
    wrong = Secrets(mail_user="udklip", mail_password=SecretStr("forkert"))
    told = fault(starttls, wrong, ca_file=ca_file)
    assert "the login of udklip is refused: 535" in told
    assert "forkert" not in told


def test_a_password_that_cannot_be_sent_is_not_shown(starttls: MailServer, ca_file: Path) -> None:
    told = fault(starttls, Secrets(mail_user="udklip", mail_password=SecretStr("kødpålæg")), ca_file=ca_file)
    assert "ASCII" in told
    assert "kødpålæg" not in told


def test_a_login_that_is_needed_and_missing(starttls: MailServer, ca_file: Path) -> None:
    assert "530" in fault(starttls, ca_file=ca_file)


def test_half_a_login(starttls: MailServer) -> None:
    assert "belong together" in fault(starttls, Secrets(mail_user="udklip", mail_password=None))


def test_no_password_crosses_the_network_in_the_open() -> None:
    with mail_server(login=("udklip", PASSWORD)) as server:
        told = fault(server, LOGIN, security="none", host="192.0.2.1")
        assert "the password would cross the network to 192.0.2.1" in told
        tried(server, LOGIN, security="none")
        assert server.addresses() == [ASTA]


def test_nothing_listens() -> None:
    with socket.socket() as bound, mail_server() as server:
        bound.bind((HOST, 0))
        assert "nothing listens there (connection refused)" in fault(server, port=bound.getsockname()[1])


def test_a_server_that_says_nothing() -> None:
    with socket.create_server((HOST, 0)) as silent, mail_server() as server:
        told = fault(server, port=silent.getsockname()[1], timeout=0.2)
        assert "no answer within 0.2 s; a firewall may stand between" in told


def test_a_sender_and_a_recipient_that_are_refused() -> None:
    with mail_server() as server:
        server.answers[Step.RCPT] = lambda _: "550 5.1.1 no such user"
        assert "mail to asta@klyngen.example is refused: 550 5.1.1 no such user" in fault(
            server, security="none"
        )
        server.answers = {Step.MAIL: lambda _: "553 not yours"}
        assert "refused; see [mail] sender: 553 not yours" in fault(server, security="none")
        server.answers = {Step.DATA: lambda _: "452 4.3.1 disk full"}
        assert "452 4.3.1 disk full. It may take it another time." in fault(server, security="none")
        server.answers = {Step.DATA: lambda _: HANG_UP}
        assert "the line broke off" in fault(server, security="none")


def test_no_server_in_the_settings() -> None:
    with mail_server() as server:
        assert fault(server, host=None) == "[mail] host is not set: nothing can be sent"
