"""`udklip mail`: whether mail gets out, what waits or was not sent, and what somebody decided about it."""

from datetime import timedelta
from typing import Annotated, Any

import typer

from udklip.core.errors import SettingsError
from udklip.core.ledger import Ledger, Sending, SendingState
from udklip.core.mail_address import mail_address
from udklip.core.settings import Secrets
from udklip.core.times import shown, system_clock
from udklip.desk.options import ConfigOption, JsonOption, ledger_of, settings_of
from udklip.desk.output import emit, plain
from udklip.schedules.mailing.faults import MailFault
from udklip.schedules.mailing.notices import WHAT, to_do
from udklip.schedules.mailing.trial import try_mail

app = typer.Typer(
    help="Try the mail server; see what waits or was not sent, and decide about it.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
SHOWN_FOR = timedelta(days=30)

LetterArgument = Annotated[str, typer.Argument(metavar="LETTER", help="As `udklip mail status` names it.")]
AddressArgument = Annotated[str, typer.Argument(metavar="ADDRESS")]


@app.command("test")
def try_out(address: AddressArgument, config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """Send a mail to ADDRESS now, and tell what the server answered at each step.

    Example: udklip mail test it@example.dk
    """
    settings = settings_of(config)
    steps: list[dict[str, str]] = []

    def told(step: str, answer: str) -> None:
        steps.append({"step": step, "answer": answer})
        if not as_json:
            plain(f"{step:10} {answer}")

    fault: MailFault | None = None
    try:
        try_mail(settings.mail, Secrets.load(), mail_address(address), system_clock(), told)
    except MailFault as error:
        fault = error
    if as_json:
        emit(
            {"address": address, "ok": fault is None, "steps": steps, "fault": str(fault) if fault else None}
        )
    if fault:
        raise fault
    if not as_json:
        plain(f"The server has it: now look whether {address} does.")


@app.command("status")
def status(
    config: ConfigOption = None,
    everything: Annotated[
        bool, typer.Option("--all", help="What was refused or given up more than 30 days ago, too.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """List what waits, what is uncertain, and what was refused or given up; with what to do."""
    ledger = ledger_of(settings_of(config))
    with ledger.reading() as book:
        counts = book.sendings.counts()
        sendings = book.sendings.unsettled(None if everything else system_clock() - SHOWN_FOR)
    ledger.close()
    for one in sendings:
        if as_json:
            emit(as_object(one))
        else:
            _show(one)
    if not as_json:
        plain(", ".join(f"{counts[state]} {state}" for state in SendingState))


@app.command("resend")
def resend(letter: LetterArgument, address: AddressArgument, config: ConfigOption = None) -> None:
    """Send LETTER to ADDRESS after all: it was refused or given up, or is uncertain and did not arrive."""
    ledger = ledger_of(settings_of(config))
    one = _one(ledger, letter, address)
    if one.state not in (SendingState.UNCERTAIN, SendingState.REFUSED, SendingState.DROPPED):
        raise SettingsError(f"{letter} to {one.address} is {WHAT[one.state]}: there is nothing to send again")
    with ledger.writing() as book:
        book.sendings.plan_again(one, system_clock())
    ledger.close()
    plain(f"{letter} waits to be sent to {one.address}.")


@app.command("settle")
def settle(
    letter: LetterArgument,
    address: AddressArgument,
    sent: Annotated[
        bool, typer.Option("--sent/--not-sent", help="Whether it arrived; what did not is not sent again.")
    ],
    config: ConfigOption = None,
) -> None:
    """Say what became of an uncertain mail."""
    ledger = ledger_of(settings_of(config))
    one = _one(ledger, letter, address)
    if one.state is not SendingState.UNCERTAIN:
        raise SettingsError(
            f"{letter} to {one.address} is {WHAT[one.state]}: only what is uncertain is settled"
        )
    state = SendingState.SENT if sent else SendingState.DROPPED
    with ledger.writing() as book:
        book.sendings.end(one, state, "settled by hand", system_clock())
        book.sendings.report([one], system_clock())
    ledger.close()
    plain(f"{letter} to {one.address} counts as {'sent' if sent else 'not sent'}.")


def as_object(one: Sending) -> dict[str, Any]:
    """A sending as `--json` prints it."""
    return {
        "letter": one.letter,
        "kind": one.kind,
        "subject": one.subject,
        "address": one.address,
        "group": one.group,
        "state": one.state,
        "attempts": one.attempts,
        "changed": shown(one.changed),
        "not_before": shown(one.not_before),
        "answer": one.answer,
        "to_do": to_do(one),
    }


def _one(ledger: Ledger, letter: str, address: str) -> Sending:
    """As it was posted, or by the one spelling of the address."""
    with ledger.reading() as book:
        found = book.sendings.one(letter, address) or book.sendings.one(letter, mail_address(address))
    if found is None:
        raise SettingsError(f"no letter {letter!r} to {address!r} was posted: see `udklip mail status`")
    return found


def _show(one: Sending) -> None:
    plain(f"{one.letter} to {one.address}: {WHAT[one.state]}")
    if one.state is SendingState.PLANNED and one.not_before:
        plain(f"    tried {one.attempts} times, again from {shown(one.not_before)}")
    if one.answer:
        plain(f"    server: {one.answer}")
    if what := to_do(one):
        plain(f"    to do: {what}")
