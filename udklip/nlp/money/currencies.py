"""Words and marks of money: currencies with their codes, scales, and the hedges that stand before an amount."""

import re

CODES = ("DKK", "EUR", "USD", "SEK", "NOK", "GBP", "CHF", "ISK", "JPY", "CAD", "AUD", "PLN", "CNY")
_NAMES = {
    "krone": "DKK", "kroner": "DKK", "kroners": "DKK", "kr": "DKK", "dkr": "DKK", "danske kroner": "DKK", "€": "EUR",
    "danish kroner": "DKK", "euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD", "$": "USD", "us$": "USD",
    "us-dollar": "USD", "us dollars": "USD", "amerikanske dollar": "USD", "amerikanske dollars": "USD", "pund": "GBP",
    "£": "GBP", "britiske pund": "GBP", "svenske kroner": "SEK", "svenska kronor": "SEK", "kronor": "SEK",
    "norske kroner": "NOK", "islandske kroner": "ISK", "schweizerfranc": "CHF", "schweiziske franc": "CHF",
    "yen": "JPY",    "canadiske dollar": "CAD", "australske dollar": "AUD", "zloty": "PLN", "yuan": "CNY",
}  # fmt: skip
_SCALES = {
    "t": 1e3, "k": 1e3, "tusind": 1e3, "tusinde": 1e3, "thousand": 1e3, "m": 1e6, "mio": 1e6, "mill": 1e6,
    "million": 1e6, "millions": 1e6, "millioner": 1e6, "miljon": 1e6, "miljoner": 1e6, "mia": 1e9, "mrd": 1e9,
    "bn": 1e9, "milliard": 1e9, "milliarder": 1e9, "miljard": 1e9, "miljarder": 1e9, "billion": 1e9, "billioner": 1e12,
}  # fmt: skip
HEDGES = (
    "godt og vel", "i omegnen af", "i størrelsesordenen", "mindre end", "mere end", "op imod", "lige under", "omkring",
    "lige over", "lidt over", "lidt under", "lige knap", "lige godt", "op mod", "opimod", "op til", "ikke under", "ca",
    "cirka", "omtrent", "det meste af", "tæt på", "tæt ved", "nær ved", "i nærheden af", "et sted mellem", "mellem",
    "knapt", "knap", "godt", "næsten", "over", "mindst", "minimum", "maksimalt", "maks", "max", "højst", "under",
    "rundt regnet", "anslået", "skønsmæssigt", "henved", "hele", "små", "estimeret", "approximately", "about", "around",
    *("henholdsvis", "hhv"), "more than", "less than", "up to", "at least", "almost", "nearly", "between",
)  # fmt: skip
BETWEEN = ("mellem", "et sted mellem", "between")
RESPECTIVELY = ("henholdsvis", "hhv", "respectively")

_CODE = rf"[mkt]?(?:{'|'.join(CODES)})(?:m|bn|k)?"
SCALE = (
    r"(?:(?:millioner|millions?|milliarder|milliard|miljoner|miljon|miljarder|miljard|billioner|billion|tusinde?|thousand)\b"
    r"|(?:mio|mill|mia|mrd)\b\.?+)"
)
BEFORE = rf"(?:{_CODE}(?![a-zæøå])|t?d?kr\b\.?|us\$|[€$£])"
"""A currency that stands before its number."""
_NAMED = "|".join(re.escape(name).replace(r"\ ", r"\s") for name in sorted(_NAMES, key=len, reverse=True))
AFTER = rf"(?:{_CODE}(?!\w)|t\.?kr(?!\w)\.?|(?:{_NAMED})(?!\w)(?:(?<=kr)\.)?)"
"""A currency that stands after its number."""
HEDGE = "|".join(re.escape(hedge) for hedge in sorted(HEDGES, key=len, reverse=True))


def currency(printed: str) -> tuple[str, float]:
    """The code that a printed currency means, and what it multiplies by: "tkr." is thousands of kroner."""
    plain = " ".join(printed.lower().split()).replace(".", "")
    if plain in _NAMES:
        return _NAMES[plain], 1
    code = next((code for code in CODES if code.lower() in plain), "DKK")
    scale = plain.replace(code.lower(), "").removesuffix("kr")
    return code, _SCALES.get(scale, 1)


def scale(printed: str) -> float:
    """What a printed scale multiplies by. "billion" is English for a milliard: Danish has "billioner"."""
    return _SCALES[printed.lower().rstrip(".")] if printed else 1
