"""A real mail server on loopback that does what a test wants of it, at any step of a hand-over.

    with mail_server() as server:
        server.answers[Step.RCPT] = lambda address: "550 no such user" if address == "x@example.dk" else None
        ...
        assert [taken.address for taken in server.taken] == [...]

An answer is a line to say, None for the usual one, or HANG_UP. At `Step.TAKEN` the message is whole and the server has
not answered yet: what hangs up there has it, unless `server.keeps` says no.
"""
# ruff: noqa: N802, ARG002 - the names and arguments of hooks are aiosmtpd's

import asyncio
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from enum import StrEnum
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

HANG_UP = "hang up"
HOST = "127.0.0.1"


class Step(StrEnum):
    """A moment in a hand-over at which the server is about to answer."""

    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"
    TAKEN = "taken"


@dataclass(frozen=True)
class Taken:
    """A message that the server has."""

    sender: str
    address: str
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.raw, policy=default)


Answering = Callable[[str], str | None]


@dataclass
class MailServer:
    """What the server was told to do, and what came in. `seen` is every step with its address, in order."""

    port: int = 0
    answers: dict[Step, Answering] = field(default_factory=dict)
    keeps: bool = True
    taken: list[Taken] = field(default_factory=list)
    seen: list[tuple[Step, str]] = field(default_factory=list)
    login: tuple[str, str] | None = None

    def addresses(self) -> list[str]:
        """Who has a message, in the order they came."""
        return [taken.address for taken in self.taken]

    def to(self, address: str) -> list[Taken]:
        """What `address` has."""
        return [taken for taken in self.taken if taken.address == address]

    def answer(self, step: Step, address: str) -> str | None:
        """What the server is to say."""
        self.seen.append((step, address))
        answering = self.answers.get(step)
        return answering(address) if answering else None


class _Handler:
    """aiosmtpd's hooks; their names are its own."""

    def __init__(self, server: MailServer) -> None:
        self._server = server

    async def handle_MAIL(
        self, smtp: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self._said(smtp, Step.MAIL, address)
        if answer is None:
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return answer or "250 OK"

    async def handle_RCPT(
        self, smtp: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self._said(smtp, Step.RCPT, address)
        if answer is None:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(self, smtp: SMTP, session: Session, envelope: Envelope) -> str:
        (address,) = envelope.rcpt_tos
        assert isinstance(envelope.content, bytes)
        message = Taken(str(envelope.mail_from), address, envelope.content)
        said = self._server.answer(Step.TAKEN, address)
        if (said is None or said == HANG_UP) and (self._server.keeps or said is None):
            self._server.taken.append(message)
        return _done(smtp, said) or "250 taken"

    def _said(self, smtp: SMTP, step: Step, address: str) -> str | None:
        return _done(smtp, self._server.answer(step, address))


class _Smtp(SMTP):
    """aiosmtpd's server, which asks before it says 354 too."""

    server_of_test: MailServer

    async def smtp_DATA(self, arg: str) -> None:
        addresses = self.envelope.rcpt_tos if self.envelope else []
        said = _done(self, self.server_of_test.answer(Step.DATA, ", ".join(addresses)))
        if said is None:
            await super().smtp_DATA(arg)
        else:
            await self.push(said)


def _done(smtp: SMTP, said: str | None) -> str | None:
    if said == HANG_UP and smtp.transport is not None:
        smtp.transport.abort()
    return said


class _Controller(Controller):
    def __init__(self, server: MailServer, **options: Any) -> None:
        super().__init__(_Handler(server), hostname=HOST, port=0, **options)
        self._server_of_test = server
        self._lines: list[SMTP] = []

    def factory(self) -> SMTP:
        smtp = _Smtp(self.handler, **self.SMTP_kwargs)
        smtp.server_of_test = self._server_of_test
        self._lines.append(smtp)
        return smtp

    def hang_up(self) -> None:
        """End what connections are left, so that none outlives the loop."""
        asyncio.run_coroutine_threadsafe(self._hang_up(), self.loop).result(timeout=10)

    async def _hang_up(self) -> None:
        for smtp in self._lines:
            if smtp.transport is not None:
                smtp.transport.abort()
        await asyncio.sleep(0)

    def _trigger_server(self) -> None:
        # Which port it has is known only now.
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def mail_server(
    *, starttls: ssl.SSLContext | None = None, tls: ssl.SSLContext | None = None, **options: Any
) -> Iterator[MailServer]:
    """A server that runs in a thread; with `login` in `options` it knows that user and password."""
    server = MailServer(login=options.pop("login", None))
    if server.login:
        # It insists only on a safe line: elsewhere aiosmtpd warns.
        safe = bool(starttls)
        options |= {
            "authenticator": _authenticator(server),
            "auth_required": safe,
            "auth_require_tls": safe,
        }
    controller = _Controller(server, tls_context=starttls, ssl_context=tls, **options)
    controller.start()
    server.port = controller.port
    server.seen.clear()
    try:
        yield server
    finally:
        controller.hang_up()
        controller.stop()


def _authenticator(server: MailServer) -> Callable[..., AuthResult]:
    def authenticate(
        _smtp: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, given: object
    ) -> AuthResult:
        assert isinstance(given, LoginPassword)
        known = (given.login.decode(), given.password.decode()) == server.login
        return AuthResult(success=known, handled=False)

    return authenticate


def server_context(authority: trustme.CA, *names: str) -> ssl.SSLContext:
    """What a server whose certificate `authority` signed shows; for loopback unless `names` are given."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*(names or (HOST,))).configure_cert(context)
    return context
