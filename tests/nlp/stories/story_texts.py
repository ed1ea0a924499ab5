"""Texts of running Danish words, no two of which share more than chance has it."""

import random

WORDS = (
    "kommunen åbner et nyt center for ældre borgere hvor unge forskere og læger prøver udstyr af sammen med firmaer "
    "fra hele landet og regionen betaler halvdelen mens en fond giver resten til huse møbler løn og drift gennem fem "
    "år derefter skal stedet selv tjene penge på kurser udlejning og salg af gode råd til andre byer i norden"
).split()


def story(seed: int, length: int = 300) -> str:
    """A text of `length` words; the same seed gives the same."""
    return " ".join(random.Random(seed).choices(WORDS, k=length))
