"""Signs of a press release: its label, its address, and whom the press may call."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

_LABEL = re.compile(
    r"(?:fælles\s*|nyhed(?:er)? og\s*)?(?:(?:presse|nyheds|børs|medie)meddelelser?|"
    r"press release|news release|media release|"
    r"pressmeddelande|pressemitteilung|medienmitteilung|pressemelding)"
    r"(?:\s*$|\s*[:|,–/-]|\s+(?:den|d\.|nr\.?|p[aå] vegne|\d)|\s+(?:fra|from)\s+\S+(?:\s\S+){0,3}$)",
    re.IGNORECASE,
)
_PATH = re.compile(
    r"/(?:presse(?:/|-)?meddelelser?|press-?releases?|pressemeddelelse-\w+|presserum|pressrum|pressmeddelanden?|"
    r"pressemitteilung(?:en)?|news-release|newsroom|nyhedsrum)(?:/|$|-)",
    re.IGNORECASE,
)
_HOSTS = re.compile(
    r"(?:^|\.)(?:via\.ritzau\.dk|cision\.com|mynewsdesk\.com|globenewswire\.com|prnewswire\.com|businesswire\.com|"
    r"presseportal\.de|kommunikasjon\.ntb\.no)$"
)
_CONTACT = re.compile(
    r"^\W*(?:for\s+)?(?:yderligere|flere|mere)\s+(?:oplysning(?:er)?|information(?:er)?|info)\b.{0,90}$|"
    r"^\W*(?:presse)?kontakt(?:oplysninger|information|personer|person)?\s*:?\W*$|^\W*pressekontakt\b.{0,80}$|"
    r"^\W*(?:for (?:more|further) information|(?:press|media) (?:contacts?|enquiries)|"
    r"för mer(?:a)? information|presskontakt|rückfragen|kontakte?r?\s*:).{0,90}$",
    re.IGNORECASE,
)
_REACH = re.compile(r"@|\b(?:tlf|telefon|mobil|tel)\b|(?:\d\d\s?){4}|\d{2,4}[ -]\d{2,3} ?\d\d", re.IGNORECASE)
_LABEL_LENGTH, _BELOW = 70, 8


def is_release_label(line: str) -> bool:
    """Whether a short line marks the text as a press release; a headline about one does not."""
    return len(line) <= _LABEL_LENGTH and bool(_LABEL.match(line.strip(" \t*#-–:")))


def has_release_address(url: str | None) -> bool:
    """Whether the address is in a press room or at a service for press releases."""
    parts = urlsplit(url or "")
    return bool(_PATH.search(parts.path) or _HOSTS.search(parts.netloc.lower()))


def has_contact_block(paragraphs: Sequence[str]) -> bool:
    """Whether the text ends in whom the press may call, as press releases do."""
    lines = [line for paragraph in paragraphs for line in paragraph.splitlines()]
    start = len(lines) // 2
    for place in range(start, len(lines)):
        if _CONTACT.match(lines[place]) and any(map(_REACH.search, lines[place : place + _BELOW])):
            return True
    return False
