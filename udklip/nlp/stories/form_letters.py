"""Tells a form letter from a copy: the same frame, but other figures, dates and names in it.

A paper that takes a text over leaves its facts as they are, whatever else it edits. Tomorrow's forecast, next
week's notice to the exchange and the accounts of the next firm share most words with the last and none of its facts.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from udklip.nlp.stories.alignment import Stretch, Told
from udklip.nlp.stories.facts import Fact, FactKind

SHORT_GAP = 8
LONG_GAP = 40
FRAME = 0.4
FEWEST_CONTRADICTIONS = 2
CONTRADICTING = 0.2
SAME_NAME = 0.7

Contradiction = tuple[frozenset[Fact], frozenset[Fact]]


@dataclass(frozen=True, slots=True)
class _Gap:
    """What stands between two shared stretches, in words of one text and of the other."""

    here: int
    here_end: int
    there: int
    there_end: int

    @property
    def longest(self) -> int:
        """The words of the longer side; below 0 where the stretches change places."""
        sides = self.here_end - self.here, self.there_end - self.there
        return max(sides) if min(sides) >= 0 else -1


def is_form_letter(one: Told, other: Told, shared: Sequence[Stretch]) -> bool:
    """Whether the frame that two texts share holds other facts in each."""
    contradictions = set(_contradictions(one, other, shared))
    if len(contradictions) < FEWEST_CONTRADICTIONS:
        return False
    agreed = {fact for stretch in shared for fact in _facts(one, stretch.here, stretch.here + stretch.length)}
    return len(contradictions) >= CONTRADICTING * (len(contradictions) + len(agreed))


def _contradictions(one: Told, other: Told, shared: Sequence[Stretch]) -> Iterator[Contradiction]:
    """Where a few words between two shared stretches state one thing here and another there."""
    edges = Stretch(0, 0, 0), *shared, Stretch(len(one.words), len(other.words), 0)
    for number, (before, after) in enumerate(pairwise(edges)):
        gap = _Gap(before.here + before.length, after.here, before.there + before.length, after.there)
        inner = 0 < number < len(edges) - 2
        for filled in [gap] if inner and 0 <= gap.longest <= SHORT_GAP else _gaps_within(one, other, gap):
            ours = _facts(one, filled.here, filled.here_end)
            theirs = _facts(other, filled.there, filled.there_end)
            yield from _between(ours - theirs, theirs - ours)


def _gaps_within(one: Told, other: Told, gap: _Gap) -> Iterator[_Gap]:
    """The gaps between the single words that a longer gap has in both texts, where those make it a frame."""
    if not 0 < gap.longest <= LONG_GAP:
        return
    here, there = one.words[gap.here : gap.here_end], other.words[gap.there : gap.there_end]
    matcher = SequenceMatcher(None, here, there, autojunk=False)
    if matcher.ratio() >= FRAME:
        for before, after in pairwise(matcher.get_matching_blocks()):
            yield _Gap(
                gap.here + before.a + before.size,
                gap.here + after.a,
                gap.there + before.b + before.size,
                gap.there + after.b,
            )


def _between(ours: set[Fact], theirs: set[Fact]) -> Iterator[Contradiction]:
    for kind in FactKind:
        these = frozenset(fact for fact in ours if fact.kind is kind)
        those = frozenset(fact for fact in theirs if fact.kind is kind)
        if these and those and not (kind is FactKind.NAME and _same_names(these, those)):
            yield these, those


def _same_names(these: Iterable[Fact], those: Iterable[Fact]) -> bool:
    """Whether some name is only spelt otherwise, as by an OCR."""
    return any(
        SequenceMatcher(None, one.value, other.value).ratio() >= SAME_NAME for one in these for other in those
    )


def _facts(text: Told, start: int, end: int) -> set[Fact]:
    return {fact for fact in text.facts[start:end] if fact}
