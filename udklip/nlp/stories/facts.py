"""The facts that a text's words state: figures, days, months and names. Form letters differ in these."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from udklip.nlp.stories.shingles import reliable_letters

_THOUSANDS = re.compile(r"(?<=\d)[.\u00a0 ](?=\d{3}(?!\d))")
_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = frozenset(".!?:;»«\"“”„'’•–—-\n")
_MOST_CAPITALS = 0.5

_FIGURES = {
    word: str(figure)
    for figure, words in enumerate(
        (
            "to två two",
            "tre three",
            "fire fyra four",
            "fem five",
            "seks sex six",
            "syv sju seven",
            "otte åtta eight",
            "ni nio nine",
            "ti tio ten",
            "elleve elva eleven",
            "tolv twelve",
        ),
        start=2,
    )
    for word in words.split()
}
_MONTHS = frozenset(
    "januar februar marts april maj juni juli august september oktober november december "
    "januari februari mars augusti january february march may june july october".split()
)
_DAYS = frozenset(
    "mandag tirsdag onsdag torsdag fredag lørdag søndag måndag tisdag torsdag lördag söndag "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)


class FactKind(StrEnum):
    """What a word states."""

    FIGURE = "figure"
    DAY = "day"
    MONTH = "month"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure, day, month or name, in a form in which two texts can be compared."""

    kind: FactKind
    value: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word for comparison, with the fact that it states, if it states one."""

    letters: str
    fact: Fact | None


def words_with_facts(text: str) -> Iterator[Word]:
    """Each word of `text`; "10.000" is one."""
    plain = _THOUSANDS.sub("", text)
    found = list(_WORD.finditer(plain))
    # In a text of capitals they tell nothing.
    capitals_tell = sum(match[0][0].isupper() for match in found) <= _MOST_CAPITALS * len(found)
    for match in found:
        word = match[0].lower()
        named = capitals_tell and match[0][0].isupper() and not _begins_sentence(plain, match.start())
        yield Word(reliable_letters(word), _fact(word, named=named))


def _fact(word: str, *, named: bool) -> Fact | None:
    if word.isdigit() or word in _FIGURES:
        return Fact(FactKind.FIGURE, _FIGURES.get(word, word))
    if word in _DAYS:
        return Fact(FactKind.DAY, word)
    if word in _MONTHS:
        return Fact(FactKind.MONTH, word)
    return Fact(FactKind.NAME, reliable_letters(word)) if named else None


def _begins_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 4) : start].rstrip(" \t")
    return not before or before[-1] in _SENTENCE_END
