"""A query tree as the embedded index asks it."""

import math
import re
from collections.abc import Iterable
from datetime import datetime

import tantivy
from tantivy import FieldType as TantivyType
from tantivy import Occur, Query

from udklip.indexer.fields import FIELDS, PART_WEIGHT, FieldType, Text
from udklip.indexer.recency import STEP, recent
from udklip.indexer.tree import (
    Adjacent,
    AllOf,
    AnyOf,
    Between,
    Everything,
    Exact,
    Form,
    Is,
    Leaf,
    Near,
    Node,
    Not,
    Pattern,
    WordLeaf,
    texts,
)

_TANTIVY_TYPES = {
    FieldType.DATE: TantivyType.Date,
    FieldType.WHOLE: TantivyType.Integer,
    FieldType.NUMBER: TantivyType.Float,
}
_TYPES = {field.name: field.type for field in FIELDS}


class Translation:
    """Makes tantivy's queries of our trees, for one schema."""

    def __init__(self, schema: tantivy.Schema) -> None:
        self._schema = schema

    def query(self, node: Node) -> Query:
        """The query that finds what `node` describes."""
        match node:
            case Everything():
                return Query.all_query()
            case AllOf(parts):
                return self._all_of(parts)
            case AnyOf(parts):
                return _any_of(self.query(part) for part in parts)
            case Not(part):
                return self._all_of((Everything(), Not(part)))
        return self._leaf(node)

    def newer_above(self, query: Query, now: datetime) -> Query:
        """`query` with the scores of newer items raised a little."""
        ages = [(Occur.Should, Query.const_score_query(self._between(age), STEP)) for age in recent(now)]
        return Query.boolean_query([(Occur.Must, query), *ages])

    def _leaf(self, node: Leaf) -> Query:
        match node:
            case Is(field, value):
                return self._term(field, value)
            case Between():
                return self._between(node)
        return self._words(node)

    def _all_of(self, parts: Iterable[Node]) -> Query:
        wanted = [(Occur.Must, self.query(part)) for part in parts if not isinstance(part, Not)]
        unwanted = [(Occur.MustNot, self.query(part.part)) for part in parts if isinstance(part, Not)]
        # A query of negations alone finds nothing there.
        return Query.boolean_query([*(wanted or [(Occur.Must, Query.all_query())]), *unwanted])

    def _words(self, node: WordLeaf) -> Query:
        return _any_of(
            Query.boost_query(query, weight)
            for text, weight in texts(node).items()
            for query in self._in_text(node, text)
        )

    def _in_text(self, node: WordLeaf, text: Text) -> list[Query]:
        match node:
            case Form(form):
                part = Query.boost_query(self._term(text.parts, form), PART_WEIGHT)
                return [self._term(text.forms, form), part]
            case Adjacent(forms):
                return [self._phrase(text.forms, forms)]
            case Exact(words):
                return [self._phrase(text.exact, words)]
            case Near(one, other, gaps):
                return [self._phrase(text.forms, pair, gaps) for pair in ((one, other), (other, one))]
            case Pattern(pattern):
                return [self._wild(text.exact, pattern), self._wild(text.forms, node.folded)]

    def _phrase(self, field: str, words: tuple[str, ...], gaps: int = 0) -> Query:
        if len(words) == 1:
            return self._term(field, words[0])
        return Query.phrase_query(self._schema, field, list(words), slop=gaps)

    def _term(self, field: str, value: str) -> Query:
        return Query.term_query(self._schema, field, value)

    def _wild(self, field: str, pattern: str) -> Query:
        written = {"*": ".*", "?": "."}
        expression = "".join(written.get(letter, re.escape(letter)) for letter in pattern)
        return Query.const_score_query(Query.regex_query(self._schema, field, expression), 1.0)

    def _between(self, node: Between) -> Query:
        low, high = node.low, node.high
        if _TYPES[node.field] is FieldType.WHOLE:
            low = _whole(low, up=node.low_included)
            high = _whole(high, up=not node.high_included)
        return Query.range_query(
            self._schema,
            node.field,
            _TANTIVY_TYPES[_TYPES[node.field]],
            low,
            high,
            include_lower=low is None or node.low_included,
            include_upper=high is None or node.high_included,
        )


def _whole(bound: datetime | float | None, *, up: bool) -> int | None:
    """A whole number that bounds the same whole numbers; the index compares like with like only."""
    if not isinstance(bound, (int, float)):
        return None
    return math.ceil(bound) if up else math.floor(bound)


def _any_of(queries: Iterable[Query]) -> Query:
    each = list(queries)
    return each[0] if len(each) == 1 else Query.boolean_query([(Occur.Should, query) for query in each])
