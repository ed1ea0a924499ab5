"""`udklip recipient` and `udklip mail`, as the IT person uses them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from schedules.way import Way
from smtp_server import HOST, MailServer, Step, mail_server
from typer.testing import CliRunner

from udklip.core.errors import UdklipError
from udklip.core.ledger import Leaving, SendingState
from udklip.core.letter import Letter, LetterKind, Recipient
from udklip.desk.command_line import app

AT = datetime(2020, 11, 25, 6, 0, tzinfo=UTC)
ASTA, BO = "asta@klyngen.example", "bo@klyngen.example"
SETTINGS = """
[mail]
host = "{host}"
port = {port}
security = "none"

[[group]]
name = "presse"

[[group]]
name = "medlemmer"
"""


@dataclass(frozen=True)
class Office:
    """The command line on a store of its own, and its mail server."""

    way: Way
    server: MailServer

    def run(self, *arguments: str) -> Result:
        """Run a command to its end, errors of ours included."""
        return CliRunner().invoke(app, [*arguments, "--config", str(self.way.config)])

    def rows(self, *arguments: str) -> list[dict[str, Any]]:
        ended = self.run(*arguments, "--json")
        assert ended.exit_code == 0, ended.output
        return [json.loads(line) for line in ended.stdout.splitlines()]

    def fault(self, *arguments: str) -> tuple[int, str]:
        ended = self.run(*arguments)
        assert isinstance(ended.exception, UdklipError), ended.output
        return ended.exception.exit_code, str(ended.exception)

    def state(self, address: str) -> SendingState:
        with self.way.ledger() as ledger, ledger.reading() as book:
            one = book.sendings.one("overblik", address)
        assert one is not None
        return one.state

    def post(self, **ends: SendingState) -> None:
        """An overview for Asta and Bo, and how it ended for each."""
        letter = Letter("overblik", LetterKind.OVERVIEW, "Overblik", "Hej\n", "<p>Hej</p>", AT)
        with self.way.ledger() as ledger, ledger.writing() as book:
            book.outbox.post(letter, [Recipient(ASTA), Recipient(BO)], AT)
            for name, state in ends.items():
                one = book.sendings.one("overblik", f"{name}@klyngen.example")
                assert one is not None
                book.sendings.end(one, state, "451 the server's words", AT)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with mail_server() as server:
        config = tmp_path / "udklip.toml"
        config.write_text(SETTINGS.format(host=HOST, port=server.port), "utf-8")
        yield Office(Way(config), server)


def members(office: Office) -> list[tuple[str, str, str | None]]:
    return [(row["group"], row["address"], row["leaving"]) for row in office.rows("recipient", "list")]


# Recipients


def test_one_is_added_listed_and_removed(office: Office) -> None:
    (added,) = office.rows(
        "recipient", "add", "Asta@Klyngen.example", "--group", "presse", "--name", "Asta Ærlig"
    )
    assert added == {"address": ASTA, "name": "Asta Ærlig", "group": "presse", "outcome": "added"}
    (row,) = office.rows("recipient", "list", "--group", "presse")
    assert (row["address"], row["name"], row["left"]) == (ASTA, "Asta Ærlig", None)
    assert office.rows("recipient", "remove", ASTA) == [{"address": ASTA, "left": ["presse"]}]
    assert members(office) == [("presse", ASTA, "removed")]
    assert office.fault("recipient", "remove", ASTA) == (
        2,
        f"{ASTA} is in no group: see `udklip recipient list`",
    )
    office.rows("recipient", "add", ASTA, "--group", "presse")
    assert members(office) == [("presse", ASTA, None)]


def test_a_group_that_is_not_in_the_settings(office: Office) -> None:
    told = office.fault("recipient", "add", ASTA, "--group", "pressen")
    assert told == (2, "--group pressen: no such group; allowed: presse, medlemmer")
    office.way.config.write_text("", "utf-8")
    assert office.fault("recipient", "add", ASTA, "--group", "presse")[1].endswith("no [[group]] yet")


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "asta",
        "@klyngen.example",
        "asta@",
        "asta@@klyngen.example",
        "asta@klyngen.example,bo@klyngen.example",
        "asta@klyngen.example\nBcc: alle@klyngen.example",
        "Asta <asta@klyngen.example>",
        "asta bo@klyngen.example",
        "asta@kly_ngen.example",
        "asta@klyngen..example",
        "asta..b@klyngen.example",
        "asta\u2028@klyngen.example",
        "a" * 65 + "@klyngen.example",
        "asta@" + "a" * 64 + ".example",
        "asta@" + "a." * 130 + "example",
    ],
)
def test_what_is_no_address(office: Office, wrong: str) -> None:
    code, told = office.fault("recipient", "add", wrong, "--group", "presse")
    assert code == 2
    assert "\n" not in told
    assert office.rows("recipient", "list") == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Asta@KLYNGEN.example ", ASTA),
        ("presse@blåbærgrød.dk", "presse@xn--blbrgrd-fxak7p.dk"),
        ("sørine@klyngen.example", "sørine@klyngen.example"),
        ("a.b+udklip@klyngen.example", "a.b+udklip@klyngen.example"),
        ("o'hara@klyngen.example", "o'hara@klyngen.example"),
        ("it@localhost", "it@localhost"),
    ],
)
def test_what_is_one(office: Office, typed: str, kept: str) -> None:
    (added,) = office.rows("recipient", "add", typed, "--group", "presse")
    assert added["address"] == kept


def test_who_unsubscribed_comes_back_only_by_name(office: Office) -> None:
    office.rows("recipient", "add", ASTA, "--group", "presse")
    with office.way.ledger() as ledger, ledger.writing() as book:
        book.recipients.leave("presse", ASTA, AT)
    code, told = office.fault("recipient", "add", ASTA, "--group", "presse")
    assert (code, told) == (
        2,
        f"{ASTA} has unsubscribed from presse and stays out; if they asked for it: --rejoin",
    )
    assert members(office) == [("presse", ASTA, "unsubscribed")]
    office.rows("recipient", "add", ASTA, "--group", "presse", "--rejoin")
    assert members(office) == [("presse", ASTA, None)]


@pytest.mark.parametrize(
    ("table", "encoding"),
    [
        (
            "Navn;E-mail;Gruppe\nAsta Ærlig;asta@klyngen.example;presse\nBo;bo@klyngen.example;medlemmer\n",
            "cp1252",
        ),
        (
            "name,address,group\nAsta Ærlig,asta@klyngen.example,presse\nBo,bo@klyngen.example,medlemmer\n",
            "utf-8",
        ),
        (
            "\ufeffGruppe\tMail\tNavn\n\nmedlemmer\tbo@klyngen.example\t\n\tASTA@klyngen.example\tAsta Ærlig\n",
            "utf-8",
        ),
    ],
)
def test_a_list_is_taken_in(office: Office, tmp_path: Path, table: str, encoding: str) -> None:
    file = tmp_path / "liste.csv"
    file.write_text(table, encoding)
    rows = office.rows("recipient", "import", str(file), "--group", "presse")
    assert {row["outcome"] for row in rows} == {"added"}
    assert members(office) == [("medlemmer", BO, None), ("presse", ASTA, None)]
    assert [row["name"] for row in office.rows("recipient", "list", "--group", "presse")] == ["Asta Ærlig"]


def test_an_import_brings_nobody_back(office: Office, tmp_path: Path) -> None:
    with office.way.ledger() as ledger, ledger.writing() as book:
        for address, leaving in ((ASTA, Leaving.UNSUBSCRIBED), (BO, Leaving.REMOVED)):
            book.recipients.add("presse", address, None, AT)
            book.recipients.leave("presse", address, AT, leaving)
    file = tmp_path / "liste.csv"
    file.write_text(f"address\n{ASTA}\n{BO}\ncarla@klyngen.example\n", "utf-8")
    rows = office.rows("recipient", "import", str(file), "--group", "presse")
    assert [row["outcome"] for row in rows] == ["unsubscribed", "removed", "added"]
    with office.way.ledger() as ledger, ledger.reading() as book:
        assert [each.address for each in book.recipients.of("presse")] == ["carla@klyngen.example"]


def test_lines_that_cannot_be_read_are_told_and_the_others_go_in(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "liste.csv"
    file.write_text(f"address;name\n{ASTA};Asta\nbo;Bo\n", "utf-8")
    ended = office.run("recipient", "import", str(file), "--group", "presse")
    assert "line 3: 'bo' is not a mail address" in ended.stderr
    assert str(ended.exception) == f"{file}: 1 of 2 lines were left out"
    assert members(office) == [("presse", ASTA, None)]


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("", "is empty"),
        ("navn;telefon\nAsta;1\n", "line 1 names no column of addresses"),
        (None, "cannot be read"),
    ],
)
def test_what_is_no_list(office: Office, tmp_path: Path, table: str | None, told: str) -> None:
    file = tmp_path / "liste.csv"
    if table is not None:
        file.write_text(table, "utf-8")
    assert told in office.fault("recipient", "import", str(file), "--group", "presse")[1]


# Mail


def test_a_test_tells_every_step(office: Office) -> None:
    (told,) = office.rows("mail", "test", ASTA)
    assert (told["ok"], told["fault"]) == (True, None)
    assert [step["step"] for step in told["steps"]] == [
        "name",
        "connect",
        "greet",
        "sender",
        "recipient",
        "message",
    ]
    assert office.server.addresses() == [ASTA]


def test_a_test_that_fails_says_why_and_has_its_exit_code(office: Office) -> None:
    office.server.answers[Step.RCPT] = lambda _: "550 5.1.1 no such user"
    ended = office.way.udklip("mail", "test", ASTA)
    assert ended.returncode == 1
    assert ended.stdout.splitlines()[-1] == "recipient  550 5.1.1 no such user"
    assert ended.stderr == f"udklip: mail to {ASTA} is refused: 550 5.1.1 no such user.\n"
    ended = office.way.udklip("mail", "test", ASTA, "--json")
    assert (ended.returncode, json.loads(ended.stdout)["ok"]) == (1, False)


def test_status_says_what_to_do(office: Office) -> None:
    office.post(asta=SendingState.UNCERTAIN)
    asta, bo = sorted(office.rows("mail", "status"), key=lambda row: row["address"])
    assert (asta["state"], asta["answer"]) == ("uncertain", "451 the server's words")
    assert f"udklip mail settle overblik {ASTA} --sent" in asta["to_do"]
    assert (bo["state"], bo["to_do"]) == ("planned", None)
    shown = office.run("mail", "status").stdout
    assert f"overblik to {ASTA}: uncertain" in shown
    assert shown.endswith("1 planned, 0 handing, 0 sent, 0 refused, 1 uncertain, 0 dropped\n")


def test_what_ended_long_ago_is_shown_when_asked_for(office: Office) -> None:
    office.post(asta=SendingState.REFUSED, bo=SendingState.SENT)
    assert office.rows("mail", "status") == []
    (row,) = office.rows("mail", "status", "--all")
    assert row["state"] == "refused"


@pytest.mark.parametrize(("said", "state"), [("--sent", "sent"), ("--not-sent", "dropped")])
def test_a_person_settles_what_is_uncertain(office: Office, said: str, state: str) -> None:
    office.post(asta=SendingState.UNCERTAIN, bo=SendingState.REFUSED)
    assert office.run("mail", "settle", "overblik", "Asta@klyngen.example", said).exit_code == 0
    assert office.state(ASTA) == state
    code, told = office.fault("mail", "settle", "overblik", BO, said)
    assert (code, told) == (
        2,
        f"overblik to {BO} is refused by the server: only what is uncertain is settled",
    )
    with office.way.ledger() as ledger, ledger.reading() as book:
        assert [one.address for one in book.sendings.unreported()] == [BO]


@pytest.mark.parametrize("ended", [SendingState.UNCERTAIN, SendingState.REFUSED, SendingState.DROPPED])
def test_a_person_sends_again(office: Office, ended: SendingState) -> None:
    office.post(asta=ended, bo=SendingState.SENT)
    assert office.run("mail", "resend", "overblik", ASTA).exit_code == 0
    assert office.state(ASTA) is SendingState.PLANNED
    for address, what in ((ASTA, "waiting"), (BO, "sent")):
        assert office.fault("mail", "resend", "overblik", address)[1] == (
            f"overblik to {address} is {what}: there is nothing to send again"
        )


def test_a_letter_that_was_never_posted(office: Office) -> None:
    office.post()
    told = "no letter 'andet' to 'asta@klyngen.example' was posted: see `udklip mail status`"
    assert office.fault("mail", "resend", "andet", ASTA) == (2, told)
