"""Mends a Danish text that was read by an OCR which knew no Danish."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from udklip.crawler.ocr_mending.rates import Rates, Swap
from udklip.crawler.ocr_mending.running_words import RunningWord, replaced, words_of
from udklip.crawler.ocr_mending.spelling import Speller, Spelling
from udklip.crawler.ocr_mending.word_costs import PairCosts

_DANISH = frozenset("æøåÆØÅ")
_MARGIN, _MARGIN_UNLISTED = 0.7, 3.0
_MARGIN_NAME, _MARGIN_UNLISTED_NAME = 11.0, 15.0
"""The same for names that are rare: anybody may be called anything."""
_RARE_NAME = 12.5
_REMEMBERED = 50_000
_SURE = 4.0
"""How much cheaper the likeliest spelling is where there is no doubt."""
_SWEEPS = 2
_PLAIN_FEWEST, _PLAIN_SHARE = 3, 0.025
"""Words that are plainly damaged, in number and as a share of all, in a text that is held to be; the usual is 0.06."""
_TYPED = frozenset({("æ", "ae"), ("Æ", "AE"), ("ø", "oe"), ("Ø", "OE")})
_TYPED_SHARE = 0.75


@dataclass(frozen=True, slots=True)
class _Costed:
    spelling: Spelling
    cost: float


class Mender:
    """Mends texts, by what words are likely and how each document was damaged."""

    def __init__(self, speller: Speller, rates: Rates, pairs: PairCosts) -> None:
        self._speller = speller
        self._rates = rates
        self._pairs = pairs
        self._known: dict[str, tuple[Spelling, ...]] = {}

    def mend(self, text: str) -> str | None:
        """`text` with its damaged words made whole; None where it is not damaged so."""
        words = list(words_of(text))
        spellings = {word: self._spellings(word) for word in {word.text for word in words}}
        if not self._is_damaged(words, spellings):
            return None
        fitted = self._rates.fitted(self._sure_swaps(words, spellings))
        ways = {
            word: [_Costed(spelling, spelling.cost(fitted)) for spelling in found]
            for word, found in spellings.items()
        }
        return replaced(text, words, self._in_context(words, ways))

    def _spellings(self, word: str) -> tuple[Spelling, ...]:
        found = self._known.get(word)
        if found is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            found = self._known[word] = self._speller.spellings(word, self._rates)
        return found

    def _is_damaged(self, words: Sequence[RunningWord], spellings: Mapping[str, Sequence[Spelling]]) -> bool:
        """Whether enough words are plainly damaged, and not only written as on a foreign keyboard (ae for æ)."""
        plain = [word for word in words if self._is_plain(word.text, spellings[word.text])]
        swaps = [swap for word in plain for swap in spellings[word.text][0].swaps]
        typed = sum(swap in _TYPED for swap in swaps)
        enough = len(plain) >= max(_PLAIN_FEWEST, _PLAIN_SHARE * len(words))
        return enough and typed <= _TYPED_SHARE * len(swaps)

    def _is_plain(self, word: str, spellings: Sequence[Spelling]) -> bool:
        """Whether `word` is no word as it stands, and a listed one with æ, ø or å when mended."""
        best = spellings[0]
        if best.word == word or not best.listed or _DANISH.isdisjoint(best.word):
            return False
        sure = best.cost(self._rates) + _SURE
        return all(other.word != word or other.cost(self._rates) > sure for other in spellings)

    def _sure_swaps(
        self, words: Sequence[RunningWord], spellings: Mapping[str, Sequence[Spelling]]
    ) -> Iterator[Swap]:
        """The damage of the words that leave no doubt."""
        for word in words:
            best, *others = spellings[word.text]
            if best.listed and (not others or others[0].cost(self._rates) - best.cost(self._rates) > _SURE):
                yield from best.swaps

    def _in_context(self, words: Sequence[RunningWord], ways: Mapping[str, Sequence[_Costed]]) -> list[str]:
        """The spelling of each word that goes best with its neighbours."""
        chosen = [_choice(word, ways[word.text], [0.0] * len(ways[word.text])) for word in words]
        for _ in range(_SWEEPS):
            for place, word in enumerate(words):
                if len(ways[word.text]) > 1:
                    before = chosen[place - 1] if place else ""
                    after = chosen[place + 1] if place + 1 < len(words) else ""
                    gains = [self._gain(before, way.spelling.word, after) for way in ways[word.text]]
                    chosen[place] = _choice(word, ways[word.text], gains)
        return chosen

    def _gain(self, before: str, word: str, after: str) -> float:
        lower = word.lower()
        return self._pairs.gain(before.lower(), lower) + self._pairs.gain(lower, after.lower())


def _choice(word: RunningWord, ways: Sequence[_Costed], gains: Sequence[float]) -> str:
    costs = [way.cost - gain for way, gain in zip(ways, gains, strict=True)]
    best = min(range(len(ways)), key=costs.__getitem__)
    spelling = ways[best].spelling
    own = next((cost for way, cost in zip(ways, costs, strict=True) if way.spelling.word == word.text), None)
    return spelling.word if own is None or own - costs[best] > _margin(word, spelling) else word.text


def _margin(word: RunningWord, spelling: Spelling) -> float:
    """How much likelier than the word as it stands a spelling must be."""
    if not word.named or (spelling.whole and spelling.rarity < _RARE_NAME):
        return _MARGIN if spelling.listed else _MARGIN_UNLISTED
    return _MARGIN_NAME if spelling.listed else _MARGIN_UNLISTED_NAME
