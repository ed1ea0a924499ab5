"""The words of a text, and the runs of capitalised words that names are made of."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from udklip.nlp.danish_words import KIND_OF_FIRM, MAY_BEGIN_NAMES, NATIONALITIES, OPENING_WORDS, is_title

_WORD = re.compile(r"[AIKP]/S\b|[^\W_]+(?:['.&+/-][^\W_]+)*-?")
_GAPS = frozenset((" ", "  ", " & ", " + "))
_INITIAL_GAP = ". "
_FIRST_NAMES = frozenset("hans august april maj".split())  # "Hans Holm", and "hans hus" at a sentence's start
_CAPITAL_NEXT = re.compile(r" [A-ZÆØÅ]")
_INITIAL = re.compile(r"[A-ZÆØÅ](?:\.[A-ZÆØÅ])*|Chr|Fr|Th|St|Skt|Aa|Kr|Joh|Vilh|Jr|Dr|Prof")
_BARE_KINDS = frozenset(
    "Klubben Partiet Avisen Mediet Firmaet Virksomheden Koncernen Bureauet Kæden Klyngen".split()
)
_BULLET = re.compile(r"(?:^|\n)[\w¢©®°»*]$")
_SENTENCE_STARTS = '.!?:"\n•–—-*'
_UNIT_HEADS = frozenset("Institut Center Centeret Centret Department Faculty School".split())
_OWNERS = (
    "ministeriets",
    "styrelsens",
    "direktoratets",
    "universitetets",
    "foreningens",
    "forbundets",
    "fondens",
    "rådets",
    "nævnets",
    "tilsynets",
    "agenturets",
    "kommissionens",
    "bestyrelsens",
    "hospitalets",
    "Regioners",
    "Kommunes",
)
LONGEST_RUN = 15
FEWEST_IN_HEADLINE = 4


class Word(NamedTuple):
    """A word of a text, its genitive's ending included."""

    text: str
    start: int
    end: int

    @property
    def is_capitalised(self) -> bool:
        """Whether it could be a name's word: a capital first, or letters after digits ("3Shape")."""
        first = self.text[0]
        return first.isupper() or (first.isdigit() and self.text.lstrip("0123456789")[:1].isupper())


def words_of(text: str) -> list[Word]:
    """The text's words in order."""
    return list(map(Word._make, ((match[0], *match.span()) for match in _WORD.finditer(text))))


def runs_of(text: str, words: Sequence[Word]) -> Iterator[range]:
    """The runs of capitalised words with nothing but a space, an ampersand or an initial's full stop between them.

    A sentence's opening word and a title before a name do not belong to the run. More than 15 words are a headline
    in capitals and left out.
    """
    after = 0
    for first, word in enumerate(words):
        if first < after or not word.is_capitalised:
            continue
        after = first + 1
        while after < len(words) and _continues(text, words[after - 1], words[after]):
            after += 1
        if after - first <= LONGEST_RUN and not _is_headline(text, words, first, after - 1):
            yield range(_without_opening(text, words, first, after - 1), after)


def _is_headline(text: str, words: Sequence[Word], first: int, last: int) -> bool:
    """Whether the run is a part of a line in capitals, where capitals say nothing."""
    if last - first < FEWEST_IN_HEADLINE - 1 or not words[first].text.isupper():
        return False
    start, end = words[first].start, words[last].end
    line = text[text.rfind("\n", 0, start) + 1 : (text.find("\n", end) + 1 or len(text) + 1) - 1]
    return line.isupper()


def gap(text: str, one: Word, other: Word) -> str:
    """What stands between two words."""
    return text[one.end : other.start]


def opens_sentence(text: str, start: int) -> bool:
    """Whether a sentence, a line or a quotation begins at `start`, so that a capital says nothing."""
    before = text[max(0, start - 5) : start].rstrip(" ")
    return not before or before[-1] in _SENTENCE_STARTS or _BULLET.search(before) is not None


def _continues(text: str, word: Word, following: Word) -> bool:
    if not following.is_capitalised or owns_another(word.text, following.text):
        return False
    between = gap(text, word, following)
    return between in _GAPS or (between == _INITIAL_GAP and _INITIAL.fullmatch(word.text) is not None)


def owns_another(word: str, following: str) -> bool:
    """Whether a genitive ends one name before another begins: "DTU's Institut", "Erhvervsministeriets Pulje"."""
    if word.endswith("'s"):
        return word[:-2].isupper() or following in _UNIT_HEADS
    return word.endswith(_OWNERS)


def _without_opening(text: str, words: Sequence[Word], first: int, last: int) -> int:
    """The run's first word that is neither a sentence's opening word nor a title."""
    while first < last and is_opening(text, words[first]):
        first += 1
    return first


def is_opening(text: str, word: Word) -> bool:
    """Whether a capitalised word only opens a sentence or is a title. Names may begin with "Den", "Det" and "Ny"."""
    lower = word.text.lower()
    if lower in _FIRST_NAMES and _CAPITAL_NEXT.match(text, word.end):
        return False
    if lower in OPENING_WORDS and (len(word.text) == 1 or not word.text.isupper()):
        return lower not in MAY_BEGIN_NAMES or opens_sentence(text, word.start)
    if lower in NATIONALITIES:
        return opens_sentence(text, word.start)
    if KIND_OF_FIRM.fullmatch(word.text):
        return word.text not in _BARE_KINDS or opens_sentence(text, word.start)
    return is_title(word.text)
