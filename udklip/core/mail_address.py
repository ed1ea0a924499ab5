"""Addresses of people: one address, nothing that could become a header or a command, in one spelling."""

import re
from email.utils import getaddresses

from udklip.core.errors import SettingsError
from udklip.core.letter import Recipient

# A dot-atom of RFC 5322; of RFC 6531 too, where letters beyond ASCII may stand before the @.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u00a1-\ud7ff\uf900-\uffef-]+"
_LOCAL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
_LONGEST = 254


def mail_address(text: str) -> str:
    """The one spelling of an address: lower case, a domain such as `blåbær.dk` as its ASCII form.

    Raises:
        SettingsError: it is not one address.
    """
    typed = text.strip()
    local, at, domain = typed.rpartition("@")
    ascii_domain = _as_ascii(domain)
    whole = f"{local.lower()}@{ascii_domain}"
    if not (at and local.isprintable() and _LOCAL.fullmatch(local) and _DOMAIN.fullmatch(ascii_domain)):
        raise SettingsError(f"{typed!r} is not a mail address such as navn@example.dk")
    if len(local.encode()) > 64 or len(whole) > _LONGEST:
        raise SettingsError(f"{typed[:40]!r}… is longer than a mail address may be")
    return whole


def named_recipient(text: str) -> Recipient:
    """A recipient as settings write it: `it@example.dk`, or `Drift <it@example.dk>`.

    Raises:
        SettingsError: it is not one address.
    """
    found = getaddresses([text])
    name, address = found[0] if len(found) == 1 else ("", "")
    return Recipient(mail_address(address or text), name or None)


def _as_ascii(domain: str) -> str:
    try:
        return domain.lower().encode("idna").decode()
    except UnicodeError:
        return ""
