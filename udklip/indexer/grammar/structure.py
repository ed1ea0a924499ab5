"""Whether a query's tokens stand in an order that can mean something, with the place where they do not."""

import re
from collections.abc import Iterator
from itertools import pairwise

from udklip.indexer.fields import FIELD_NAMES, FieldType
from udklip.indexer.grammar.faults import Fault, WrongQuery
from udklip.indexer.grammar.lexer import Token, TokenKind

DEEPEST = 8

_JOINING = (TokenKind.AND, TokenKind.OR)
_WANTING = (*_JOINING, TokenKind.NOT, TokenKind.PLUS, TokenKind.MINUS, TokenKind.FIELD)
_UNIT = re.compile(r"tusind|t|mio\.?|million(?:er)?|mia\.?|milliard(?:er)?|kr\.?|kroner|dkk")
_BEFORE_JOINING = (*_WANTING, TokenKind.OPEN)


def check(query: str, found: list[Token]) -> None:
    """See that brackets close and that each operator and field has what it needs.

    Raises:
        WrongQuery: with the place of the first fault.
    """
    if not found:
        raise WrongQuery(Fault.EMPTY, query, 0)
    if found[0].kind in _JOINING:
        raise WrongQuery(Fault.NOTHING_BEFORE, query, found[0].position, name=found[0].typed)
    _check_pairs(query, found)
    if found[-1].kind in _WANTING:
        raise WrongQuery(Fault.NOTHING_AFTER, query, found[-1].position, name=found[-1].typed)
    _check_brackets(query, found)
    for value, unit in _units_apart(found):
        raise WrongQuery(
            Fault.UNIT_APART, query, value.position + len(value.typed), name=value.typed + unit.typed
        )


def _units_apart(found: list[Token]) -> Iterator[tuple[Token, Token]]:
    """`beløb:>10 mio` would be an amount of 10 and a word."""
    for field, value, unit in zip(found, found[1:], found[2:], strict=False):
        known = FIELD_NAMES.get(field.text) if field.kind is TokenKind.FIELD else None
        if known and known.type is FieldType.NUMBER and _UNIT.fullmatch(unit.typed.lower()):
            yield value, unit


def _check_pairs(query: str, found: list[Token]) -> None:
    for one, after in pairwise(found):
        if after.kind in _JOINING and one.kind in _BEFORE_JOINING:
            raise WrongQuery(Fault.NOTHING_BEFORE, query, after.position, name=after.typed)
        if after.kind is TokenKind.CLOSE and one.kind in _WANTING:
            raise WrongQuery(Fault.NOTHING_AFTER, query, one.position, name=one.typed)
        if after.kind is TokenKind.CLOSE and one.kind is TokenKind.OPEN:
            raise WrongQuery(Fault.EMPTY_BRACKETS, query, one.position)
        if one.kind is TokenKind.FIELD and after.kind in (TokenKind.NOT, TokenKind.FIELD):
            raise WrongQuery(Fault.NOTHING_AFTER, query, one.position, name=one.typed)


def _check_brackets(query: str, found: list[Token]) -> None:
    opened: list[Token] = []
    prefixes = 0
    for token in found:
        prefixes = prefixes + 1 if token.kind in _WANTING[2:] else 0
        if token.kind is TokenKind.OPEN:
            opened.append(token)
        elif token.kind is TokenKind.CLOSE and not opened:
            raise WrongQuery(Fault.LONE_BRACKET, query, token.position)
        elif token.kind is TokenKind.CLOSE:
            opened.pop()
        if len(opened) + prefixes > DEEPEST:
            raise WrongQuery(Fault.TOO_DEEP, query, token.position, most=DEEPEST)
    if opened:
        raise WrongQuery(Fault.OPEN_BRACKET, query, opened[-1].position)
