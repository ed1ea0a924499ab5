"""A query that parses and was probably meant otherwise: og, eller and ikke in small letters are words like others."""

from dataclasses import dataclass
from itertools import pairwise

from udklip.indexer.grammar.lexer import Token, TokenKind, tokens

_SMALL = {"og": "OG", "and": "AND", "eller": "ELLER", "or": "OR", "ikke": "IKKE", "not": "NOT"}
#: More words than this are a pasted sentence.
_LONGEST = 8


@dataclass(frozen=True, slots=True)
class Slip:
    """What was probably meant, and what to say of it."""

    word: str
    proposal: str

    @property
    def english(self) -> str:
        """For the command line."""
        return f'"{self.word}" is looked for as a word; did you mean: {self.proposal}'

    @property
    def danish(self) -> str:
        """For the page, before the proposal."""
        return f"»{self.word}« søges som et ord. Mente du"


def slip(query: str) -> Slip | None:
    """The slip in `query`, which parses; None where there is none.

    Raises:
        WrongQuery: as `query.parse`.
    """
    found = tokens(query)
    slips = [token for before, token in pairwise(found) if _is_slip(before, token, found[-1])]
    if not slips or len(found) > _LONGEST:
        return None
    proposal = query
    for token in reversed(slips):
        end = token.position + len(token.typed)
        proposal = proposal[: token.position] + _SMALL[token.text] + proposal[end:]
    return Slip(slips[0].text, proposal)


def _is_slip(before: Token, token: Token, last: Token) -> bool:
    return (
        token.kind is TokenKind.WORD
        and token.text in _SMALL
        and token is not last
        and before.kind in (TokenKind.WORD, TokenKind.PHRASE, TokenKind.CLOSE, TokenKind.RANGE)
        and before.text not in _SMALL
    )
