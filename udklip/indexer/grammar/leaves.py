"""What one word, phrase or value of a query means, in the field it is asked of."""

import re
from datetime import date
from itertools import combinations

from udklip.indexer.fields import EVERYWHERE, FIELD_NAMES, TEXT_NAMES, Field, FieldType, Text
from udklip.indexer.grammar.faults import Fault, WrongQuery
from udklip.indexer.grammar.field_values import VALUES
from udklip.indexer.grammar.lexer import Token, TokenKind
from udklip.indexer.grammar.ranges import between
from udklip.indexer.tree import (
    Adjacent,
    AllOf,
    AnyOf,
    Everything,
    Exact,
    Form,
    Is,
    Near,
    Node,
    Pattern,
)
from udklip.indexer.words import cut, joined_form

LEAST_LETTERS = 2
MOST_NEAR = 4
FARTHEST = 100

_WILD = re.compile(r"\*|\?(?=\w)")
_HYPHENATED = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)+")


def leaf(token: Token, field: str | None, query: str, today: date) -> Node:
    """The node for a word, address, phrase, range or comparison; `field` is the name typed before it.

    `today` is the day in Copenhagen that "i-går" is counted from.

    Raises:
        WrongQuery: if it cannot stand there.
    """
    known = FIELD_NAMES.get(field) if field else None
    if known is None:
        return _of_text(token, TEXT_NAMES.get(field) if field else None, query)
    if known.type in (FieldType.DATE, FieldType.NUMBER, FieldType.WHOLE):
        return between(known, token, query, today)
    return _value(token, known, field or known.name, query)


def _of_text(token: Token, text: Text | None, query: str) -> Node:
    match token.kind:
        case TokenKind.PHRASE:
            return _phrase(token, text, query)
        case TokenKind.ADDRESS:
            return _address(token.text)
        case TokenKind.WORD:
            return _word(token, text, query)
    raise WrongQuery(Fault.LONE_RANGE, query, token.position)


def _word(token: Token, text: Text | None, query: str) -> Node:
    typed = token.text
    if typed.startswith("=") and (words := cut(typed)):
        return Exact(tuple(word.exact for word in words), text)
    if not typed.strip("*"):
        return Everything()
    if _WILD.search(typed):
        return _pattern(token, text, query)
    forms = tuple(word.form for word in cut(typed))
    if len(forms) < 2:
        return Form(forms[0], text) if forms else _nothing(token, query)
    if _HYPHENATED.fullmatch(typed):
        return AnyOf((Adjacent(forms, text), Form(joined_form(typed), text)))
    return Adjacent(forms, text)


def _pattern(token: Token, text: Text | None, query: str) -> Node:
    """The last piece with its wildcards; what a hyphen parts from it must be there too."""
    *before, last = re.split(r"[^\w*?]+|_", token.text.strip("?.,;:!-").lower()) or [""]
    if not last[:1].isalnum() or sum(map(str.isalnum, last)) < LEAST_LETTERS:
        raise WrongQuery(Fault.FIRST_STAR, query, token.position, least=LEAST_LETTERS)
    pattern = Pattern(re.sub(r"\*+", "*", last), text)
    others = tuple(Form(word.form, text) for word in cut(" ".join(before)))
    return AllOf((*others, pattern)) if others else pattern


def _phrase(token: Token, text: Text | None, query: str) -> Node:
    words = cut(token.text)
    if not words:
        return _nothing(token, query)
    if token.gaps is not None:
        return _near(token, tuple(dict.fromkeys(word.form for word in words)), text, query)
    if text is None or text in EVERYWHERE:
        return Exact(tuple(word.exact for word in words), text)
    # Names are compared by their forms: "Århus Universitet" is Aarhus Universitet.
    return Adjacent(tuple(word.form for word in words), text)


def _near(token: Token, forms: tuple[str, ...], text: Text | None, query: str) -> Node:
    if not 2 <= len(forms) <= MOST_NEAR:
        raise WrongQuery(Fault.TOO_MANY_NEAR, query, token.position, most=MOST_NEAR)
    gaps = token.gaps or 0
    if gaps > FARTHEST:
        raise WrongQuery(Fault.TOO_FAR, query, token.position, most=FARTHEST)
    pairs = tuple(Near(one, other, gaps, text) for one, other in combinations(forms, 2))
    return pairs[0] if len(pairs) == 1 else AllOf(pairs)


def _nothing(token: Token, query: str) -> Node:
    raise WrongQuery(Fault.EMPTY, query, token.position)


def _value(token: Token, field: Field, name: str, query: str) -> Node:
    if token.kind in (TokenKind.RANGE, TokenKind.COMPARISON):
        raise WrongQuery(Fault.NO_RANGE_HERE, query, token.position, name=name)
    value = token.text.removeprefix("=") if token.kind is TokenKind.WORD else token.text
    if "*" in value:
        raise WrongQuery(Fault.STAR_IN_FIELD, query, token.position, name=name)
    if field.name == "url":
        return _address(value)
    if field.name not in VALUES:
        return Is(field.name, value)
    allowed = VALUES[field.name]
    if value.lower() not in allowed:
        raise WrongQuery(
            Fault.UNKNOWN_VALUE, query, token.position, name=name, value=value, allowed=", ".join(allowed)
        )
    return Is(field.name, str(allowed[value.lower()]))


def _address(typed: str) -> Node:
    """An address with or without its last slash, by http or https."""
    rest = re.sub(r"^https?://", "", typed).rstrip("/")
    written = [f"{scheme}{rest}{end}" for scheme in ("https://", "http://") for end in ("", "/")]
    return AnyOf(tuple(Is("url", address) for address in dict.fromkeys([typed, *written])))
