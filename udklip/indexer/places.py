"""Where words of a query stand in a text: for choosing the sentence to show, and for marking its words."""

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from itertools import product

from udklip.indexer.tree import Adjacent, AllOf, AnyOf, Exact, Form, Near, Node, Pattern, WordLeaf
from udklip.indexer.words import Word, placed


def matching_words(text: str, node: Node) -> list[tuple[int, int]]:
    """Where the words that `node` asks for begin and end in `text`, in order; words side by side are one."""
    words, ends = zip(*found, strict=True) if (found := placed(text)) else ((), ())
    spans: list[tuple[int, int]] = []
    for place in sorted({place for leaf in _wanted(node) for place in places(leaf, words)}):
        start, end = ends[place]
        if spans and not text[spans[-1][1] : start].strip(" -"):
            start = spans.pop()[0]
        spans.append((start, end))
    return spans


def places(leaf: WordLeaf, words: Sequence[Word]) -> set[int]:
    """The positions of the words that `leaf` finds, none where it does not find all it asks for."""
    match leaf:
        case Form(form):
            return {place for place, word in enumerate(words) if word.form == form or form in word.parts}
        case Adjacent(forms):
            return _side_by_side(forms, [word.form for word in words])
        case Exact(exact):
            return _side_by_side(exact, [word.exact for word in words])
        case Near(one, other, gaps):
            pairs = product(_of_form(one, words), _of_form(other, words))
            return {place for pair in pairs if abs(pair[0] - pair[1]) - 1 <= gaps for place in pair}
        case Pattern():
            return {place for place, word in enumerate(words) if _fits(leaf, word)}


def _wanted(node: Node) -> Iterator[WordLeaf]:
    """The leaves that find words; what must not be there marks nothing."""
    match node:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _wanted(part)
        case Form() | Adjacent() | Exact() | Near() | Pattern():
            yield node


def _side_by_side(wanted: Sequence[str], found: Sequence[str]) -> set[int]:
    length = len(wanted)
    starts = [
        start for start in range(len(found) - length + 1) if [*found[start : start + length]] == [*wanted]
    ]
    return {place for start in starts for place in range(start, start + length)}


def _of_form(form: str, words: Sequence[Word]) -> list[int]:
    return [place for place, word in enumerate(words) if word.form == form]


def _fits(leaf: Pattern, word: Word) -> bool:
    return fnmatchcase(word.exact, leaf.pattern) or fnmatchcase(word.form, leaf.folded)
