"""A query tree as Elasticsearch asks it."""

from datetime import datetime
from typing import Any

from udklip.indexer.fields import PART_WEIGHT, Text
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

Query = dict[str, Any]


def to_elastic(node: Node) -> Query:
    """The query that finds what `node` describes."""
    match node:
        case Everything():
            return {"match_all": {}}
        case AllOf(parts):
            wanted = [to_elastic(part) for part in parts if not isinstance(part, Not)]
            unwanted = [to_elastic(part.part) for part in parts if isinstance(part, Not)]
            return {"bool": {"must": wanted, "must_not": unwanted}}
        case AnyOf(parts):
            return _any_of([to_elastic(part) for part in parts])
        case Not(part):
            return {"bool": {"must_not": [to_elastic(part)]}}
    return _leaf(node)


def newer_above(query: Query, now: datetime) -> Query:
    """`query` with the scores of newer items raised a little."""
    ages = [{"constant_score": {"filter": _leaf(age), "boost": STEP}} for age in recent(now)]
    return {"bool": {"must": [query], "should": ages}}


def _leaf(node: Leaf) -> Query:
    match node:
        case Is(field, value):
            return {"term": {field: {"value": value}}}
        case Between():
            return {"range": {node.field: _bounds(node)}}
    return _any_of([query for text, weight in texts(node).items() for query in _in_text(node, text, weight)])


def _in_text(node: WordLeaf, text: Text, weight: float) -> list[Query]:
    match node:
        case Form(form):
            return [_term(text.forms, form, weight), _term(text.parts, form, weight * PART_WEIGHT)]
        case Adjacent(forms):
            return [_phrase(text.forms, forms, weight)]
        case Exact(words):
            return [_phrase(text.exact, words, weight)]
        case Near():
            return [_near(node, text, weight)]
        case Pattern(pattern):
            return [_wild(text.exact, pattern, weight), _wild(text.forms, node.folded, weight)]


def _term(field: str, word: str, weight: float) -> Query:
    return {"term": {field: {"value": word, "boost": weight}}}


def _phrase(field: str, words: tuple[str, ...], weight: float) -> Query:
    return {"match_phrase": {field: {"query": " ".join(words), "boost": weight}}}


def _near(node: Near, text: Text, weight: float) -> Query:
    clauses = [{"span_term": {text.forms: form}} for form in (node.one, node.other)]
    return {"span_near": {"clauses": clauses, "slop": node.gaps, "in_order": False, "boost": weight}}


def _wild(field: str, pattern: str, weight: float) -> Query:
    return {"wildcard": {field: {"value": pattern, "boost": weight}}}


def _bounds(node: Between) -> dict[str, Any]:
    bounds: dict[str, Any] = {}
    if node.low is not None:
        bounds["gte" if node.low_included else "gt"] = _bound(node.low)
    if node.high is not None:
        bounds["lte" if node.high_included else "lt"] = _bound(node.high)
    return bounds


def _bound(value: datetime | float) -> str | float:
    return value.isoformat() if isinstance(value, datetime) else value


def _any_of(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else {"bool": {"should": queries, "minimum_should_match": 1}}
