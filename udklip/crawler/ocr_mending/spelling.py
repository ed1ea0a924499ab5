"""What a damaged word may have been: each way to undo the damage, by what it and the word cost."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from udklip.crawler.ocr_mending.rates import Rates, Step, Swap
from udklip.crawler.ocr_mending.word_costs import EDGE, END, REACH, LetterCosts, WordCosts

_DEAREST_DAMAGE = 18.0
"""Beyond it a way to undo damage is not followed."""
_COMPOUND, _SEAM = 3.0, 1.5
"""Cost of putting words together, and of an -s- between them."""
_CHEAPEST_COMPOUND = 17.0
"""Where one listed word costs less, no compound is looked for: it would cost more."""
_CHEAPEST_UNLISTED, _CHEAPEST_LETTER = 4.5, 1.2
"""The same for words of no list: to begin with, and for each letter."""
_RAREST_PART, _RAREST_SHORT_PART = 14.0, 11.0
_SHORTEST_PART, _SHORT_PART = 3, 4
_ISLAND = 1.0
"""Cost of -ø as the last part of a name."""
_IN_DICTIONARY = 17.0
"""Cost of a word that no list of frequent words has, but the dictionary."""
_BEAM, _KEPT, _MOST = 16, 3, 8
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Spelling:
    """A word as it may have been printed.

    `rarity` is -ln of its share of Danish text, `swaps` the damage that made the word what it is; `listed` where
    lists have it or its parts, `whole` where they have all of it as one word.
    """

    word: str
    rarity: float
    swaps: tuple[Swap, ...]
    listed: bool
    whole: bool

    def cost(self, rates: Rates) -> float:
        """-ln of the chance that it was printed, and read as it stands."""
        return self.rarity + sum(map(rates.cost, self.swaps))


@dataclass(frozen=True, slots=True)
class _Way:
    """A piece of a damaged word undone up to `end`."""

    end: int
    printed: str
    rarity: float
    damage: float
    swaps: tuple[Swap, ...]
    parts: int = 0

    @property
    def cost(self) -> float:
        return self.rarity + self.damage

    def then(self, step: Step, rarity: float = 0.0) -> "_Way":
        swaps = (*self.swaps, step.swap) if step.swap else self.swaps
        return _Way(
            self.end + step.length,
            self.printed + step.sign,
            self.rarity + rarity,
            self.damage + step.cost,
            swaps,
        )

    def joined(self, part: "_Way", seam: str = "") -> "_Way":
        extra = (_COMPOUND if self.parts else 0.0) + (_SEAM if seam else 0.0)
        return _Way(
            part.end + len(seam),
            self.printed + part.printed + seam,
            self.rarity + part.rarity + extra,
            self.damage + part.damage,
            self.swaps + part.swaps,
            self.parts + 1,
        )


_START = _Way(0, "", 0.0, 0.0, ())


class Speller:
    """Finds the spellings of damaged words, by lists of words and of letters."""

    def __init__(self, words: WordCosts, letters: LetterCosts, is_word: Callable[[str], bool]) -> None:
        """`is_word` says whether a dictionary has a word that is in none of the lists of frequent ones."""
        self._words = words
        self._letters = letters
        self._is_word = is_word

    def spellings(self, word: str, rates: Rates) -> tuple[Spelling, ...]:
        """What `word` may have been, the likeliest first; the word as it stands is among them."""
        if len(word) > _LONGEST:
            return (Spelling(word, 0.0, (), listed=False, whole=False),)
        steps = [_steps(word, place, rates) for place in range(len(word))]
        found = list(self._by_lists(word, steps))
        best = min((spelling.cost(rates) for spelling in found), default=float("inf"))
        if best > _CHEAPEST_UNLISTED + _CHEAPEST_LETTER * len(word):
            found += map(self._unlisted, self._by_letters(word, steps))
        if not any(spelling.word == word for spelling in found):
            found.append(self._unlisted(_Way(len(word), word, self._letters.cost(word.lower()), 0.0, ())))
        return _likeliest(found, rates)

    def _by_lists(self, word: str, steps: Sequence[Sequence[Step]]) -> Iterator[Spelling]:
        """Listed words, and compounds of them where these may be as likely."""
        ways = list(self._parts(_START, word, steps))
        alone = [way for way in ways if way.end == len(word)]
        yield from (_listed(way, whole=True) for way in alone)
        if min((way.cost for way in alone), default=float("inf")) > _CHEAPEST_COMPOUND:
            yield from (_listed(way, whole=False) for way in self._compounds(word, steps, ways))

    def _unlisted(self, way: _Way) -> Spelling:
        """A word that the lists do not have; the dictionary may."""
        rarity = way.rarity + _CHEAPEST_UNLISTED
        if rarity > _IN_DICTIONARY and self._is_word(way.printed.lower()):
            return Spelling(way.printed, _IN_DICTIONARY, way.swaps, listed=True, whole=True)
        return Spelling(way.printed, rarity, way.swaps, listed=False, whole=False)

    def _compounds(self, word: str, steps: Sequence[Sequence[Step]], firsts: Iterable[_Way]) -> list[_Way]:
        """Two or more listed words in one."""
        ways: list[list[_Way]] = [[] for _ in range(len(word) + 1)]
        for first in firsts:
            _go_on(_START, first, word, ways)
        for start in range(1, len(word)):
            best = nsmallest(_KEPT, ways[start], key=lambda way: way.cost)
            for part in self._parts(_at(start), word, steps) if best else ():
                for before in best:
                    _go_on(before, part, word, ways)
        return nsmallest(_KEPT, ways[-1], key=lambda way: way.cost)

    def _parts(self, start: _Way, word: str, steps: Sequence[Sequence[Step]]) -> Iterator[_Way]:
        """Listed words that the letters from `start` on may have been."""
        open_ways = [start]
        while open_ways:
            way = open_ways.pop()
            whole = start.end == 0 and way.end == len(word)
            if whole or len(way.printed) >= _SHORTEST_PART:
                rarity = self._words.cost(way.printed.lower())
                if rarity is not None and (whole or _is_part(way.printed, rarity)):
                    yield _Way(way.end, way.printed, rarity, way.damage, way.swaps)
            elif way.end == len(word) and _is_island(way, word):
                yield _Way(way.end, way.printed, _ISLAND, way.damage, way.swaps)
            for step in steps[way.end] if way.end < len(word) else ():
                after = way.then(step)
                if after.damage <= _DEAREST_DAMAGE and self._words.begins(after.printed.lower()):
                    open_ways.append(after)

    def _by_letters(self, word: str, steps: Sequence[Sequence[Step]]) -> list[_Way]:
        """The words that look most Danish, letter by letter."""
        ways: list[list[_Way]] = [[] for _ in range(len(word) + 1)]
        ways[0] = [_START]
        for place in range(len(word)):
            for way in nsmallest(_BEAM, ways[place], key=lambda one: one.cost):
                for step in steps[place]:
                    ways[place + step.length].append(way.then(step, self._next(way.printed, step.sign)))
        ended = [way.then(Step(0, "", 0.0, None), self._next(way.printed, END)) for way in ways[-1]]
        return nsmallest(_BEAM, ended, key=lambda one: one.cost)

    def _next(self, before: str, letter: str) -> float:
        return self._letters.next((EDGE * REACH + before[-REACH:].lower())[-REACH:], letter.lower())


def _likeliest(found: Iterable[Spelling], rates: Rates) -> tuple[Spelling, ...]:
    best: dict[str, Spelling] = {}
    for spelling in sorted(found, key=lambda one: one.cost(rates)):
        best.setdefault(spelling.word, spelling)
    return tuple(best.values())[:_MOST]


def _listed(way: _Way, *, whole: bool) -> Spelling:
    return Spelling(way.printed, way.rarity, way.swaps, listed=True, whole=whole)


def _at(place: int) -> _Way:
    return _Way(place, "", 0.0, 0.0, ())


def _go_on(before: _Way, part: _Way, word: str, ways: list[list[_Way]]) -> None:
    if part.end == len(word) and not before.parts:
        return
    ways[part.end].append(before.joined(part))
    if part.end < len(word) and word[part.end] == "s":
        ways[part.end + 1].append(before.joined(part, seam="s"))


def _steps(word: str, place: int, rates: Rates) -> list[Step]:
    """What stands at `place`, and what may have been printed there; a big letter only where one fits."""
    here = Step(1, word[place], 0.0, None)
    return [here, *(step for step in rates.steps(word, place) if _fits(word, place, step.sign))]


def _fits(word: str, place: int, sign: str) -> bool:
    if sign.isupper():
        return place == 0 or word[:place].isupper()
    return place <= 1 or not word[:place].isupper()


def _is_island(way: _Way, word: str) -> bool:
    """Whether a name ends in -ø, as places and people do; an o there is left alone, for foreign names end so."""
    return word[0].isupper() and way.printed == "ø" and way.swaps[-1][1] in {"g", "@"}


def _is_part(printed: str, rarity: float) -> bool:
    return rarity <= (_RAREST_SHORT_PART if len(printed) <= _SHORT_PART else _RAREST_PART)
