"""Patterns that find the profile's terms and names in a text, whatever an OCR or a keyboard made of æ, ø and å."""

import re
from collections.abc import Iterable

# What stands in press texts where the letter should: the usual rewriting first, then what OCR without Danish reads.
_VARIANTS = {
    "æ": "(?:æ|ae|ä|ee|ze|[aez])",
    "ø": "(?:ø|oe|ö|[og@6¢])",
    "å": "(?:å|aa|[ad4&])",
    "l": "[li1|]",
}
_RELIABLE = re.compile(r"[^\Wæøålß\d_]+")
_SPACE = r"[\s\-–]+"


def tolerant(term: str) -> str:
    """A pattern for `term` in lower-cased text, without word boundaries; its spaces may be hyphens or line breaks."""
    return _SPACE.join(
        "".join(_VARIANTS.get(char, re.escape(char)) for char in word) for word in term.lower().split()
    )


def whole_word(term: str) -> str:
    """As `tolerant`, for whole words; a term that ends in `*` is the beginning of a word."""
    end = "" if term.endswith("*") else r"(?![^\W_])"
    return rf"(?<![^\W_]){tolerant(term.rstrip('*'))}{end}"


def sure_piece(term: str) -> str:
    """The longest piece of `term` in lower case that nothing garbles: where it is missing, the pattern cannot match."""
    return max(_RELIABLE.findall(term.lower()), key=len, default="")


class Terms:
    """The terms of a field, found as whole words in any case."""

    def __init__(self, terms: Iterable[str]) -> None:
        """Compile `terms`; one that ends in `*` matches words that begin with it."""
        bare = {term: term.rstrip("*") for term in terms}
        self._patterns = [
            (name, sure_piece(name), re.compile(whole_word(term))) for term, name in bare.items()
        ]

    def places(self, text: str) -> dict[str, list[int]]:
        """Where each term that occurs begins in `text`, by term without its `*`."""
        lower = text.lower()
        found = {
            term: [match.start() for match in pattern.finditer(lower)]
            for term, piece, pattern in self._patterns
            if piece in lower
        }
        return {term: places for term, places in found.items() if places}
