"""The text of an item as its page shows it: paragraphs of pieces, names marked and linked, contact details masked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from udklip.core.analysis import Analysis, Mention
from udklip.core.rights import contact_places, mask_contacts


class Named(StrEnum):
    """What a marked piece names."""

    ORGANISATION = "organisation"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; where it names somebody, whom (the canonical name) and what that is."""

    text: str
    named: Named | None = None
    name: str | None = None


Paragraph = tuple[Piece, ...]


def paragraphs_of(analysis: Analysis, title: str | None) -> tuple[Paragraph, ...]:
    """The whole text without its title, which stands above it."""
    places = _marked(analysis)
    made = []
    start = 0
    for paragraph in analysis.text.split("\n\n"):
        end = start + len(paragraph)
        if paragraph.strip() and not (start == 0 and paragraph.strip() == (title or "").strip()):
            made.append(tuple(_pieces(analysis.text, start, end, places)))
        start = end + 2
    return tuple(made)


def _marked(analysis: Analysis) -> list[tuple[Mention, Named]]:
    """Names in the order of the text, none inside another, and none inside what is masked."""
    hidden = contact_places(analysis.text)
    named = [(mention, Named.ORGANISATION) for mention in analysis.organisations]
    named += [(mention, Named.PERSON) for mention in analysis.people]
    chosen: list[tuple[Mention, Named]] = []
    end = 0
    for mention, kind in sorted(named, key=lambda one: (one[0].start, -one[0].end)):
        if mention.start >= end and not _meets(mention, hidden):
            chosen.append((mention, kind))
            end = mention.end
    return chosen


def _meets(mention: Mention, places: Iterable[tuple[int, int]]) -> bool:
    return any(start < mention.end and mention.start < end for start, end in places)


def _pieces(text: str, start: int, end: int, marked: list[tuple[Mention, Named]]) -> Iterator[Piece]:
    at = start
    for mention, kind in marked:
        if mention.start >= at and mention.end <= end:
            if mention.start > at:
                yield Piece(mask_contacts(text[at : mention.start]))
            yield Piece(text[mention.start : mention.end], kind, mention.name)
            at = mention.end
    if at < end:
        yield Piece(mask_contacts(text[at:end]))
