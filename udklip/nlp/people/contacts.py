"""Contact details: who can be reached where. They are kept apart and never indexed."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from udklip.core.analysis import Contact, Role
from udklip.nlp.finds import ORG, PER, Find
from udklip.nlp.people.roles import roles_at, roles_beside
from udklip.nlp.spelling import compact

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_DIGITS = re.compile(
    r"(?<!\d)(?P<code>(?:\+|00)\d{2}\)?\s?)?"
    r"(?P<digits>\d{2}(?:(?:[ \n.]?\d{2}){3}|\d{2}[ \n]\d{4}))(?![\d.,]\d|\d)"
)
_OTHER_NUMBER = re.compile(
    r"(?:cvr|konto|ean|reg|p-nr|se-nr|journal|sag)\S*(?:nr\.?|nummer)?\s?:?\s*$", re.IGNORECASE
)
_CALLED = re.compile(
    r"\b(?:t[lI1i]{1,3}f|telefon|tel|phone|mobil|mobile|mob|ring(?:es)?(?: på)?|direkte|T|M)\b\s?[.:]*\s*$"
)
LONGEST_CALL = 24
DENMARK = "45"
_YEARS = re.compile(r"(?:19|20)\d\d[ \n](?:19|20)\d\d")
REACH = 220
SHORT_LINE = 60


@dataclass(frozen=True, slots=True)
class _Detail:
    start: int
    phone: str | None = None
    email: str | None = None


def find_contacts(text: str, finds: Sequence[Find]) -> tuple[Contact, ...]:
    """The contacts of `text`: each person with the phone and mail that follow the name, and mail of nobody's."""
    details = sorted((*_emails(text), *_phones(text)), key=lambda detail: detail.start)
    owned: dict[int | None, list[_Detail]] = {}
    for detail in details:
        owned.setdefault(_owner(text, finds, detail), []).append(detail)
    contacts = [contact for owner, own in owned.items() for contact in _contacts(text, finds, owner, own)]
    return tuple(dict.fromkeys(contacts))


def _emails(text: str) -> Iterator[_Detail]:
    seen: set[tuple[str, str]] = set()
    for match in _EMAIL.finditer(text) if "@" in text else ():
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        email = _mended(match[0].rstrip("."))
        if (line[:40], email) not in seen:
            seen.add((line[:40], email))
            yield _Detail(match.start(), email=email)


def _mended(email: str) -> str:
    """In a host's name a capital I is an l that an OCR misread."""
    name, _, host = email.partition("@")
    return f"{name}@{host.replace('I', 'l').lower()}"


def _phones(text: str) -> Iterator[_Detail]:
    for match in _DIGITS.finditer(text):
        digits, code = match["digits"], re.sub(r"\D", "", match["code"] or "").removeprefix("00")
        before = text[max(0, match.start() - LONGEST_CALL) : match.start()]
        is_spaced = (" " in digits or "\n" in digits) and before[-1:] not in (".", ",", "+")
        is_called = code == DENMARK or is_spaced or _CALLED.search(before)
        is_other = code not in ("", DENMARK) or _YEARS.fullmatch(digits) or _OTHER_NUMBER.search(before)
        if is_called and not is_other:
            yield _Detail(match.start(), phone=f"+{DENMARK}" + re.sub(r"\D", "", digits))


def _owner(text: str, finds: Sequence[Find], detail: _Detail) -> int | None:
    """The place of the last person named before the detail, near it and in the same paragraph."""
    for place in range(bisect_left(finds, detail.start, key=lambda find: find.start) - 1, -1, -1):
        find = finds[place]
        between = text[find.end : detail.start]
        if len(between) > REACH or not _is_of_one_block(between):
            return None
        if find.label == PER:
            return place
    return None


def _is_of_one_block(between: str) -> bool:
    """Whether what stands between belongs together: one paragraph, or a block of short lines."""
    paragraphs = between.strip().split("\n\n")
    return len(paragraphs) == 1 or all(
        len(line) <= SHORT_LINE and not line.endswith(".") for line in paragraphs
    )


def _contacts(
    text: str, finds: Sequence[Find], owner: int | None, details: Sequence[_Detail]
) -> Iterator[Contact]:
    if owner is None:
        yield from (
            Contact(None, None, None, detail.phone, detail.email) for detail in details if detail.email
        )
        return
    person = finds[owner]
    role = next(iter(roles_beside(text, finds, owner)), None)
    email = next((detail.email for detail in details if detail.email), None)
    yield Contact(
        name=person.name,
        organisation=_organisation(text, finds, owner, role, details[-1].start, email),
        title=role.title if role else None,
        phone=next((detail.phone for detail in details if detail.phone), None),
        email=email,
    )


def _organisation(
    text: str, finds: Sequence[Find], owner: int, role: Role | None, end: int, email: str | None
) -> str | None:
    """The body beside the person, in the block, that the mail's host is named after, or that the text speaks of."""
    beside = role.organisation if role else None
    spoken_of = (known.organisation for known in roles_at(text, finds, owner) if known.organisation)
    return beside or _first_organisation(finds, owner, end) or _by_host(email, finds) or next(spoken_of, None)


def _by_host(email: str | None, finds: Sequence[Find]) -> str | None:
    """The organisation of the text that the mail's host is named after: "Welfare Tech" of welfaretech.dk."""
    host = compact(email.partition("@")[2].rpartition(".")[0].rpartition(".")[2]) if email else ""
    return next(
        (find.name for find in finds if find.label == ORG and host and compact(find.name) == host), None
    )


def _first_organisation(finds: Sequence[Find], owner: int, end: int) -> str | None:
    for place in range(owner + 1, len(finds)):
        if finds[place].end > end:
            return None
        if finds[place].label == ORG:
            return finds[place].name
    return None
