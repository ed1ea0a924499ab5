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
def danish_words(folder: Path = SHIPPED) -> WordCosts:
    """The list of frequent words; it is mapped into memory and costs nothing until it is asked."""
    return WordCosts(folder / WORDS)


@cache
def danish_mender(folder: Path = SHIPPED) -> Mender:
    """The mender."""
    words = danish_words(folder)
    speller = Speller(words, LetterCosts(folder / LETTERS), is_word=is_in_dictionary)
    return Mender(speller, read_rates(folder / RATES), PairCosts(folder / PAIRS, words))


def is_word(word: str) -> bool:
    """Whether the list of frequent words (some are names, some English) or the dictionary has `word`."""
    return danish_words().cost(word.lower()) is not None or is_in_dictionary(word)


def is_in_dictionary(word: str) -> bool:
    """Whether the dictionary has `word`, however rare it is."""
    return look_up(word.lower()) is not None
