"""Parts of Danish compounds, by the dictionary: sundhedsklynge is sundhed and klynge.

A first part is a lemma, with -s, -e or -er as the seam; a last part is any known word. Of several cuts the one
with the fewest parts wins, then the one whose shortest part is longest.
"""

from collections.abc import Iterator
from functools import lru_cache

from udklip.core.danish_dictionary import look_up
from udklip.indexer.danish.normal_form import LONGEST_KNOWN, known_lemma
from udklip.indexer.danish.word_lists import NO_FIRST_PART, NO_LAST_PART, TAKES_S

SHORTEST_FIRST = 3
SHORTEST_LAST = 4
#: An unknown first part (a name, mostly) is believed in front of a known word of this length.
SHORTEST_AFTER_UNKNOWN = 6

Parts = tuple[str, ...]


@lru_cache(maxsize=50_000)
def compound_parts(word: str) -> Parts:
    """The lemmas of the parts of `word` (lower case), the last one last; empty where it is no compound."""
    if not SHORTEST_FIRST + SHORTEST_LAST <= len(word) <= LONGEST_KNOWN:
        return ()
    cuts = list(_cuts(word))
    return min(cuts)[1] if cuts else ()


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


def _cuts(word: str) -> Iterator[tuple[tuple[int, int, int], Parts]]:
    for i in range(SHORTEST_FIRST, len(word) - SHORTEST_LAST + 1):
        last = word[i:]
        if not _is_last(last) or (i == SHORTEST_FIRST and len(last) == SHORTEST_LAST):
            continue
        if parts := _firsts(word[:i]):
            lemma = known_lemma(last) or last
            unseamed = int(last[0] == "s" and word[:i].endswith(TAKES_S))
            shortest = min(map(len, (*parts, lemma)))
            yield (len(parts), unseamed, -shortest), (*parts, lemma)


def _firsts(beginning: str) -> Parts:
    """The beginning as one part, else as a compound of its own."""
    if part := _first(beginning):
        return (part,)
    if not SHORTEST_FIRST + SHORTEST_LAST <= len(beginning) <= LONGEST_KNOWN:
        return ()
    return compound_parts(beginning) or (compound_parts(beginning[:-1]) if beginning[-1] == "s" else ())


def _first(beginning: str) -> str | None:
    if _is_first(beginning):
        return beginning
    if len(beginning) > 4 and beginning[-1] in "se" and _is_first(beginning[:-1]):
        return beginning[:-1]
    if len(beginning) > 5 and beginning.endswith("er"):
        return known_lemma(beginning)
    return None


def _is_first(part: str) -> bool:
    return len(part) >= SHORTEST_FIRST and part not in NO_FIRST_PART and look_up(part) == part


def _is_last(part: str) -> bool:
    return len(part) >= SHORTEST_LAST and part not in NO_LAST_PART and look_up(part) is not None
