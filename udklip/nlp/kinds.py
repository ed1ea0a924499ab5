"""The kind of a text that comes without a page, from the text's own signs."""

import re

from udklip.core.reading import Kind

_LINE = r"^[\s*#_\[(]*"
_SPONSORED = re.compile(
    rf"{_LINE}(?:annonce(?:ret|artikel)?|reklame|annoncørbetalt(?: indhold)?"
    r"|(?:dette er )?spons(?:eret|oreret|or)(?: indhold| artikel)?|advertorial|partnerindhold|kommercielt samarbejde"
    r"|native advertising|betalt indhold|betalt af annoncør"
    r"|(?:indholdet|artiklen|teksten) er (?:produceret|betalt|sponsoreret|lavet i samarbejde))"
    r"[\s*_\])]*(?::|\.?$|fra\b|af\b|med\b)"
    rf"|{_LINE}i (?:betalt |kommercielt )?samarbejde med [^\n.]{{2,60}}$",
    re.IGNORECASE | re.MULTILINE,
)
_RELEASE = re.compile(
    rf"{_LINE}(?:pressemeddelelse|press release|pressemelding|til pressen)\b", re.IGNORECASE | re.MULTILINE
)
_RELEASE_CONTACT = re.compile(
    r"(?:for (?:yderligere|flere|mere) (?:oplysninger|information)|yderligere (?:oplysninger|information)|pressekontakt"
    r"|kontaktoplysninger|mediekontakt|kontakt(?:person(?:er)?)?\s*:|for further information)",
    re.IGNORECASE,
)
_REACHABLE = re.compile(r"(?<=\w)@[\w-]+\.\w|\b(?:t[lI1i]{1,3}f|telefon|mobil)\b", re.IGNORECASE)
_WIRE = re.compile(
    r"/\s?(?:ritzau|reuters|afp|newspaq)(?:/\w+)*\s?/"
    r"|^\s*[(©]*(?:ritzau|newspaq)(?:/\w+|\sfinans|\sfokus)?[)\s.]*$"
    rf"|{_LINE}ritzau\b",
    re.IGNORECASE | re.MULTILINE,
)
_NOTICE = re.compile(
    rf"{_LINE}(?:dødsfald|mindeord|navne(?:nyt)?|fødselsdage?|stillingsopslag|notits|kort nyt|kalender|jubilæum"
    r"|nekrolog|udnævnelser?)\b[\s*_:]*$",
    re.IGNORECASE | re.MULTILINE,
)
OPENING = 400


def kind_of(text: str) -> Kind:
    """Sponsored, press release, wire or notice where the text says so, else an article."""
    opening, ending = text[:OPENING], text[len(text) // 2 :]
    if _SPONSORED.search(opening):
        return Kind.SPONSORED
    if _RELEASE.search(opening) or _RELEASE.search(text[: 3 * OPENING]):
        return Kind.PRESS_RELEASE
    if _WIRE.search(opening) or _WIRE.search(text[-OPENING:]):
        return Kind.WIRE
    contact = _RELEASE_CONTACT.search(ending)
    if contact and _REACHABLE.search(ending, contact.end()):
        return Kind.PRESS_RELEASE
    return Kind.NOTICE if _NOTICE.search(opening) else Kind.ARTICLE
