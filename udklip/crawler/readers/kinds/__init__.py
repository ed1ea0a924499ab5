"""What sort of text it is, from its own signs: marks on it, its address, its structure."""

import re
from collections.abc import Iterable, Sequence

from udklip.core.reading import Kind
from udklip.crawler.readers.kinds.adverts import is_advert
from udklip.crawler.readers.kinds.releases import has_contact_block, has_release_address, is_release_label
from udklip.crawler.readers.kinds.wires import is_wire

_NOTICE = re.compile(
    r"\b(?:kort nyt|notits(?:er)?|navnenyt|navne|mærkedage|mindeord|dødsfald)\b", re.IGNORECASE
)
_IN_SECTION = re.compile(r"\b(?:presse|nyheds)meddelelser?\b|\bpress releases?\b", re.IGNORECASE)
_NOTICE_WORDS, _NOTICE_LABEL = 120, 30


def kind_of(
    labels: Iterable[str], section: str, url: str | None, authors: Sequence[str], paragraphs: Sequence[str]
) -> Kind:
    """The kind, by the strongest sign: paid for, press release, wire, notice, else article.

    `labels` are the short lines around the headline, `section` what the page files itself under.
    """
    marks = list(labels)
    if is_advert(marks, section, url, paragraphs):
        return Kind.SPONSORED
    if any(map(is_release_label, marks)) or _IN_SECTION.search(section) or has_release_address(url):
        return Kind.PRESS_RELEASE
    if is_wire(authors, marks, paragraphs):
        return Kind.WIRE
    if not authors and has_contact_block(paragraphs):
        return Kind.PRESS_RELEASE
    return Kind.NOTICE if _is_notice(marks, section, paragraphs) else Kind.ARTICLE


def _is_notice(marks: Sequence[str], section: str, paragraphs: Sequence[str]) -> bool:
    words = sum(len(paragraph.split()) for paragraph in paragraphs)
    short = [mark for mark in marks if len(mark) < _NOTICE_LABEL]
    return words < _NOTICE_WORDS and any(map(_NOTICE.search, [*short, section]))
