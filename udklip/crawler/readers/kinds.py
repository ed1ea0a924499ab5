"""What sort of text it is, from its own signs: marks on it, its address, its structure."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from udklip.core.reading import Kind

ADVERT = re.compile(
    r"\b(?:annoncørbetalt|advertorial|partnerindhold|partner-indhold|annonceindhold|"
    r"sponsor(?:eret|erede)|sponseret|betalt (?:indhold|samarbejde|partnerskab|af)|"
    r"kommercielt (?:samarbejde|indhold|partnerskab|tillæg)|brandet indhold|branded content|"
    r"sponsored|native advertising|"
    r"reklamesamarbejde|indholdet er (?:betalt|produceret) af)\b",
    re.IGNORECASE,
)
"""Marks that can only mean that somebody paid for the text."""

_LABEL = re.compile(
    r"(?:(?:dette er en )?annonce|reklame|(?:annonce|indhold|artikel) (?:fra|for|af) .{2,40}|"
    r"i (?:betalt )?samarbejde med .{2,50}|(?:bragt|produceret|lavet) i samarbejde med .{2,50})[.:]?",
    re.IGNORECASE,
)
_ADVERT_PATH = re.compile(
    r"(?:^|/)[^/]*(?:sponsoreret|sponseret|annoncoerbetalt|annonc%C3%B8rbetalt|advertorial|partnerindhold|partner-indhold|"
    r"annonceindhold|native-?(?:ad|content)|brandstudio|kommercielt-(?:indhold|samarbejde)|sponsored(?:-content)?)[^/]*(?:/|$)|"
    r"(?:^|/)annoncer?(?:/|$)",
    re.IGNORECASE,
)
_ADVERT_CLASS = re.compile(
    r"(?:^|[\s_-])(?:advertorial|sponsored|sponsoreret|native-?ad|annoncoerbetalt|partnerindhold)(?:$|[\s_-])"
)
_RELEASE_LABEL = re.compile(r"(?:fælles\s*)?(?:presse|nyheds)meddelelse\b", re.IGNORECASE)
_RELEASE_PATH = re.compile(
    r"/(?:presse(?:/|-)?meddelelser?|pressreleases?|press-releases?|pressemeddelelse-\w+)(?:/|$|-)",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"^\W*(?:for\s+)?(?:yderligere|flere|mere)\s+(?:oplysninger?|informationer?|info)\b.{0,90}$|"
    r"^\W*(?:presse)?kontakt(?:oplysninger|information|personer|person)?\s*:?\W*$|^\W*pressekontakt\b.{0,80}$|"
    r"^\W*(?:yderligere|flere) oplysninger\s*:?\W*$",
    re.IGNORECASE,
)
_REACH = re.compile(r"@|\b(?:tlf|telefon|mobil|tel)\b|(?:\d\d\s?){4}", re.IGNORECASE)
_WIRE_END = re.compile(r"(?:^|\s)/\s?[A-Za-zÆØÅæøå][\w .&-]{1,30}/\s*$")
_WIRE_NAME = re.compile(r"\b(?:ritzau|newsbureau|reuters|afp|marketwire|globenewswire)\b", re.IGNORECASE)
_NOTICE = re.compile(
    r"\b(?:kort nyt|notits(?:er)?|navnenyt|navne|mærkedage|mindeord|dødsfald)\b", re.IGNORECASE
)
_NOTICE_WORDS = 120
_LABEL_LENGTH = 70


def is_advert_label(line: str) -> bool:
    """Whether a short line beside a headline marks the text as paid for."""
    text = line.strip()
    return len(text) <= _LABEL_LENGTH and bool(ADVERT.search(text) or _LABEL.fullmatch(text))


def is_release_label(line: str) -> bool:
    """Whether a short line marks the text as a press release."""
    return len(line) <= _LABEL_LENGTH and bool(_RELEASE_LABEL.match(line.strip(" \t*#-–:")))


def is_advert_class(marks: str) -> bool:
    """Whether class names of the article or the page mark it as paid for."""
    return bool(_ADVERT_CLASS.search(marks.lower()))


def kind_of(
    labels: Iterable[str], section: str, url: str | None, authors: Sequence[str], paragraphs: Sequence[str]
) -> Kind:
    """The kind, by the strongest sign: paid for, press release, wire, notice, else article.

    `labels` are the short lines around the headline, `section` what the page files itself under.
    """
    marks = list(labels)
    path = urlsplit(url or "").path
    if any(map(is_advert_label, marks)) or ADVERT.search(section) or _ADVERT_PATH.search(path):
        return Kind.SPONSORED
    if any(map(is_release_label, marks)) or _RELEASE_LABEL.search(section) or _RELEASE_PATH.search(path):
        return Kind.PRESS_RELEASE
    if _is_wire(authors, paragraphs):
        return Kind.WIRE
    if not authors and has_contact_block(paragraphs):
        return Kind.PRESS_RELEASE
    return Kind.NOTICE if _is_notice(marks, section, paragraphs) else Kind.ARTICLE


def has_contact_block(paragraphs: Sequence[str]) -> bool:
    """Whether the text ends in whom the press may call, as press releases do."""
    lines = [line for paragraph in paragraphs for line in paragraph.splitlines()]
    start = len(lines) // 2
    for place in range(start, len(lines)):
        if _CONTACT.match(lines[place]) and any(map(_REACH.search, lines[place : place + 8])):
            return True
    return False


def _is_wire(authors: Sequence[str], paragraphs: Sequence[str]) -> bool:
    return any(map(_WIRE_NAME.search, authors)) or any(map(_WIRE_END.search, paragraphs[-2:]))


def _is_notice(marks: Sequence[str], section: str, paragraphs: Sequence[str]) -> bool:
    words = sum(len(paragraph.split()) for paragraph in paragraphs)
    return words < _NOTICE_WORDS and any(
        map(_NOTICE.search, [*(mark for mark in marks if len(mark) < 30), section])
    )
