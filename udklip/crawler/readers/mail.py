"""The e-mail reader: one message, its subject the title."""

import email
import re
from contextlib import suppress
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.utils import parseaddr

from udklip.core.errors import Unreadable
from udklip.core.outcomes import Outcome
from udklip.core.reading import DateOrigin, Hints, Kind, Reading
from udklip.core.times import system_clock
from udklip.crawler.dates import parse_danish
from udklip.crawler.media_type import MAIL
from udklip.crawler.readers.bylines import is_nobody
from udklip.crawler.readers.decoding import decode
from udklip.crawler.readers.plain_lines import blocks_of, paragraphs_of
from udklip.crawler.readers.text import reading_of
from udklip.crawler.readers.text_parts import taken_apart
from udklip.crawler.readers.web.html import read_page
from udklip.crawler.readers.web.page import squeezed
from udklip.crawler.readers.web.publication import Publication

_REPLY = re.compile(r"^(?:(?:re|sv|vs|fwd?|fw|aw|wg)\s*:\s*)+", re.IGNORECASE)
_RELEASE = re.compile(r"^(?:fælles\s*)?(?:presse|nyheds)meddelelse\s*[:–-]\s+", re.IGNORECASE)
_QUOTED_FROM_HERE = re.compile(
    r"^(?:-{3,}\s*(?:oprindelig|original|videresendt|forwarded)\b.*|"
    r"(?:den|on)\b.{5,120}\b(?:skrev|wrote)\b.{0,60}:|_{10,})$",
    re.IGNORECASE,
)
_VIA = re.compile(r"\s+(?:via|på vegne af|on behalf of)\s.*$", re.IGNORECASE)
_MOST_PARTS = 200


class MailReader:
    """Reads a message as it is sent or saved (.eml). Attachments are not read: save them beside it."""

    media_types = frozenset({MAIL})

    def read(self, content: bytes, hints: Hints) -> Reading:
        """Read a message. Where it has no byline, who sent a release or to a list of readers is its author.

        Raises:
            Unreadable: `no_text` where it has neither subject nor text.
        """
        message = email.message_from_bytes(content.lstrip(), policy=policy.default)
        subject = _REPLY.sub("", _header(message, "subject"))
        title = _RELEASE.sub("", subject) or None
        reading = _body(message, subject, title, hints)
        sent = _sent(message, hints)
        if sent.when:
            reading = replace(
                reading, published=sent.when, published_origin=sent.origin, published_raw=sent.raw
            )
        if not reading.authors and _is_sent_to_many(message, reading.kind):
            reading = replace(reading, authors=_sender(message))
        return replace(reading, media_type=MAIL, url=None)


def _is_sent_to_many(message: EmailMessage, kind: Kind) -> bool:
    """A release or a newsletter: what one person writes to another has no author of the press."""
    bulk = _header(message, "precedence").lower() in {"bulk", "list"}
    listed = any(_header(message, name) for name in ("list-unsubscribe", "list-id"))
    return kind is Kind.PRESS_RELEASE or listed or bulk


def _sender(message: EmailMessage) -> tuple[str, ...]:
    """The sender's name; none where there is an address alone, or the name of no body."""
    name = _VIA.sub("", parseaddr(_header(message, "from"))[0]).strip(" '\"")
    return (name,) if name and "@" not in name and not is_nobody(name) else ()


def _body(message: EmailMessage, subject: str, title: str | None, hints: Hints) -> Reading:
    plain, page = _text_parts(message)
    if plain.strip() or not page.strip():
        return _from_text(plain, subject, title, hints)
    try:
        return replace(read_page(page, hints), title=title or None)
    except Unreadable:
        if title is None:
            raise
        return _from_text("", subject, title, hints)


def _from_text(plain: str, subject: str, title: str | None, hints: Hints) -> Reading:
    paragraphs = paragraphs_of(blocks_of(_own_lines(plain)))
    if not paragraphs and not title:
        raise Unreadable(Outcome.NO_TEXT, "the message has neither subject nor text")
    parts = taken_apart(paragraphs, title=title)
    label = (subject.split(":", maxsplit=1)[0],) if _RELEASE.match(subject) else ()
    return reading_of(replace(parts, labels=(*label, *parts.labels)), hints, media_type=MAIL)


def _own_lines(plain: str) -> list[str]:
    """Without the signature and what is quoted from earlier messages."""
    kept: list[str] = []
    for line in plain.replace("\x00", "").splitlines():
        if line.rstrip() == "--" or _QUOTED_FROM_HERE.match(line.strip()):
            break
        if not line.startswith(">"):
            kept.append(line)
    return kept


def _text_parts(message: EmailMessage) -> tuple[str, str]:
    """The first plain and the first HTML part that are no attachment."""
    found = {"text/plain": "", "text/html": ""}
    for number, part in enumerate(message.walk()):
        if number >= _MOST_PARTS:
            break
        kind = part.get_content_type()
        if (
            kind in found
            and not found[kind]
            and "attachment" not in _header(part, "content-disposition").lower()
        ):
            payload = part.get_payload(decode=True)
            found[kind] = decode(payload, part.get_content_charset()) if isinstance(payload, bytes) else ""
    return found["text/plain"], found["text/html"]


def _header(message: EmailMessage, name: str) -> str:
    """The standard library breaks on some hostile headers; such a one counts as missing."""
    with suppress(Exception):
        return squeezed(str(message.get(name, "")))
    return ""


def _sent(message: EmailMessage, hints: Hints) -> Publication:
    raw = _header(message, "date")
    when = parse_danish(raw, hints.fetched_at or system_clock()) if raw else None
    return Publication(when, DateOrigin.META, raw) if when else Publication()
