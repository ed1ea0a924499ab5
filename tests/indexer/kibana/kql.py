"""Kibana's query language, as much of it as ours is written in, to the query that Kibana would send."""

import re
from typing import Any

Query = dict[str, Any]

_TOKEN = re.compile(r'\s*(?:(?P<mark>[():*])|"(?P<text>[^"]*)"|(?P<word>[\w.]+))')


def to_elastic(kql: str) -> Query:
    """Quoted values are phrases, bare ones matches, `*` asks for any value."""
    if not kql:
        return {"match_all": {}}
    reader = _Reader(list(_TOKEN.finditer(kql)))
    assert "".join(match[0] for match in reader.tokens).strip() == kql.strip(), f"not understood: {kql}"
    query = reader.either(None)
    assert reader.at_end, f"goes on: {kql}"
    return query


def fields_of(kql: str) -> set[str]:
    """Every field that it names."""
    return set(re.findall(r"([\w.]+)\s*:", kql))


class _Reader:
    def __init__(self, tokens: list[re.Match[str]]) -> None:
        self.tokens = tokens
        self._place = 0

    @property
    def at_end(self) -> bool:
        return self._place == len(self.tokens)

    def either(self, field: str | None) -> Query:
        parts = [self._both(field)]
        while self._word("or"):
            parts.append(self._both(field))
        return _joined("should", parts)

    def _both(self, field: str | None) -> Query:
        parts = [self._one(field)]
        while self._word("and"):
            parts.append(self._one(field))
        return _joined("filter", parts)

    def _one(self, field: str | None) -> Query:
        if self._mark("("):
            inner = self.either(field)
            assert self._mark(")")
            return inner
        token = self._next()
        if field is not None:
            return _value(field, token)
        assert self._mark(":")
        if self._mark("("):
            self._place -= 1
            return self._one(token["word"])
        return _value(token["word"], self._next())

    def _next(self) -> re.Match[str]:
        self._place += 1
        return self.tokens[self._place - 1]

    def _mark(self, mark: str) -> bool:
        return self._skip(lambda token: token["mark"] == mark)

    def _word(self, word: str) -> bool:
        return self._skip(lambda token: token["word"] == word)

    def _skip(self, is_it: Any) -> bool:
        found = not self.at_end and is_it(self.tokens[self._place])
        self._place += bool(found)
        return bool(found)


def _value(field: str, token: re.Match[str]) -> Query:
    if token["mark"] == "*":
        return {"exists": {"field": field}}
    if token["text"] is not None:
        return {"match_phrase": {field: token["text"]}}
    return {"match": {field: {"true": True, "false": False}.get(token["word"], token["word"])}}


def _joined(how: str, parts: list[Query]) -> Query:
    if len(parts) == 1:
        return parts[0]
    return {"bool": {how: parts} | ({"minimum_should_match": 1} if how == "should" else {})}
