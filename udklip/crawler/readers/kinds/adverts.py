"""Signs that somebody paid for a text: labels, classes, addresses, links, the last line."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

_SURE = re.compile(
    r"\b(?:annoncørbetalt|advertorial|partnerindhold|partner-indhold|partnerindlæg|annonce(?:indhold|artikel)|erhvervsannonce|"
    r"sponsor(?:eret|erede|innhold)|sponseret|sponset|sponsra[dt]|"
    r"betalt (?:\w+)?(?:indhold|innhold|samarbejde|samarbeid|partnerskab|annonce\w*|af)|"
    r"kommercielt (?:samarbejde|indhold|partnerskab|tillæg)|brandet indhold|branded content|partner content|"
    r"annonsørinnhold|annonsinnehåll|anzeigensonderveröffentlichung|bezahlter inhalt|"
    r"sponsored|native advertising|paid (?:post|content|partnership|program)|advertisement feature|"
    r"promoted (?:content|by)|"
    r"(?:in|im) (?:paid )?partnership with|(?:presented|brought to you) by|præsenteret af|"
    r"reklamesamarbejde|indholdet er (?:betalt|produceret) af)\b",
    re.IGNORECASE,
)
"""Marks that can only mean that somebody paid for the text, in a label or in what a page files itself under."""
_LABEL = re.compile(
    r"(?:[\w ]{2,20}: ?)?(?:(?:dette er en )?annonce|reklame|anzeige|annons|annonse|promoted|"
    r"(?:annonce|indhold|artikel) (?:fra|for|af) .{2,40}|"
    r"i (?:betalt )?samarbejde med .{2,50}|"
    r"(?:artiklen er |indholdet er )?(?:bragt|produceret|lavet) i (?:\w+ )?samarbejde med .{2,50})[.:]?",
    re.IGNORECASE,
)
_SAID_OF_ITSELF = re.compile(
    r"^(?:denne |dette )?(?:artik(?:el|len)|indhold(?:et)?|tekst(?:en)?|indlæg(?:get)?) (?:er|blev) (?:\w+ ){0,2}?"
    r"(?:(?:betalt|sponsoreret|sponseret) af|(?:bragt|produceret|lavet|betalt|sponsoreret) i (?:\w+ )?samarbejde med)\b"
    r"|^this (?:article|content|post) (?:is|was) (?:\w+ )?(?:sponsored by|paid for by|produced in partnership with)\b",
    re.IGNORECASE,
)
_SEGMENT = re.compile(
    r"(?:sponsoreret(?:-indhold)?|sponseret(?:-indhold)?|sponsored(?:-content)?|annoncer?|annoncoer(?:er|betalt)?(?:-?indhold)?|"
    r"annonc(?:ø|%c3%b8)r(?:betalt)?(?:-?indhold)?|annonceindhold|advertorials?|partner-?indhold|partnerartik(?:el|ler)|"
    r"native(?:-?(?:ad|ads|content))?|brand-?studio|brand-?stories|kommercielt(?:-(?:indhold|samarbejde))?|"
    r"betalt(?:-indhold)?|paid-?(?:post|posts|content))",
    re.IGNORECASE,
)
_SLUG = re.compile(
    r"^(?:annoncoerbetalt|advertorial|partner-?indhold|annonce|sponsoreret-indhold|sponseret-indhold|betalt-indhold)[-_]",
    re.IGNORECASE,
)
_HOST = re.compile(
    r"^(?:brand-?studio|native(?:studio)?|annoncer?|partnerindhold|sponsored)\.", re.IGNORECASE
)
_CLASS = re.compile(
    r"(?:^|[\s_-])(?:advertorial|sponsored|sponsoreret|native-?ad|annoncoerbetalt|partnerindhold|paid-?(?:post|content))"
    r"(?![\w-]*(?:ads?|links?|slot|box|banner|widget)\b)(?:$|[\s_-])"
)
_SLOT = re.compile(
    r"(?:^|[\s_-])(?:ads?|ad(?:slot|space|label|form|wrapper|container|tag|unit)\w*|adsby\w*|\w*banner\w*|placeholder|"
    r"advert(?:s|ising|isements?)?|dfp|gpt|google\w*|megaboard|leaderboard|billboard|skyscraper|widget\w*|"
    r"annoncer?-?(?:wrapper|plads|container|slot|boks|felt)|reklame\w*)(?:$|[\s_-])|ad-slot|data-ad"
)
_LABEL_LENGTH, _ENDS = 70, 2


def is_advert_label(line: str) -> bool:
    """Whether a short line beside a headline marks the text as paid for."""
    text = line.strip()
    return len(text) <= _LABEL_LENGTH and bool(_SURE.search(text) or _LABEL.fullmatch(text))


def is_advert_class(marks: str) -> bool:
    """Whether class names or types of the article or the page mark it as paid for."""
    return bool(_CLASS.search(marks.lower()))


def is_advert_slot(marks: str) -> bool:
    """Whether class names are those of a place for banners, which are labelled too."""
    return bool(_SLOT.search(marks)) and not is_advert_class(marks)


def is_advert(
    labels: Iterable[str], section: str, url: str | None, paragraphs: Iterable[str] | None = None
) -> bool:
    """Whether the text is paid for, by its labels, what it is filed under, its address, its first and last lines."""
    if any(map(is_advert_label, labels)) or _SURE.search(section) or _has_advert_address(url):
        return True
    lines = list(paragraphs or ())
    return any(map(_SAID_OF_ITSELF.search, (*lines[:1], *lines[-_ENDS:])))


def _has_advert_address(url: str | None) -> bool:
    """A part of the path of that name; in the slug of a title only what no title begins with."""
    parts = urlsplit(url or "")
    segments = [segment for segment in parts.path.split("/") if segment]
    named = any(map(_SEGMENT.fullmatch, segments)) or any(map(_SLUG.match, segments))
    return named or bool(_HOST.match(parts.netloc))
