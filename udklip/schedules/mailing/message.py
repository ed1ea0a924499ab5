"""A letter as a message on the wire. Same letter, same recipient, same bytes: no chance and no clock in it.

Headers are written here and not by `email`, which reads a hostile title before it writes it: an encoded word in it
could become a line of its own.
"""

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import format_datetime
from hashlib import blake2b
from typing import Self

from udklip.core.letter import Letter, LetterKind, Recipient
from udklip.core.mail_address import named_recipient
from udklip.core.settings import Mail
from udklip.core.times import COPENHAGEN
from udklip.schedules.mailing.encoding import header_address, header_words, quoted_printable
from udklip.schedules.mailing.foot import WayOut, html_foot, split_html, text_foot

_SAFE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,100}")
_EOL = "\r\n"


@dataclass(frozen=True, slots=True)
class Sender:
    """Whom letters are from, and who gets the answers."""

    mailbox: Recipient
    reply_to: str | None = None

    @classmethod
    def of(cls, mail: Mail) -> Self:
        """As the settings say."""
        reply_to = named_recipient(mail.reply_to).address if mail.reply_to else None
        return cls(named_recipient(mail.sender), reply_to)

    @property
    def domain(self) -> str:
        """What identifiers end in."""
        return self.mailbox.address.rpartition("@")[2]


class Message:
    """A letter, encoded once for everybody who gets it."""

    def __init__(self, letter: Letter, sender: Sender) -> None:
        """Encode `letter`; a recipient adds headers and a foot."""
        self._letter = letter
        self._sender = sender
        self._key = _hashed(letter.id)
        self._text = quoted_printable(letter.text)
        pictures = {each.name: f"{_hashed(letter.id, each.name)}@{sender.domain}" for each in letter.pictures}
        self._html, self._html_end = map(quoted_printable, split_html(_with_pictures(letter.html, pictures)))
        self._pictures = [_picture(pictures[each.name], each.png) for each in letter.pictures]
        self._subject = header_words(letter.subject, "Subject") or "Udklip"

    def to(self, recipient: Recipient, way_out: WayOut | None = None) -> bytes:
        """The message for one recipient; `way_out` is how they leave the group they get it in."""
        to = header_address(recipient.name, recipient.address, "To")
        identifier = _hashed(self._letter.id, recipient.address)
        return self._whole(to, identifier, way_out)

    def to_nobody(self) -> bytes:
        """The message as a file to look at."""
        safe = _SAFE_ID.fullmatch(self._letter.id)
        return self._whole("undisclosed-recipients:;", self._letter.id if safe else self._key, None)

    def _whole(self, to: str, identifier: str, way_out: WayOut | None) -> bytes:
        sender, outer = self._sender, f"=_{self._key}"
        headers: dict[str, str | None] = {
            "From": header_address(sender.mailbox.name, sender.mailbox.address, "From"),
            "To": to,
            "Reply-To": sender.reply_to,
            "Subject": self._subject,
            "Date": format_datetime(self._letter.at.astimezone(COPENHAGEN)),
            "Message-ID": f"<{identifier}@{sender.domain}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": "en" if self._letter.kind is LetterKind.NOTICE else "da",
            **(way_out.headers(sender.domain) if way_out else {}),
            "MIME-Version": "1.0",
            "Content-Type": f'multipart/alternative; boundary="{outer}"',
        }
        text = self._text + (quoted_printable(text_foot(way_out)) if way_out else b"")
        html = self._html + (quoted_printable(html_foot(way_out)) if way_out else b"") + self._html_end
        parts = [_TEXT + text, self._related(_HTML + html)]
        return _lines(headers) + b"\r\n" + _multipart(outer, parts)

    def _related(self, html: bytes) -> bytes:
        """The page, with its pictures where it has any."""
        if not self._pictures:
            return html
        inner = f"=_{_hashed(self._letter.id, 'pictures')}"
        head = {"Content-Type": f'multipart/related; type="text/html"; boundary="{inner}"'}
        return _lines(head) + b"\r\n" + _multipart(inner, [html, *self._pictures])


def _lines(headers: Mapping[str, str | None]) -> bytes:
    return "".join(f"{name}: {value}{_EOL}" for name, value in headers.items() if value).encode()


def _part(content_type: str) -> bytes:
    head = {
        "Content-Type": f'{content_type}; charset="utf-8"',
        "Content-Transfer-Encoding": "quoted-printable",
    }
    return _lines(head) + b"\r\n"


_TEXT, _HTML = _part("text/plain"), _part("text/html")


def _multipart(boundary: str, parts: list[bytes]) -> bytes:
    # "=_" stands in neither quoted-printable nor base64, so that no part can hold the boundary.
    line = f"--{boundary}".encode()
    return b"".join(line + b"\r\n" + part + b"\r\n" for part in parts) + line + b"--\r\n"


def _picture(content_id: str, png: bytes) -> bytes:
    head = {
        "Content-Type": "image/png",
        "Content-Transfer-Encoding": "base64",
        "Content-ID": f"<{content_id}>",
        "Content-Disposition": "inline",
    }
    return _lines(head) + b"\r\n" + base64.encodebytes(png).replace(b"\n", b"\r\n")


def _with_pictures(html: str, content_ids: dict[str, str]) -> str:
    """The page with each picture's name made one that no other message has, as RFC 2392 wants it."""
    for name, content_id in content_ids.items():
        html = re.sub(rf"""(["'])cid:{re.escape(name)}\1""", rf"\1cid:{content_id}\1", html)
    return html


def _hashed(*parts: str) -> str:
    return blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=16).hexdigest()
