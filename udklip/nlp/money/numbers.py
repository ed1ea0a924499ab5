"""Numbers as Danish press texts print and spell them: "1.250.000", "2,5", "2½", "halvanden", "fem hundrede tusind"."""

import re

_UNITS = {
    "en": 1, "én": 1, "et": 1, "ét": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7, "otte": 8, "ni": 9,
    "ti": 10, "elleve": 11, "tolv": 12, "tretten": 13, "fjorten": 14, "femten": 15, "seksten": 16, "sytten": 17,
    "atten": 18, "nitten": 19,
}  # fmt: skip
_TENS = {
    "tyve": 20, "tredive": 30, "fyrre": 40, "halvtreds": 50, "tres": 60, "halvfjerds": 70, "firs": 80, "halvfems": 90,
}  # fmt: skip
_TIMES = {"hundrede": 100, "hundred": 100, "tusind": 1000, "tusinde": 1000}
_FRACTIONS = {
    "en halv": 0.5, "et halvt": 0.5, "en kvart": 0.25, "tre kvart": 0.75, "trekvart": 0.75, "halvanden": 1.5,
    "halvandet": 1.5, "et par": 2,
}  # fmt: skip
_HALVES = (" og en halv", " og et halvt", " en halv", " et halvt")
_PART = {"½": 0.5, "¼": 0.25, "¾": 0.75}

_TEN = "|".join(_TENS)
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_WORD = rf"(?:(?:{_UNIT})(?:og(?:{_TEN})|hundrede)?|{_TEN}|{'|'.join(_TIMES)})"
_HALF = r"(?:\s(?:og\s)?(?:en\shalv|et\shalvt))"
DIGITS = r"(?:\d{1,3}(?:[.   ]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?[½¼¾]?|[½¼¾])"
"""A number in figures, without what stands around it."""
SPELLED = rf"(?:(?:{'|'.join(_FRACTIONS)}|{_WORD}(?:\s(?:og\s)?{_WORD}){{0,4}}{_HALF}?)\b)"
"""A number in words."""


def value_of(printed: str, *, english: bool = False) -> float | None:
    """The number that `printed` means; None where its words make none.

    Danish has "." in thousands and "," before decimals. "1.2" is no Danish thousand and is read as English has it; with
    `english`, so is "1,200".
    """
    if printed[0].isalpha():
        return _spelled(" ".join(printed.lower().split()))
    part = _PART.get(printed[-1], 0.0)
    figures = re.sub(r"[^\d.,]", "", printed)
    return part + (_figures(figures, english=english) if figures else 0.0)


def _figures(figures: str, *, english: bool) -> float:
    whole, comma, decimals = figures.partition(",")
    if not comma and whole.count(".") == 1 and len(whole.partition(".")[2]) != 3:
        return float(whole)
    if english and comma and len(decimals) == 3 and "." not in whole:
        return float(whole + decimals)
    return float(f"{whole.replace('.', '')}.{decimals or 0}")


def _spelled(words: str) -> float | None:
    if words in _FRACTIONS:
        return _FRACTIONS[words]
    half = next((ending for ending in _HALVES if words.endswith(ending)), "")
    total = current = 0.0
    for word in words.removesuffix(half).split():
        if word in _TIMES:
            current = (current or 1) * _TIMES[word]
            total, current = (total + current, 0) if _TIMES[word] == 1000 else (total, current)
        elif word != "og":
            below = _below_hundred(word)
            if below is None:
                return None
            current += below
    return total + current + (0.5 if half else 0)


def _below_hundred(word: str) -> float | None:
    if word.endswith("hundrede"):
        unit = _UNITS.get(word.removesuffix("hundrede"))
        return unit * 100 if unit else None
    unit_word, _, ten = word.rpartition("og")
    if ten in _TENS and unit_word in _UNITS:
        return _UNITS[unit_word] + _TENS[ten]
    return _UNITS.get(word) or _TENS.get(word)
