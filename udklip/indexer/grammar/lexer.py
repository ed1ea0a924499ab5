"""Cuts a typed query into tokens that keep their place, so that luqum only sees brackets, operators and names.

luqum alone takes OG for a word, TIL for a fault, `=` for a letter and a pasted https:// for a regular expression.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from udklip.indexer.fields import FIELD_NAMES, TEXT_NAMES
from udklip.indexer.grammar.closest import closest
from udklip.indexer.grammar.faults import Fault, WrongQuery

LONGEST_QUERY = 4_000
MOST_TOKENS = 600
NEAR_GAPS = 8


class TokenKind(StrEnum):
    """What a token is; an operator's value is what luqum reads it as."""

    WORD = "word"
    ADDRESS = "address"
    PHRASE = "phrase"
    RANGE = "range"
    COMPARISON = "comparison"
    FIELD = "field"
    OPEN = "("
    CLOSE = ")"
    AND = "AND"
    OR = "OR"
    NOT = "NOT"
    PLUS = "+"
    MINUS = "-"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the query: `typed` is as written, `text` what counts; `position` counts characters from 0.

    `gaps` is the number after ~ of a phrase, else None. A field's text is its name in lower case.
    """

    kind: TokenKind
    typed: str
    text: str
    position: int
    gaps: int | None = None


_OPERATORS = {
    "AND": TokenKind.AND,
    "OG": TokenKind.AND,
    "OR": TokenKind.OR,
    "ELLER": TokenKind.OR,
    "NOT": TokenKind.NOT,
    "IKKE": TokenKind.NOT,
}
_SIMPLE = {
    "open": TokenKind.OPEN,
    "close": TokenKind.CLOSE,
    "range": TokenKind.RANGE,
    "comparison": TokenKind.COMPARISON,
    "address": TokenKind.ADDRESS,
}
_NEAR = ("NEAR", "NÆR")
_QUOTES = '"“”„»«'
_PATTERN = re.compile(
    rf"""
      (?P<space>\s+)
    | (?P<open>\() | (?P<close>\))
    | (?P<address>https?://[^\s()\[\]{{}}{_QUOTES}]+)
    | (?P<phrase>=?[{_QUOTES}](?P<inside>[^{_QUOTES}]*)[{_QUOTES}](?:~(?P<gaps>\d*))?)
    | (?P<range>[\[{{][^\]}}]*[\]}}])
    | (?P<comparison>[<>]=?\s*(?:[{_QUOTES}][^{_QUOTES}]*[{_QUOTES}]|[^\s()<>\[\]{{}}{_QUOTES}]+))
    | (?P<sign>[+−-]+(?=[^\s+−-]))
    | (?P<field>[^\W\d_]\w*:)
    | (?P<word>[^\s()<>\[\]{{}}{_QUOTES}]+)
    | (?P<stray>.)
    """,
    re.VERBOSE | re.DOTALL,
)


def tokens(query: str) -> list[Token]:
    """The tokens of `query`; what is neither letter, digit nor sign of the language is passed over.

    Raises:
        WrongQuery: with the place of what cannot be a token.
    """
    if len(query) > LONGEST_QUERY:
        raise WrongQuery(Fault.TOO_LONG, query, LONGEST_QUERY, most=f"{LONGEST_QUERY} characters")
    found = list(_without_near(list(_scan(query))))
    if len(found) > MOST_TOKENS:
        raise WrongQuery(Fault.TOO_LONG, query, found[MOST_TOKENS].position, most=f"{MOST_TOKENS} words")
    return found


def token_at(query: str, position: int) -> str:
    """What is typed at `position` up to the end of its token; empty at the end of the query."""
    match = _PATTERN.match(query, position)
    return match[0] if match else ""


def _scan(query: str) -> Iterator[Token]:
    for match in _PATTERN.finditer(query):
        token = _token(query, match)
        if token is not None:
            yield token


def _token(query: str, match: re.Match[str]) -> Token | None:
    typed, place, group = match[0], match.start(), match.lastgroup or ""
    if kind := _SIMPLE.get(group):
        return Token(kind, typed, typed, place)
    if group == "sign":
        kind = TokenKind.PLUS if set(typed) == {"+"} else TokenKind.MINUS
        return Token(kind, typed, kind, place)
    if group == "stray":
        raise WrongQuery(_stray(typed), query, place)
    return _word_field_or_phrase(query, match)


def _word_field_or_phrase(query: str, match: re.Match[str]) -> Token | None:
    if match["field"]:
        return _field(query, match)
    if match["word"]:
        return _word(query, match[0], match.start())
    return _phrase(query, match) if match["phrase"] else None


def _stray(typed: str) -> Fault:
    if typed in _QUOTES:
        return Fault.OPEN_QUOTE
    return Fault.LONE_RANGE if typed in "<>" else Fault.OPEN_RANGE


def _phrase(query: str, match: re.Match[str]) -> Token:
    inside, gaps = match["inside"], match["gaps"]
    if re.search(r"\w\*|\*\w", inside):
        raise WrongQuery(Fault.STAR_IN_PHRASE, query, match.start("inside") + inside.index("*"))
    distance = None if gaps is None else int(gaps[:4] or NEAR_GAPS)
    return Token(TokenKind.PHRASE, match[0], inside, match.start(), distance)


def _field(query: str, match: re.Match[str]) -> Token | None:
    name, place = match[0][:-1], match.start()
    known = name.lower()
    if known in TEXT_NAMES or known in FIELD_NAMES:
        return Token(TokenKind.FIELD, match[0], known, place)
    if match.end() == len(query) or query[match.end()].isspace():
        # A pasted headline: "Analyse: ny klynge".
        return _word(query, name, place)
    raise WrongQuery(Fault.UNKNOWN_FIELD, query, place, name=name, hint=_hint(known))


def _hint(name: str) -> str:
    names = [*TEXT_NAMES, *FIELD_NAMES]
    close = closest(name, names)
    return f"{close}?" if close else ", ".join(sorted(names))


def _word(query: str, typed: str, place: int) -> Token | None:
    if kind := _OPERATORS.get(typed):
        return Token(kind, typed, kind, place)
    if typed.strip("*") == "" or any(map(str.isalnum, typed)):
        if "~" in typed:
            raise WrongQuery(Fault.LONE_TILDE, query, place + typed.index("~"))
        return Token(TokenKind.WORD, typed, typed, place)
    return None


def _without_near(found: list[Token]) -> Iterator[Token]:
    """Take NEAR away where a phrase follows; the phrase knows its distance."""
    following = [*found[1:], None]
    near = False
    for token, after in zip(found, following, strict=False):
        if token.typed in _NEAR and after is not None and after.kind is TokenKind.PHRASE:
            near = True
            continue
        gaps = NEAR_GAPS if near and token.gaps is None else token.gaps
        near = False
        yield Token(token.kind, token.typed, token.text, token.position, gaps)
