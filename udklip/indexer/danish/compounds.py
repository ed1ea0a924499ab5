"""Parts of Danish compounds, by the dictionary: sundhedsklynge is sundhed and klynge.

A first part is a lemma, with -s, -e or -er as the seam; a last part is any known word. Of several cuts the one
with the fewest parts wins, then the one whose shortest part is longest.
"""

from collections.abc import Iterator
from functools import lru_cache

from udklip.core.danish_dictionary import look_up
from udklip.indexer.danish.normal_form import LONGEST_KNOWN, known_lemma
from udklip.indexer.danish.word_lists import (
    AS_FIRST_PART,
    NO_FIRST_PART,
    NO_LAST_PART,
    SHORT_LAST_PARTS,
    TAKES_S,
    WHOLE_WORDS,
)

SHORTEST_FIRST = 3
SHORTEST_LAST = 4
#: An unknown first part (a name, mostly) is believed in front of a known word of this length.
SHORTEST_AFTER_UNKNOWN = 6

#: What may stand between two parts, and how long a first part with it is at least, less one.
_SEAMS = {"s": 3, "e": 4}
#: A first part in front of one of `SHORT_LAST_PARTS` has at least so many letters.
SHORTEST_BEFORE_SHORT = 4

Parts = tuple[str, ...]
_Cut = tuple[tuple[int, int, int], Parts]


@lru_cache(maxsize=50_000)
def compound_parts(word: str) -> Parts:
    """The lemmas of the parts of `word` (lower case), the last one last; empty where it is no compound."""
    if word in WHOLE_WORDS or not SHORTEST_FIRST + SHORTEST_LAST <= len(word) <= LONGEST_KNOWN:
        return ()
    cuts = sorted(_cuts(word)) or [*_short_cuts(word)]
    return (*_longer_lasts(cuts), *cuts[0][1]) if cuts else ()


@lru_cache(maxsize=50_000)
def last_part(word: str) -> tuple[str, str] | None:
    """An unknown word as its beginning and its known last part: ("sundheds", "klyngerne"), or None."""
    if len(word) > LONGEST_KNOWN:
        return None
    for i in range(SHORTEST_FIRST, len(word) - SHORTEST_LAST + 1):
        if _is_last(word[i:]) and _may_begin(word[:i], len(word) - i):
            return _with_seam(word, i)
    return None


def _may_begin(beginning: str, rest: int) -> bool:
    return bool(_first(beginning)) or (rest >= SHORTEST_AFTER_UNKNOWN and beginning not in NO_FIRST_PART)


def _with_seam(word: str, i: int) -> tuple[str, str]:
    if word[i] == "s" and word[:i].endswith(TAKES_S) and _is_last(word[i + 1 :]):
        return word[: i + 1], word[i + 1 :]
    return word[:i], word[i:]


def _cuts(word: str) -> Iterator[_Cut]:
    for i in range(SHORTEST_FIRST, len(word) - SHORTEST_LAST + 1):
        last = word[i:]
        if not _is_last(last) or (i == SHORTEST_FIRST and len(last) == SHORTEST_LAST):
            continue
        if parts := _firsts(word[:i]):
            lemma = known_lemma(last) or last
            unseamed = int(last[0] == "s" and word[:i].endswith(TAKES_S))
            shortest = min(map(len, (*parts, lemma)))
            yield (len(parts), unseamed, -shortest), (*parts, lemma)


def _short_cuts(word: str) -> Iterator[_Cut]:
    """With one of the short last parts that are believed behind a longer first one."""
    for ending, last in SHORT_LAST_PARTS.items():
        beginning = word.removesuffix(ending)
        if beginning != word and len(beginning) >= SHORTEST_BEFORE_SHORT and (parts := _firsts(beginning)):
            yield (0, 0, 0), (*parts, last)


def _longer_lasts(cuts: list[_Cut]) -> Parts:
    """Last parts that are compounds themselves, of other cuts than the best: havvindmølle is a vindmølle too."""
    best = cuts[0][1][-1]
    others = (parts[-1] for (count, _, _), parts in cuts[1:] if count == 1)
    return tuple(last for last in others if last.endswith(best) and last != best and compound_parts(last))


def _firsts(beginning: str) -> Parts:
    """The beginning as one part, else as a compound of its own."""
    if part := _first(beginning):
        return (part,)
    if not SHORTEST_FIRST + SHORTEST_LAST <= len(beginning) <= LONGEST_KNOWN:
        return ()
    return compound_parts(beginning) or (compound_parts(beginning[:-1]) if beginning[-1] == "s" else ())


def _first(beginning: str) -> str | None:
    if beginning in AS_FIRST_PART:
        return AS_FIRST_PART[beginning]
    if _is_first(beginning):
        return beginning
    if beginning[-1] in _SEAMS and len(beginning) > _SEAMS[beginning[-1]] and _is_first(beginning[:-1]):
        return beginning[:-1]
    if len(beginning) > 5 and beginning.endswith("er"):
        return known_lemma(beginning)
    return None


def _is_first(part: str) -> bool:
    return len(part) >= SHORTEST_FIRST and part not in NO_FIRST_PART and look_up(part) == part


def _is_last(part: str) -> bool:
    return len(part) >= SHORTEST_LAST and part not in NO_LAST_PART and look_up(part) is not None
