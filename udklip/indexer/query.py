"""The query language: words, "phrases", OG/ELLER/IKKE (AND/OR/NOT), brackets, fields, ranges, wildcards, distance.

Words side by side must all be there. ELLER binds closer than that: `a b ELLER c` is a and one of b, c; OG binds
closer still. luqum's grammar does this; each word, phrase and value goes to it as a numbered name.
"""

from collections.abc import Iterable
from datetime import date

from luqum import tree as luqum
from luqum.exceptions import ParseError
from luqum.thread import parse as luqum_parse

from udklip.core.times import COPENHAGEN, system_clock
from udklip.indexer.grammar.faults import Fault, WrongQuery
from udklip.indexer.grammar.leaves import leaf
from udklip.indexer.grammar.lexer import Token, TokenKind, tokens
from udklip.indexer.grammar.mending import mended
from udklip.indexer.grammar.ranges import days
from udklip.indexer.grammar.structure import check
from udklip.indexer.index import SearchOptions
from udklip.indexer.tree import AllOf, AnyOf, Node, Not

#: So many faults of one query are put right before it is given up.
MOST_MENDED = 5

_STAND_FOR_THEMSELVES = {
    TokenKind.OPEN,
    TokenKind.CLOSE,
    TokenKind.AND,
    TokenKind.OR,
    TokenKind.NOT,
    TokenKind.PLUS,
    TokenKind.MINUS,
}


def parse(query: str, today: date | None = None) -> Node:
    """The tree of `query`. Safe to call from several threads.

    `today` is the day that "i-går" and "sidste-uge" are counted from: this day in Copenhagen unless said otherwise.

    Raises:
        WrongQuery: a QueryError that says what is wrong, where, and how to put it right.
    """
    day = today or system_clock().astimezone(COPENHAGEN).date()
    try:
        return _tree(query, day)
    except WrongQuery as wrong:
        wrong.proposal = _proposal(wrong, day)
        raise


def _proposal(wrong: WrongQuery, today: date) -> str | None:
    """The query put right, fault by fault, where that comes to an end."""
    for _ in range(MOST_MENDED):
        candidate = mended(wrong)
        if candidate is None:
            return None
        try:
            _tree(candidate, today)
        except WrongQuery as another:
            wrong = another
        else:
            return candidate
    return None


def _tree(query: str, today: date) -> Node:
    found = tokens(query)
    check(query, found)
    try:
        grown = luqum_parse(" ".join(_for_luqum(found)))
    except ParseError as error:
        raise WrongQuery(Fault.NOT_UNDERSTOOD, query, 0) from error
    return _Growing(query, found, today).node(grown, None)


def asked(query: str, options: SearchOptions) -> Node:
    """The tree of `query` among what was published within the days of `options`, asked at its moment.

    Raises:
        WrongQuery: as `parse`.
    """
    node = parse(query, options.moment.astimezone(COPENHAGEN).date())
    if options.first is None and options.last is None:
        return node
    return AllOf((node, days(options.first, options.last)))


def _for_luqum(found: list[Token]) -> Iterable[str]:
    for number, token in enumerate(found):
        if token.kind in _STAND_FOR_THEMSELVES:
            yield str(token.kind)
        else:
            yield f"n{number}:" if token.kind is TokenKind.FIELD else f"n{number}"


class _Growing:
    """Makes our tree of luqum's, whose names are numbers of tokens."""

    def __init__(self, query: str, found: list[Token], today: date) -> None:
        self._query = query
        self._today = today
        self._found = found

    def node(self, grown: luqum.Item, field: str | None) -> Node:
        match grown:
            case luqum.Word():
                return leaf(self._token(grown.value), field, self._query, self._today)
            case luqum.SearchField():
                return self.node(grown.expr, self._token(grown.name).text)
            case luqum.Not() | luqum.Prohibit():
                return _negated(self.node(grown.a, field))
            case luqum.OrOperation():
                return AnyOf(self._parts(grown, field))
            case luqum.AndOperation() | luqum.UnknownOperation():
                return _all_of(self._parts(grown, field))
        return self.node(grown.children[0], field)

    def _parts(self, grown: luqum.Item, field: str | None) -> tuple[Node, ...]:
        return tuple(self.node(child, field) for child in grown.children)

    def _token(self, name: str) -> Token:
        return self._found[int(name[1:])]


def _negated(node: Node) -> Node:
    return node.part if isinstance(node, Not) else Not(node)


def _all_of(parts: tuple[Node, ...]) -> Node:
    flat = (inner for part in parts for inner in (part.parts if isinstance(part, AllOf) else (part,)))
    return AllOf(tuple(flat))
