"""The sentence that shows why an item was found: the one that meets the query's logic best, not any with a word."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from udklip.core.item import PressItem
from udklip.core.rights import Audience, Showing
from udklip.core.source import Rights
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
    below = "\n\n".join(part for part in (reading.lead, reading.body) if part)
    sentence = matching_sentence(below, node) or matching_sentence(reading.text, node)
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
    match node:
        case Form(form):
            return _form(form, words)
        case Adjacent(forms):
            return _side_by_side(forms, [word.form for word in words])
        case Exact(exact):
            return _side_by_side(exact, [word.exact for word in words])
        case Near(one, other, gaps):
            return _near(_places(one, words), _places(other, words), gaps)
        case Pattern():
            return float(any(_wild(node)(word) for word in words))


def _form(form: str, words: Sequence[Word]) -> float:
    if any(word.form == form for word in words):
        return 1.0
    return _PART if any(form in word.parts for word in words) else 0.0


def _side_by_side(wanted: Sequence[str], found: Sequence[str]) -> float:
    length = len(wanted)
    starts = range(len(found) - length + 1)
    return float(length) if any(tuple(found[i : i + length]) == tuple(wanted) for i in starts) else 0.0


def _places(form: str, words: Sequence[Word]) -> list[int]:
    return [place for place, word in enumerate(words) if word.form == form]


def _near(one: Sequence[int], other: Sequence[int], gaps: int) -> float:
    return 2.0 if any(abs(i - j) - 1 <= gaps for i in one for j in other) else 0.0


def _wild(node: Pattern) -> Callable[[Word], bool]:
    return lambda word: fnmatchcase(word.exact, node.pattern) or fnmatchcase(word.form, node.folded)
