"""Who wrote an article, from what the page says and prints."""

import re
from collections.abc import Iterable, Sequence

from udklip.crawler.readers.kinds.wires import is_agency
from udklip.crawler.readers.web.page import Block, squeezed

_BY = (
    r"af|by|von|av|text|tekst(?: og foto)?|foto og tekst|skrevet af|written by|words by|posted by|journalist"
)
_PRINTED = re.compile(rf"^(?:{_BY})\s*:?\s+(?-i:(?=[A-ZÆØÅÄÖÜ/]))", re.IGNORECASE)
_LEADING = re.compile(rf"^(?:{_BY})\s*:?\s+", re.IGNORECASE)
_PARTING = re.compile(r"[\s,]+(?:og|and|und|och|&)\s+|\s*[;|]\s*|\s*,\s*|\s+/\s+", re.IGNORECASE)
_SIGNED = re.compile(
    r"^(?:lagt (?:på|op|ud)|publiceret|offentliggjort|skrevet|oprettet|udgivet|bragt|indsendt|opdateret)\b"
    r".{0,80}?\d.{0,60}$",
    re.IGNORECASE,
)
_SIGNED_BY = re.compile(r"\baf (?P<names>[A-ZÆØÅ].+?)(?:,?\s+(?:d\.|den|kl\.|\d).*)?$")
_ADDRESS = re.compile(r"https?://\S+|\S+@\S+")
_AFTER_NAME = re.compile(
    r"\s*(?:\(.*\)|\b(?:journalist|redaktør|chefredaktør|reporter|korrespondent|debatredaktør|freelance\w*|"
    r"nyhedsredaktør|erhvervsredaktør|skribent|fotograf|redaktionssekretær|praktikant|webredaktør)\b.*|[\d.]{2,}.*)$",
    re.IGNORECASE,
)
_BYLINE_CLASS = re.compile(
    r"\b(?:author|byline|forfatter|skribent|journalist|created_and_author)\b|author|byline"
)
_NOBODY = frozenset(
    "admin administrator redaktionen redaktion webredaktionen webmaster null none unknown ukendt "
    "editor red journalist forfatter super-user staff newsroom editors nyhedsbrev nyhedsbrevet presse pressen "
    "noreply no-reply info kontakt kommunikation kommunikationsafdelingen nyhedsredaktionen".split()
)


def authors_of(structured: Sequence[str], declared: Sequence[str], after: Iterable[Block]) -> tuple[str, ...]:
    """The names of the authors, from JSON-LD, else meta and microdata, else the printed byline."""
    for names in (structured, declared):
        found = _each(names)
        if found:
            return found
    return _each([byline for byline in (_byline(block) for block in after) if byline][:1])


def printed_byline(text: str) -> str | None:
    """The names in a line like "Af Ida Holm og Per Dam"; null where the line is no byline."""
    line = squeezed(text)
    if is_signature(line):
        signed = _SIGNED_BY.search(line)
        return signed["names"] if signed else None
    if len(line) > 120 or not _PRINTED.match(line) or line.endswith((".", "?", "!")):
        return None
    return _LEADING.sub("", line)


def is_signature(line: str) -> bool:
    """Whether a short line says when, and perhaps by whom, the text was put up."""
    return bool(_SIGNED.match(line)) and not line.endswith((".", "?", "!"))


def split_names(names: str) -> tuple[str, ...]:
    """One string of names taken apart; titles, addresses and what is nobody's name out."""
    return _each([names])


def is_nobody(name: str) -> bool:
    """Whether `name` is what systems write where nobody signed."""
    return name.strip().lower() in _NOBODY


def _byline(block: Block) -> str | None:
    printed = printed_byline(block.text)
    if printed:
        return printed
    is_name = _is_name(block.text) or is_agency(block.text)
    if len(block.text) < 60 and _BYLINE_CLASS.search(block.marks) and is_name:
        return block.text
    return None


def _is_name(text: str) -> bool:
    words = _LEADING.sub("", text).split()
    return 2 <= len(words) <= 6 and all(
        word[:1].isupper() or word in {"og", "af", "de", "von"} for word in words
    )


def _each(names: Iterable[str]) -> tuple[str, ...]:
    parts = (
        part for name in names for part in _PARTING.split(_LEADING.sub("", _ADDRESS.sub("", squeezed(name))))
    )
    cleaned = (_AFTER_NAME.sub("", part).strip(" .,-–/") for part in parts)
    wanted = (name for name in cleaned if 1 < len(name) < 60 and not is_nobody(name))
    return tuple(dict.fromkeys(wanted))
