"""One mail on trial: each step to the server, and what it answered."""

import socket
from datetime import datetime

from udklip.core.letter import Letter, LetterKind, Recipient
from udklip.core.settings import Mail, Secrets
from udklip.core.times import shown
from udklip.schedules.mailing.faults import Answer, LineLost, MailFault
from udklip.schedules.mailing.line import Line
from udklip.schedules.mailing.message import Message, Sender
from udklip.schedules.mailing.opening import Told, open_line

_TEXT = """This is a test of Udklip's mail, sent {at} over {host} port {port}.

Where you can read this, overviews and alerts will arrive too.
"""


def try_mail(mail: Mail, secrets: Secrets, address: str, at: datetime, told: Told) -> None:
    """Send a mail to `address`; `told` gets the name and the answer of each step.

    Raises:
        MailFault: it did not get through, with what is wrong and what to do.
    """
    sender = Sender.of(mail)
    if mail.host is not None:
        told("name", f"{mail.host} is {', '.join(_found(mail.host))}")
    line, holds = open_line(mail, secrets, told), True
    try:
        _send(line, Message(_letter(mail, at), sender), sender, address, told)
    except LineLost as error:
        holds = False
        raise MailFault(f"{mail.host}: the line broke off ({error})") from error
    finally:
        line.close(politely=holds)


def _send(line: Line, message: Message, sender: Sender, address: str, told: Told) -> None:
    by_sender, by_recipient = line.offer(sender.mailbox.address, address)
    _heard("sender", by_sender, f"mail from {sender.mailbox.address} is refused; see [mail] sender", told)
    if by_recipient is not None:
        _heard("recipient", by_recipient, f"mail to {address} is refused", told)
    begun = line.begin()
    if not begun.goes_on:
        _heard("message", begun, "the server will have no message", told)
    _heard(
        "message", line.finish(message.to(Recipient(address))), "the server will not have the message", told
    )


def _heard(step: str, answer: Answer, fault: str, told: Told) -> None:
    told(step, str(answer))
    if not answer.yes:
        later = " It may take it another time." if answer.later else ""
        raise MailFault(f"{fault}: {answer}.{later}")


def _found(host: str) -> list[str]:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        raise MailFault(f"{host}: no machine has this name ({error.strerror}); see [mail] host") from error
    return sorted({str(address[0]) for *_, address in found})


def _letter(mail: Mail, at: datetime) -> Letter:
    text = _TEXT.format(at=shown(at), host=mail.host, port=mail.port)
    return Letter(
        id=f"test-{at.isoformat()}",
        kind=LetterKind.NOTICE,
        subject="Udklip: a test of the mail",
        text=text,
        html="".join(f"<p>{line}</p>\n" for line in text.split("\n\n")),
        at=at,
    )
