"""What a query means, said as plainly as can be: the measure that both indexes are held to."""

import re
from datetime import datetime

from udklip.core.item import PressItem
from udklip.indexer import tree
from udklip.indexer.document import Document, to_document
from udklip.indexer.fields import Text


def meant(node: tree.Node, items: list[PressItem]) -> set[str]:
    """The ids of the items that `node` describes."""
    return {item.id for item in items if meets(node, to_document(item))}


def meets(node: tree.Node, document: Document) -> bool:
    match node:
        case tree.Everything():
            return True
        case tree.AllOf(parts):
            return all(meets(part, document) for part in parts)
        case tree.AnyOf(parts):
            return any(meets(part, document) for part in parts)
        case tree.Not(part):
            return not meets(part, document)
    return _leaf(node, document)


def _leaf(node: tree.Leaf, document: Document) -> bool:
    match node:
        case tree.Is(field, value):
            return value in _values(document, field)
        case tree.Between():
            return any(_within(node, value) for value in _values(document, node.field))
    where = [Text.TITLE, Text.LEAD, Text.BODY] if node.text is None else [node.text]
    return any(_in_text(node, document, text) for text in where)


def _values(document: Document, field: str) -> list[object]:
    value = document.values().get(field, ())
    return list(value) if isinstance(value, tuple) else [value]


def _within(node: tree.Between, value: object) -> bool:
    assert isinstance(value, (float, int, datetime))
    low, high = node.low, node.high
    above = low is None or value > low or (node.low_included and value == low)  # type: ignore[operator]
    below = high is None or value < high or (node.high_included and value == high)  # type: ignore[operator]
    return above and below


def _in_text(node: tree.WordLeaf, document: Document, text: Text) -> bool:
    cut = document.texts[text]
    exact, forms, parts = cut.exact.split(" "), cut.forms.split(" "), cut.parts.split(" ")
    match node:
        case tree.Form(form):
            return form in forms or form in parts
        case tree.Adjacent(wanted):
            return _stands(wanted, forms)
        case tree.Exact(wanted):
            return _stands(wanted, exact)
        case tree.Near(one, other, gaps):
            ones = [i for i, form in enumerate(forms) if form == one]
            return any(
                0 < abs(i - j) <= gaps + 1 for i in ones for j, form in enumerate(forms) if form == other
            )
        case tree.Pattern():
            return _like(node.pattern, exact) or _like(node.folded, forms)


def _stands(wanted: tuple[str, ...], words: list[str]) -> bool:
    return f" {' '.join(wanted)} " in f" {' '.join(words)} "


def _like(pattern: str, words: list[str]) -> bool:
    expression = re.compile(
        "".join({"*": ".*", "?": "."}.get(letter, re.escape(letter)) for letter in pattern)
    )
    return any(expression.fullmatch(word) for word in words)
