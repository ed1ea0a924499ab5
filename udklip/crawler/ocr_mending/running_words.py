"""The words of a text that may be mended, and a text with other words in their places."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from udklip.crawler.ocr_mending.alignment import sign_pairs

# Nobody can tell what is right in an address or a number.
_KEPT = re.compile(
    r"\S+@\S+\.\w+\S*|(?:https?://|www\.)\S+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:dk|com|org|net|eu|info|nu|io|se|no|de)\b(?:/\S*)?",
    re.IGNORECASE,
)
_LETTER = r"[^\W\d_]"
_PIECE = rf"{_LETTER}[^\W\d_@&|]*(?:[@&|][^\W\d_@&|]*)*|[@&|](?:{_LETTER}[^\W\d_@&|]*)+"
_WORD = re.compile(rf"(?<![\w@&|])(?:{_PIECE})(?:-\n(?:{_PIECE}))?(?![\w@])|(?<!\S)\|(?=\s)")
_BROKEN = "-\n"
_IN_SENTENCE = re.compile(r"[\w,][ \n-]$")


@dataclass(frozen=True, slots=True)
class RunningWord:
    """A word as it stands at `start`; `broken` is where a hyphen parts it at the end of a line, 0 where none does.

    `named` where it is written as a name: with a big letter within a sentence.
    """

    text: str
    start: int
    end: int
    broken: int
    named: bool


def words_of(text: str) -> Iterator[RunningWord]:
    """The words of `text` that may be mended: no addresses, nothing with digits, no lone letters."""
    kept = [found.span() for found in _KEPT.finditer(text)]
    addresses = iter([*kept, (len(text), len(text))])
    start, end = next(addresses)
    for found in _WORD.finditer(text):
        while end <= found.start() and end < len(text):
            start, end = next(addresses)
        if found.end() <= start and (len(found[0]) > 1 or found[0] == "|"):
            yield _running_word(text, found)


def _running_word(text: str, found: re.Match[str]) -> RunningWord:
    first, _, rest = found[0].partition(_BROKEN)
    before = text[max(0, found.start() - 2) : found.start()]
    named = found[0].istitle() and bool(_IN_SENTENCE.search(before))
    return RunningWord(first + rest, found.start(), found.end(), len(first) if rest else 0, named)


def replaced(text: str, words: Sequence[RunningWord], better: Sequence[str]) -> str:
    """`text` with each of `words` in its `better` form; a word that was broken at a line's end stays broken."""
    pieces: list[str] = []
    reached = 0
    for word, form in zip(words, better, strict=True):
        if form != word.text:
            pieces += [text[reached : word.start], _broken(form, word)]
            reached = word.end
    return "".join([*pieces, text[reached:]])


def _broken(form: str, word: RunningWord) -> str:
    """`form` with the line break where `word` had it."""
    if not word.broken:
        return form
    taken, place = 0, 0
    for sign, read in sign_pairs(form, word.text):
        if taken >= word.broken:
            break
        taken, place = taken + len(read), place + len(sign)
    return form[:place] + _BROKEN + form[place:]
