"""Dates and amounts as they are typed in a query, and ranges of them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from udklip.core.times import start_of_day
from udklip.indexer.fields import Field, FieldType
from udklip.indexer.grammar.faults import Fault, WrongQuery
from udklip.indexer.grammar.lexer import Token, TokenKind
from udklip.indexer.grammar.relative_days import Period, relative_period
from udklip.indexer.tree import Between

Bound = datetime | float

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_DANISH = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_AMOUNT = re.compile(
    r"(\d+(?:\.\d{3})*|\d+)(?:[.,](\d+))?\s*(?:(tusind|t)|(mio\.?|million(?:er)?)|(mia\.?|milliard(?:er)?))?"
    r"\s*(?:kr\.?|kroner|dkk)?"
)
_RANGE = re.compile(r"([\[{])\s*(\S+)\s+(?:TO|TIL)\s+(\S+)\s*([\]}])")
_COMPARISON = re.compile(r"([<>]=?)\s*[\"“”„»«]?(.*?)[\"“”„»«]?")
_YEARS = range(1900, 2101)
_LARGEST_WHOLE = 2**53


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What one typed value covers: for a day from its midnight to before the next; for a number the number."""

    low: Bound
    high: Bound
    high_included: bool


def between(field: Field, token: Token, query: str, today: date) -> Between:
    """What `token` says of the date or number `field`; `today` is the day that i-går is counted from.

    Raises:
        WrongQuery: if a value is no date or number, or the range is backwards.
    """
    read: Callable[[str], _Stretch] = lambda value: _stretch(field, value, token, query, today)  # noqa: E731
    if token.kind is TokenKind.RANGE:
        return _forwards(_range(field, token, query, read), token, query)
    if token.kind is TokenKind.COMPARISON:
        return _comparison(field, token, read)
    whole = read(token.text)
    return Between(field.name, whole.low, whole.high, high_included=whole.high_included)


def days(first: date | None, last: date | None) -> Between:
    """Publication from the start of `first` to the end of `last`, days in Copenhagen; None is open."""
    low = start_of_day(first) if first else None
    high = start_of_day(last + timedelta(days=1)) if last else None
    return Between("published", low, high, high_included=False)


def _range(field: Field, token: Token, query: str, read: Callable[[str], _Stretch]) -> Between:
    match = _RANGE.fullmatch(token.text)
    if not match:
        raise WrongQuery(Fault.OPEN_RANGE, query, token.position)
    with_low, with_high = match[1] == "[", match[4] == "]"
    # From the beginning, not from nothing: the field must have a value.
    low = read("1900" if field.type is FieldType.DATE else "0") if match[2] == "*" else read(match[2])
    high = None if match[3] == "*" else read(match[3])
    return Between(
        field.name,
        low.low if with_low else low.high,
        None if high is None else high.high if with_high else high.low,
        low_included=with_low or not low.high_included,
        high_included=high is not None and with_high and high.high_included,
    )


def _comparison(field: Field, token: Token, read: Callable[[str], _Stretch]) -> Between:
    match = _COMPARISON.fullmatch(token.text)
    sign, value = (match[1], read(match[2])) if match else ("=", read(token.text))
    match sign:
        case ">=":
            return Between(field.name, value.low, None)
        case ">":
            return Between(field.name, value.high, None, low_included=not value.high_included)
        case "<=":
            return Between(field.name, None, value.high, high_included=value.high_included)
    return Between(field.name, None, value.low, high_included=False)


def _forwards(found: Between, token: Token, query: str) -> Between:
    low, high = found.low, found.high
    if isinstance(low, datetime) and isinstance(high, datetime):
        backwards = high <= low
    else:
        backwards = isinstance(low, float) and isinstance(high, float) and high < low
    if backwards:
        raise WrongQuery(Fault.BACKWARDS, query, token.position)
    return found


def _stretch(field: Field, value: str, token: Token, query: str, today: date) -> _Stretch:
    if field.type is FieldType.DATE:
        period = _period(value) or relative_period(value, today)
        if period is None:
            raise WrongQuery(Fault.NO_DATE, query, token.position, value=value)
        return _Stretch(start_of_day(period[0]), start_of_day(period[1]), high_included=False)
    number = _number(value)
    if number is None or number > _LARGEST_WHOLE:
        raise WrongQuery(Fault.NO_NUMBER, query, token.position, value=value)
    return _Stretch(number, number, high_included=True)


def _period(typed: str) -> Period | None:
    if match := _DANISH.fullmatch(typed):
        return _whole(int(match[3]), int(match[2]), int(match[1]))
    if match := _ISO.fullmatch(typed):
        year, month, day = (int(part) if part else None for part in match.groups())
        return None if year is None else _whole(year, month, day)
    return None


def _whole(year: int, month: int | None, day: int | None) -> Period | None:
    if year not in _YEARS:
        return None
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    if day is not None:
        return first, first + timedelta(days=1)
    if month in (None, 12):
        return first, date(year + 1, 1, 1)
    return first, date(year, first.month + 1, 1)


def _number(typed: str) -> float | None:
    match = _AMOUNT.fullmatch(typed.lower())
    if not match:
        return None
    thousand, million, milliard = match[3], match[4], match[5]
    factor = 1e3 if thousand else 1e6 if million else 1e9 if milliard else 1.0
    return float(f"{match[1].replace('.', '')}.{match[2] or 0}") * factor
