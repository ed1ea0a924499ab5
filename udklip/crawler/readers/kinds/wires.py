"""Signs that a news agency wrote a text: its name as author, or its signature under the text."""

import re
from collections.abc import Iterable, Sequence

_AGENCY = re.compile(
    r"\b(?:ritzau|newsbureau|reuters|marketwire|globenewswire|associated press|bloomberg news|npk)\b",
    re.IGNORECASE,
)
_SHORT = frozenset("afp ap dpa tt ntb stt npa epd kna apa sda ritzau".split())
_SIGNED = re.compile(r"(?:^|\s)/\s?[A-Za-zÆØÅæøå][\w .&-]{1,30}/\s*$")
_NAMED = re.compile(
    r"^\W*(?:(?:kilde|source|quelle|källa|kilder|tekst|af)\s*:?\s*)?[/(©]?\s*"
    r"(?:ritzau(?: finans)?|reuters|afp|dpa|tt|ntb|ap)\s*[/)]?\W*$",
    re.IGNORECASE,
)
_LINES = 2


def is_agency(name: str) -> bool:
    """Whether an author's name is a news agency's."""
    parts = re.split(r"[/,\s-]+", name.strip(" ./()").lower())
    return bool(_AGENCY.search(name)) or (len(parts) <= 2 and all(part in _SHORT for part in parts))


def is_wire(authors: Iterable[str], labels: Iterable[str], paragraphs: Sequence[str]) -> bool:
    """Whether an agency is the author, is named beside the headline, or signs the end."""
    last = paragraphs[-_LINES:]
    signed = any(map(_SIGNED.search, last)) or any(map(_NAMED.search, (*labels, *last)))
    return signed or any(map(is_agency, authors))
