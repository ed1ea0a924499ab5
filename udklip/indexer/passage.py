"""The sentence that shows why an item was found: the one that meets the query's logic best, not any with a word."""

from collections.abc import Sequence
from dataclasses import dataclass

from udklip.core.item import PressItem
from udklip.core.rights import Audience, Showing
from udklip.core.source import Rights
from udklip.indexer.places import places
from udklip.indexer.sentences import sentences
from udklip.indexer.tree import (
    Adjacent,
    AllOf,
    AnyOf,
    Exact,
    Form,
    Near,
    Node,
    Not,
    Pattern,
    WordLeaf,
)
from udklip.indexer.words import Word, cut

_PART = 0.5


def shown_sentence(item: PressItem, node: Node, audience: Audience) -> str | None:
    """The matching sentence as `audience` may be shown it; the title's own only where no other matches."""
    if item.rights is Rights.LINK:
        # The gate would say no: looking for the sentence costs more than everything else of a hit.
        return None
    reading = item.reading
    sentence = matching_sentence(reading.below, node) or matching_sentence(reading.text, node)
    return Showing(item.rights, audience).passage(sentence) if sentence else None


@dataclass(frozen=True, slots=True, order=True)
class _Fit:
    """Whether a sentence alone meets a query, and how many of its words it has."""

    meets: bool
    words: float


def matching_sentence(text: str, node: Node) -> str | None:
    """The sentence of `text` that meets `node` best, the first of equals; None where none has a word of it."""
    best: tuple[_Fit, str] | None = None
    for sentence in sentences(text):
        fit = _fit(node, cut(sentence))
        if fit.words > 0 and (best is None or fit > best[0]):
            best = fit, sentence
    return best[1] if best else None


def _fit(node: Node, words: Sequence[Word]) -> _Fit:
    match node:
        case AllOf(parts):
            fits = [_fit(part, words) for part in parts]
            return _Fit(all(fit.meets for fit in fits), sum(fit.words for fit in fits))
        case AnyOf(parts):
            return max(_fit(part, words) for part in parts)
        case Not(part):
            return _Fit(not _fit(part, words).meets, 0)
        case Form() | Adjacent() | Exact() | Near() | Pattern():
            count = _count(node, words)
            return _Fit(count > 0, count)
    # What is asked of the item as a whole (a date, a source) every sentence meets.
    return _Fit(meets=True, words=0)


def _count(node: WordLeaf, words: Sequence[Word]) -> float:
    """How many words of a leaf a sentence has; a part of a compound is half a word."""
    found = places(node, words)
    if not found:
        return 0.0
    match node:
        case Form(form):
            return 1.0 if any(word.form == form for word in words) else _PART
        case Adjacent(wanted) | Exact(wanted):
            return float(len(wanted))
        case Near():
            return 2.0
    return 1.0
