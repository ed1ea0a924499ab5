"""The lists that this package ships (see danish/NOTICE.md), and the mender made of them."""

from functools import cache
from pathlib import Path

from udklip.core.danish_dictionary import look_up
from udklip.crawler.ocr_mending.mending import Mender
from udklip.crawler.ocr_mending.rates import read_rates
from udklip.crawler.ocr_mending.spelling import Speller
from udklip.crawler.ocr_mending.word_costs import LetterCosts, PairCosts, WordCosts

SHIPPED = Path(__file__).parent / "danish"
RATES, WORDS, LETTERS, PAIRS = "rates.json", "words.marisa", "letters.marisa", "pairs.marisa"


@cache
def danish_mender(folder: Path = SHIPPED) -> Mender:
    """The mender; its lists are mapped into memory and cost nothing until they are asked."""
    words = WordCosts(folder / WORDS)
    speller = Speller(words, LetterCosts(folder / LETTERS), is_word=_is_word)
    return Mender(speller, read_rates(folder / RATES), PairCosts(folder / PAIRS, words))


def _is_word(word: str) -> bool:
    return look_up(word) is not None
