"""Amounts of money: value in whole units, currency and hedge. Years, phone numbers and headcounts are none."""

import re
from collections.abc import Iterator

from udklip.core.analysis import Amount

_SCALES = {
    "t": 1e3, "k": 1e3, "tusind": 1e3, "tusinde": 1e3,
    "mio": 1e6, "mill": 1e6, "million": 1e6, "millioner": 1e6, "m": 1e6, "millions": 1e6,
    "mia": 1e9, "mia.": 1e9, "milliard": 1e9, "milliarder": 1e9, "bn": 1e9, "billion": 1e12, "billioner": 1e12,
}  # fmt: skip
_CURRENCIES = {
    "kr": "DKK", "krone": "DKK", "kroner": "DKK", "dkk": "DKK", "kr.": "DKK", "danske kroner": "DKK", "dkr": "DKK",
    "euro": "EUR", "eur": "EUR", "€": "EUR", "dollar": "USD", "dollars": "USD", "usd": "USD", "$": "USD", "us$": "USD",
    "pund": "GBP", "gbp": "GBP", "£": "GBP", "sek": "SEK", "svenske kroner": "SEK", "nok": "NOK",
    "norske kroner": "NOK", "schweizerfranc": "CHF", "chf": "CHF",
}  # fmt: skip
_NUMBERS = {
    "en": 1, "én": 1, "et": 1, "halvanden": 1.5, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7, "otte": 8,
    "ni": 9, "ti": 10, "elleve": 11, "tolv": 12, "tyve": 20, "tredive": 30, "fyrre": 40, "halvtreds": 50, "tres": 60,
    "halvfjerds": 70, "firs": 80, "halvfems": 90, "hundrede": 100, "en halv": 0.5, "en kvart": 0.25,
}  # fmt: skip
_HEDGES = (
    "godt og vel", "i omegnen af", "i størrelsesordenen", "mindre end", "mere end", "op imod", "lige under",
    "lige over", "lidt over", "lidt under", "op mod", "op til", "ikke under", "ca", "cirka", "omkring", "omtrent",
    "knapt", "knap",
    "godt", "næsten", "over", "mindst", "minimum", "maksimalt", "maks", "højst", "under", "rundt regnet", "nær ved",
    "anslået", "skønsmæssigt", "henved", "hele", "små", "approximately", "about", "more than", "up to",
)  # fmt: skip
# What may follow "21 mio." where no currency stands: anything else is what is counted.
_NO_NOUN = (
    r"(?:som|der|til|i|på|fra|om|og|er|var|skal|over|for|af|ved|hos|per|pr|om|at|har|kan|vil|blev|bliver|årligt"
    r"|alene|inden|efter|fordelt|ekstra|mere)\b"
)

_DIGITS = r"\d{1,3}(?:[.  ]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_SPELLED = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_SCALE = r"(?:millioner|millions|million|milliarder|milliard|billioner|billion|tusinde?|mio|mill|mia)\.?"
_CURRENCY = (
    r"(?:danske\skroner|svenske\skroner|norske\skroner|kroner|krone|d?kr(?![a-zæøå])\.?|dkk|euro|eur|dollars?|usd|us\$"
    r"|pund|gbp|sek|nok|chf|schweizerfranc|€|\$|£)(?![\w])"
)
_BEFORE_CURRENCY = r"(?:dkk|eur|usd|gbp|sek|nok|chf|d?kr\.?|us\$|€|\$|£)"
_HEDGE = rf"(?P<hedge>{'|'.join(map(re.escape, _HEDGES))})\.?\s+"
_AMOUNT = re.compile(
    rf"(?<![\w.,@/-])(?:{_HEDGE})?"
    rf"(?P<amount>(?P<first>{_BEFORE_CURRENCY})\s?(?P<number1>{_DIGITS})(?:\s?(?P<scale1>{_SCALE}|[mk]\b|bn\b))?"
    rf"|(?P<number2>{_DIGITS}|(?:{_SPELLED})(?=\s+{_SCALE}))(?:\s?[-–]\s?(?:{_DIGITS}))?"
    rf"(?:\s?(?P<scale2>{_SCALE}))?\s?(?P<last>{_CURRENCY})"
    rf"|(?P<number3>{_DIGITS}|(?:{_SPELLED})(?=\s+mi))\s?(?P<scale3>(?:mio|mia)\b\.?)(?=\s+{_NO_NOUN}|\s*(?:[,;:)]|$))"
    r")(?!\w)",
    re.IGNORECASE,
)

# What every amount has: most texts have none, and this is a tenth of the work.
_SIGN = re.compile(
    r"[€$£]|(?<![a-zæøå])(?:d?kr(?:oner?)?|mio|mia|mill|dkk|euro?|dollars?|usd|pund|gbp|sek|nok|chf|schweizerfranc)"
    r"(?![a-zæøå])",
    re.IGNORECASE,
)


def find_amounts(text: str) -> tuple[Amount, ...]:
    """The amounts of money in `text`, in order. A bare "21 mio." counts as kroner where nothing else is counted."""
    return tuple(_amounts(text)) if _SIGN.search(text) else ()


def _amounts(text: str) -> Iterator[Amount]:
    for match in _AMOUNT.finditer(text):
        number = match["number1"] or match["number2"] or match["number3"]
        scale = match["scale1"] or match["scale2"] or match["scale3"] or ""
        start, end = match.span("amount")
        yield Amount(
            text=text[start:end],
            start=start,
            end=end,
            value=_value(number, english=bool(match["first"])) * _SCALES.get(scale.lower().rstrip("."), 1),
            currency=_currency(match["first"] or match["last"] or "kr"),
            hedge=" ".join(match["hedge"].split()).lower() if match["hedge"] else None,
        )


def _currency(printed: str) -> str:
    return _CURRENCIES[" ".join(printed.lower().split()).rstrip(".")]


def _value(printed: str, english: bool) -> float:
    """Danish numbers have "." in thousands and "," before decimals; after "DKK" also "1.2"."""
    lower = " ".join(printed.lower().split())
    if lower in _NUMBERS:
        return _NUMBERS[lower]
    whole, comma, decimals = lower.replace(" ", "").partition(",")
    if not comma and whole.count(".") == 1 and len(whole.partition(".")[2]) != 3:
        return float(whole)
    if english and comma and len(decimals) == 3 and "." not in whole:
        return float(whole + decimals)
    return float(f"{whole.replace('.', '')}.{decimals or 0}")
