"""Amounts of money: value in whole units, currency and hedge. Years, phone numbers and headcounts are none."""

import re
from collections.abc import Iterator

from udklip.core.analysis import Amount
from udklip.nlp.money.currencies import (
    AFTER,
    BEFORE,
    BETWEEN,
    CODES,
    HEDGE,
    RESPECTIVELY,
    SCALE,
    currency,
    scale,
)
from udklip.nlp.money.numbers import DIGITS, SPELLED, value_of

_START = r"(?<![\w.,@/])(?<!\w[-–])"
_HEDGED = re.compile(rf"\b(?P<hedge>{HEDGE})\.?\s+$", re.IGNORECASE)
_NUMBER = rf"(?:{DIGITS}|{SPELLED})"
_LOW = (
    rf"(?:(?P<low>{_NUMBER})(?:\s?(?P<low_scale>{SCALE}))?"
    r"(?P<joint>\s?[-–—]\s?|\s(?:til|eller|og|to|or|and)\s))?"
)
_HIGH = rf"(?P<number>{_NUMBER})"
_FIGURES = rf"(?P<number>{DIGITS})(?:\s?(?P<scale>{SCALE}|[mk]\b|bn\b))?(?:,-)?"
# What may follow "21 mio." where no currency stands: anything else is what is counted.
_NO_NOUN = (
    r"(?:som|der|til|i|på|fra|om|og|er|var|skal|over|for|af|ved|hos|per|pr|at|har|kan|vil|blev|bliver|årligt|alene|inden"
    r"|efter|fordelt|ekstra|mere|mod|med|under|men|når|hvis|næste|sidste|hvert|hver)\b"
)
_COUNTS_NOTHING = rf"(?=\s+{_NO_NOUN}|\s*(?:[.,;:)]|$)|(?-i:\s+[A-ZÆØÅ»“”–-]))"
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_START}(?P<amount>(?P<currency>{BEFORE})(?:\s?(?P<early>{SCALE}))?\s?{_LOW}{_FIGURES})(?!\w)",
        rf"{_START}{_LOW}(?P<amount>{_HIGH}(?:\s?(?P<scale>{SCALE}))?\s?(?P<currency>{AFTER}))",
        rf"{_START}{_LOW}(?P<amount>{_HIGH}\s?(?P<scale>{SCALE})){_COUNTS_NOTHING}",
        rf"{_START}(?P<amount>(?P<number>{DIGITS}),-)(?!\w)",
    )
)
# What every amount has one of: most texts have none.
_SIGNS = (
    "€", "$", "£", ",-", "kr.", "kr ", "kr,", "kr\n", "kr)", "kron", "mio", "mia", "mill", "milj", "mrd", "thousand",
    "billion", "dollar", "euro", "pund", "franc", "yen", "zloty", "yuan", *(code.lower() for code in CODES),
)  # fmt: skip
_SURE_WITHOUT_CURRENCY = ("mio", "mia", "mill", "mrd")
# What a text that says "35 millioner" and means money has nearby.
_MONEY = re.compile(
    r"\b(?:får|fik|fået|giver|gav|givet|bevil|støtte|invester|overskud|underskud|omsæt|omsat|budget|pulje|kost|spare"
    r"|betal|donat|doner|afsæt|afsat|rejs|hent|pris|værdi|værd\b|beløb|regning|gæld|tab(?:t|te|er)?\b|finansier|tilskud"
    r"|\w*fond|lån|kapital|indtægt|indtjen|udgift|løn|bøde|erstatning|gave|ramme|skat|aktie|resultat|\w*salg|solg|køb"
    r"|penge|bidrag|kroner|kr\b|euro|dollar|minus|plus\b|\w*bevilling|\w*midler|\w*funding)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
REACH_BEFORE, REACH_AFTER = 60, 50
LONGEST_HEDGE = 24
CONTEXT_BEFORE, CONTEXT_AFTER = 110, 50
FIRST_UNSCALED = 1000


def find_amounts(text: str) -> tuple[Amount, ...]:
    """The amounts of money in `text`, in order. A bare "21 mio." counts as kroner where nothing else is counted.

    The two ends of a range ("mellem 5 og 10 mio. kr.") are two amounts.
    """
    return tuple(amount for match in _matches(text) for amount in _amounts(text, match))


def _matches(text: str) -> Iterator[re.Match[str]]:
    """The leftmost matches of any form, each after the last; only near a sign of money is anything tried."""
    reached = 0
    for start, end in _near_signs(text):
        found = sorted(
            (match for form in _FORMS for match in form.finditer(text, start, end)), key=re.Match.start
        )
        for match in found:
            if match.start() >= reached and _is_money(text, match):
                yield match
                reached = match.end()


def _near_signs(text: str) -> Iterator[tuple[int, int]]:
    """Stretches around signs of money, those that meet made one."""
    start = end = -1
    for place in _signs(text):
        if place - REACH_BEFORE > end:
            if end >= 0:
                yield start, end
            start = max(0, place - REACH_BEFORE)
        end = min(len(text), place + REACH_AFTER)
    if end >= 0:
        yield start, end


def _signs(text: str) -> list[int]:
    """Where signs of money stand. Looked for one by one: a pattern of them all takes twenty times as long."""
    lower = text.lower() + "\n"
    found: list[int] = []
    for sign in _SIGNS:
        place = lower.find(sign)
        while place >= 0:
            found.append(place)
            place = lower.find(sign, place + 1)
    return sorted(found)


def _is_money(text: str, match: re.Match[str]) -> bool:
    """Whether a number without a currency is money all the same, and one in words is a number."""
    if value_of(match["number"]) is None:
        return False
    parts = match.groupdict()
    if parts.get("currency"):
        return not match["number"].isalpha() or bool(match["scale"]) or (value_of(match["number"]) or 0) > 1
    printed = (parts.get("scale") or "").lower().rstrip(".")
    if not printed or printed in _SURE_WITHOUT_CURRENCY:
        return True
    around = text[max(0, match.start() - CONTEXT_BEFORE) : match.end() + CONTEXT_AFTER]
    return _MONEY.search(around) is not None and not printed.startswith(("tusind", "thousand"))


def _amounts(text: str, match: re.Match[str]) -> Iterator[Amount]:
    parts = match.groupdict()
    code, unit = currency(parts.get("currency") or "kr")
    factor = scale(parts.get("scale") or parts.get("early") or "") * unit
    hedge = _hedge(text, match.start())
    start, end = match.span("amount")
    if parts.get("low") and _is_range(match, hedge):
        low_start, low_end = min(start, match.start("low")), max(match.end("low"), match.end("low_scale"))
        value = _low_value(match, unit, factor)
        own = None if hedge in RESPECTIVELY else hedge
        yield Amount(text[low_start:low_end], low_start, low_end, value, code, own)
        start = match.start("number")
    elif parts.get("low"):
        hedge = None
    hedge = None if hedge in RESPECTIVELY else hedge
    value = (value_of(match["number"], english=_is_english(match, code)) or 0) * factor
    yield Amount(text[start:end], start, end, value, code, hedge or _vague(match["number"]))


def _hedge(text: str, start: int) -> str | None:
    match = _HEDGED.search(text[max(0, start - LONGEST_HEDGE) : start])
    return " ".join(match["hedge"].lower().split()) if match else None


def _is_range(match: re.Match[str], hedge: str | None) -> bool:
    """Whether the number before is the range's other end: "2018 til 10 mio." and "26 og 13 mio." are none."""
    if value_of(match["low"]) is None or _YEAR.fullmatch(match["low"]):
        return False
    return match["joint"].strip().lower() not in ("og", "and") or hedge in (*BETWEEN, *RESPECTIVELY)


def _low_value(match: re.Match[str], unit: float, factor: float) -> float:
    """The lower end has a scale of its own, else that of the upper, unless it is spelled out: "500.000 til 2 mio."."""
    low = value_of(match["low"]) or 0
    if match["low_scale"]:
        return low * scale(match["low_scale"]) * unit
    return low * (factor if low < FIRST_UNSCALED else unit)


def _is_english(match: re.Match[str], code: str) -> bool:
    """Whether "1,200" is a thousand: after a foreign currency, or DKK, with no scale behind it."""
    parts = match.groupdict()
    before = (parts.get("currency") or "").lower()
    is_before = bool(before) and match.start("currency") < match.start("number")
    return is_before and not (
        parts.get("scale") or (before.startswith(("kr", "d", "t")) and before != code.lower())
    )


def _vague(number: str) -> str | None:
    return "et par" if number.lower() == "et par" else None
