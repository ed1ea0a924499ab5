"""Takes the names of erased persons out of readings and analyses; every place is counted anew."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self, TypeVar

from udklip.core.analysis import Amount, Analysis, Contact, Mention, Quote, Report
from udklip.core.erasing.names import ErasedNames, fold, long_enough, surnames_in
from udklip.core.item import PressItem
from udklip.core.reading import Reading

REMOVED = "[navn fjernet]"

_Placed = TypeVar("_Placed", Mention, Quote, Report, Amount)


@dataclass(frozen=True, slots=True)
class Masking:
    """Masks names in the texts of one item: once a full name was found there, its last word alone is masked too."""

    names: ErasedNames
    surnames: frozenset[str] = frozenset()

    @classmethod
    def of(cls, names: ErasedNames, texts: Iterable[str | None], aliases: Iterable[str] = ()) -> Self | None:
        """How `texts` are masked, `aliases` being other words for the same persons; None where they name nobody."""
        found = {span.surname for text in texts for span in names.spans(text)}
        others = {fold(word) for alias in aliases for word in alias.split()}
        alone = frozenset(word for word in found | others if long_enough(word))
        return cls(names, alone) if found or others else None

    def cut(self, text: str) -> "Cut":
        """What goes of `text`."""
        full = [(span.start, span.end) for span in self.names.spans(text)]
        return Cut.of(text, [*full, *surnames_in(text, self.surnames)])

    def text(self, text: str) -> str:
        """`text` without the names."""
        return self.cut(text).text

    def holds(self, *texts: str | None) -> bool:
        """Whether one of `texts` names somebody."""
        return any(text and self.cut(text).spans for text in texts)


@dataclass(frozen=True, slots=True)
class Cut:
    """A text with some spans of it replaced, and where every other place is now."""

    text: str
    spans: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, text: str, spans: Iterable[tuple[int, int]]) -> Self:
        """Replace `spans` of `text`; those that overlap are one."""
        merged: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if merged and start < merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        for start, end in reversed(merged):
            text = text[:start] + REMOVED + text[end:]
        return cls(text, tuple(merged))

    def touches(self, start: int, end: int) -> bool:
        """Whether what goes is part of `start` to `end`."""
        return any(one < end and start < other for one, other in self.spans)

    def place(self, place: int) -> int:
        """Where the letter at `place` stands now; one that goes stands at the end of what replaces it."""
        before = self.spans[: bisect_right(self.spans, place, key=lambda span: span[0])]
        if before and before[-1][0] == place:
            before = before[:-1]
        moved = sum(len(REMOVED) - (end - start) for start, end in before)
        if before and place < before[-1][1]:
            return before[-1][1] + moved
        return place + moved

    def move(self, one: _Placed) -> _Placed:
        """`one` at its place in the text as it is now."""
        return replace(one, start=self.place(one.start), end=self.place(one.end))


def mask_item(item: PressItem, names: ErasedNames) -> PressItem | None:
    """The item without the names; None where it holds none."""
    said, found = item.reading, item.analysis
    aliases = [one.text for one in found.people if names.found_in(one.name)]
    masking = Masking.of(names, _texts(said, found), aliases)
    if masking is None:
        return None
    return replace(
        item,
        reading=mask_reading(said, masking),
        analysis=_mask_analysis(found, masking),
        matched=tuple(word for word in item.matched if not masking.holds(word)),
    )


def masking_of(reading: Reading, names: ErasedNames) -> Masking | None:
    """How `reading` is masked; None where it names nobody."""
    return Masking.of(names, [reading.title, reading.lead, reading.body, *reading.authors])


def mask_reading(reading: Reading, masking: Masking) -> Reading:
    """`reading` without the names."""
    starts = masking.cut(reading.text)
    return replace(
        reading,
        title=reading.title and masking.text(reading.title),
        lead=reading.lead and masking.text(reading.lead),
        body=masking.text(reading.body),
        authors=tuple(author for author in reading.authors if not masking.holds(author)),
        url=None if masking.names.found_in(reading.url) else reading.url,
        page_starts=tuple(map(starts.place, reading.page_starts)),
    )


def _texts(reading: Reading, analysis: Analysis) -> list[str | None]:
    contacts = [text for one in analysis.contacts for text in (one.name, one.email)]
    return [reading.title, reading.lead, reading.body, *reading.authors, analysis.text, *contacts]


def _mask_analysis(analysis: Analysis, masking: Masking) -> Analysis:
    cut = masking.cut(analysis.text)

    def mentions(those: Iterable[Mention]) -> tuple[Mention, ...]:
        kept = (one for one in those if not cut.touches(one.start, one.end) and not masking.holds(one.name))
        return tuple(_mention(one, cut, masking) for one in kept)

    return replace(
        analysis,
        text=cut.text,
        organisations=mentions(analysis.organisations),
        people=mentions(analysis.people),
        places=mentions(analysis.places),
        quotes=tuple(_quote(one, cut, masking) for one in analysis.quotes if not masking.holds(one.speaker)),
        reports=tuple(cut.move(one) for one in analysis.reports if not masking.holds(one.speaker)),
        amounts=tuple(cut.move(one) for one in analysis.amounts),
        contacts=tuple(one for one in analysis.contacts if not _is_of(one, masking)),
    )


def _mention(mention: Mention, cut: Cut, masking: Masking) -> Mention:
    roles = (text for role in mention.titles for text in (role.title, role.organisation))
    moved = cut.move(mention)
    return replace(moved, titles=(), why="") if masking.holds(mention.why, *roles) else moved


def _quote(quote: Quote, cut: Cut, masking: Masking) -> Quote:
    return replace(cut.move(quote), text=masking.text(quote.text))


def _is_of(contact: Contact, masking: Masking) -> bool:
    return masking.holds(contact.name, contact.email, contact.organisation, contact.title)
