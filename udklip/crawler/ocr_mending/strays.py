"""Small slips of an OCR that knows Danish: letters with accents that Danish does not have, I for l, | for I."""

import re

from udklip.crawler.ocr_mending.danish import is_word

_BASES = {
    looks_like: printed
    for printed, group in {
        "å": "âãāăà", "Å": "ÂÃĀÀ", "i": "ıįĩī", "e": "ėęēẹěè", "g": "ġģğ", "t": "ťţ", "n": "ņńň", "o": "ọŏō",
        "u": "ūųŭ", "r": "ŗř", "l": "łļ",
    }.items()
    for looks_like in group
}  # fmt: skip
"""Letters that Danish does not have, and what was printed where an OCR sees them."""
_PLAIN = str.maketrans(_BASES)
_INITIAL = re.compile(r"\b(?:[ÂÃĀÀ]|[ÂÃĀÀÄ]Å|Å[ÂÃĀÀÄ])(?=[a-zæøå])")
_STRAY = re.compile(rf"\w*[{''.join(_BASES)}]\w*")
_STROKE = re.compile(r"\b[a-zæøå]+I[a-zæøåI]*\b|\bI[bcdfghjklmnpqrtvwxz][a-zæøå]+\b")
_TELEPHONE = re.compile(r"\b([Tt])(?:if|f|If)(?=\.?:? ?\+?\d)")
_LONE_STROKE = re.compile(r"(?<!\S)\|(?= [a-zæøå])")
_OPENING_LETTER = re.compile(r"(?<!\w)[»„“]?ə(?=[A-ZÆØÅ])")
"""A quotation mark that was taken for a letter."""
_CLOSING = re.compile(r"(?<=[.,!?…]) (?=«(?:[\s.,]|$))")
_OPENING = re.compile(r"(?<!\S)» (?=\w)")


def without_strays(line: str) -> str:
    """`line`, read by an OCR that knows Danish, with its slips mended where a Danish word comes out."""
    line = _CLOSING.sub("", _OPENING.sub("»", _LONE_STROKE.sub("I", line)))
    line = _OPENING_LETTER.sub("»", line)
    line = _TELEPHONE.sub(r"\1lf", line)
    line = _STROKE.sub(lambda found: _if_word(found[0].replace("I", "l"), found[0]), line)
    return _STRAY.sub(_without_accents, _INITIAL.sub("Å", line))


def _without_accents(found: re.Match[str]) -> str:
    word = found[0]
    return word if len(word) == 1 or is_word(word) else _if_word(word.translate(_PLAIN), word)


def _if_word(better: str, word: str) -> str:
    return better if is_word(better) else word
