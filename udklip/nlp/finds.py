"""The names found so far: character spans between the pipeline's components, kept in the document's entities.

A find's canonical name stands in the entity's `kb_id`, the component that found it in its `id`.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from spacy.tokens import Doc, Span

from udklip.nlp.documents import tokens_between

MODEL = "model"
ORG, PER, LOC = "ORG", "PER", "LOC"


@dataclass(frozen=True, slots=True)
class Find:
    """A name at `start` to `end` of the text; `name` is canonical, empty until it was linked."""

    start: int
    end: int
    label: str
    found_by: str
    name: str = ""

    def holds(self, other: "Find") -> bool:
        """Whether `other` lies strictly within this one."""
        return self.start <= other.start and other.end <= self.end and self.length > other.length

    @property
    def length(self) -> int:
        """In characters."""
        return self.end - self.start


def finds_in(doc: Doc) -> list[Find]:
    """The document's entities as finds, in order."""
    return [
        Find(span.start_char, span.end_char, span.label_, span.id_ or MODEL, span.kb_id_) for span in doc.ents
    ]


def put_finds(doc: Doc, finds: Iterable[Find]) -> None:
    """Make `finds` the document's entities; each grows to whole tokens, and of two that meet the first wins."""
    spans: list[Span] = []
    reached = 0
    for find in sorted(finds, key=_place):
        span = _span(doc, find)
        if span is not None and span.start >= reached:
            spans.append(span)
            reached = span.end
    doc.set_ents(spans)


def change_finds(doc: Doc, before: Sequence[Find], after: Sequence[Find]) -> None:
    """As `put_finds`, where the finds are others than before."""
    if list(after) != list(before):
        put_finds(doc, after)


def _span(doc: Doc, find: Find) -> Span | None:
    first, after = tokens_between(doc, find.start, find.end)
    if first >= after:
        return None
    return Span(doc, first, after, label=find.label, kb_id=find.name, span_id=find.found_by)


def overlaid(below: Iterable[Find], above: Iterable[Find]) -> list[Find]:
    """Both layers together: what lies above wins, unless a longer name of the same label below holds it."""
    kept: list[Find] = []
    rest = deque(sorted(below, key=_place))
    for top in disjoint(above):
        while rest and rest[0].end <= top.start:
            kept.append(rest.popleft())
        met = list(_begun_before(top.end, rest))
        if any(find.holds(top) and find.label == top.label for find in met):
            continue
        for _ in met:
            rest.popleft()
        kept.append(top)
    return [*kept, *rest]


def disjoint(finds: Iterable[Find]) -> Iterator[Find]:
    """In order of place; of those that overlap the first, of those that begin together the longest."""
    reached = 0
    for find in sorted(finds, key=_place):
        if find.start >= reached:
            reached = find.end
            yield find


def _place(find: Find) -> tuple[int, int]:
    return find.start, -find.end


def _begun_before(end: int, finds: Iterable[Find]) -> Iterator[Find]:
    return takewhile(lambda find: find.start < end, finds)
