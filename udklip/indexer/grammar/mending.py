"""What a wrong query was probably meant to be: each fault put right at its place, where one can know how."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date

from udklip.indexer.fields import FIELD_NAMES, TEXT_NAMES
from udklip.indexer.grammar.closest import closest
from udklip.indexer.grammar.faults import Fault, WrongQuery
from udklip.indexer.grammar.field_values import VALUES
from udklip.indexer.grammar.leaves import FARTHEST
from udklip.indexer.grammar.lexer import token_at
from udklip.indexer.grammar.relative_days import NAMES as DAYS
from udklip.indexer.grammar.relative_days import relative_period

_FIELD_BEFORE = re.compile(r"(\w+):\s*$")
_JOINED = re.compile(r"[^\W_][\w.]*")
_YEAR_FIRST = re.compile(r"(\d{4})[./](\d{1,2})[./](\d{1,2})")
_SHORT_YEAR = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{2})")
_ANY_DAY = date(2020, 11, 24)
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def mended(wrong: WrongQuery) -> str | None:
    """The query with this one fault put right, which may have others; None where one cannot know."""
    mend = _MENDS.get(wrong.fault)
    candidate = mend(wrong) if mend else None
    if candidate is None or candidate == wrong.query:
        return None
    return candidate.strip()


def _instead(wrong: WrongQuery, typed: str, right: str) -> str:
    """The query with `right` where `typed` stands wrongly."""
    start = wrong.position
    return wrong.query[:start] + right + wrong.query[start + len(typed) :]


def _typed(wrong: WrongQuery) -> str:
    return token_at(wrong.query, wrong.position)


def _taken_away(wrong: WrongQuery) -> str:
    """Without the operator, field or bracket at the place; the space around it is left as it reads."""
    before, after = wrong.query[: wrong.position], wrong.query[wrong.position + len(_typed(wrong)) :]
    return f"{before.rstrip()} {after.lstrip()}" if after.strip() else before


def _closed(wrong: WrongQuery) -> str:
    return f'{wrong.query.rstrip()}"'


def _bracket_closed(wrong: WrongQuery) -> str:
    return f"{wrong.query.rstrip()})"


def _without_brackets(wrong: WrongQuery) -> str:
    return re.sub(r"\(\s*\)", " ", wrong.query)


def _field(wrong: WrongQuery) -> str:
    """The field that was meant, else words: "Analyse:ny klynge" is no field."""
    name = str(wrong.names["name"])
    close = closest(name.lower(), (*TEXT_NAMES, *FIELD_NAMES))
    return _instead(wrong, name, close) if close else _instead(wrong, f"{name}:", f"{name} ")


def _range(wrong: WrongQuery) -> str | None:
    """Two values in square brackets, whatever stood between them; a single one without brackets."""
    typed = re.match(r"[\[{][^\]}]*[\]}]?", wrong.query[wrong.position :])
    if not typed:
        return None
    together = re.sub(r"(\d)\s+(?=mi|kr|t\b)", r"\1", typed[0], flags=re.IGNORECASE)
    values = [
        each for each in re.split(r"\s+|\.\.|[\[\]{},;]", together) if _JOINED.match(each) or each == "*"
    ]
    ends = [each for each in values if each.upper() not in ("TIL", "TO", "OG", "AND")]
    if len(ends) == 1:
        return _instead(wrong, typed[0], ends[0])
    return _instead(wrong, typed[0], f"[{ends[0]} TIL {ends[1]}]") if len(ends) == 2 else None


def _with_field(wrong: WrongQuery) -> str | None:
    """A range alone is one of dates, or of amounts where it says so; what is after a text's field stays a riddle."""
    typed = _typed(wrong)
    if _FIELD_BEFORE.search(wrong.query[: wrong.position]):
        return None
    if re.search(r"\d{4}-\d|\d{4}\b(?!.*(?:mi|kr))", typed):
        return _instead(wrong, typed, f"dato:{typed}")
    return _instead(wrong, typed, f"beløb:{typed}") if re.search(r"\d", typed) else None


def _swapped(wrong: WrongQuery) -> str:
    typed = _typed(wrong)
    inside = re.fullmatch(r"([\[{])\s*(\S+)(\s+\S+\s+)(\S+)\s*([\]}])", typed)
    return _instead(
        wrong, typed, f"{inside[1]}{inside[4]}{inside[3]}{inside[2]}{inside[5]}" if inside else typed
    )


def _without_tilde(wrong: WrongQuery) -> str:
    return re.sub(r"^~[\d.]*", "", wrong.query[wrong.position :]).join([wrong.query[: wrong.position], ""])


def _without_first_star(wrong: WrongQuery) -> str:
    """A word finds the compounds that end in it, and needs no star for that."""
    typed = _typed(wrong)
    return _instead(wrong, typed, typed.lstrip("*?"))


def _words_apart(wrong: WrongQuery) -> str | None:
    """The phrase around the place, as words that must all be there."""
    for phrase in re.finditer(r'["“”„»«]([^"“”„»«]*)["“”„»«](?:~\d*)?', wrong.query):
        if phrase.start() <= wrong.position < phrase.end():
            return wrong.query[: phrase.start()] + f"({phrase[1].strip()})" + wrong.query[phrase.end() :]
    return None


def _value(wrong: WrongQuery) -> str | None:
    """One of the values that the field takes."""
    field = _FIELD_BEFORE.search(wrong.query[: wrong.position])
    known = FIELD_NAMES.get(field[1].lower()) if field else None
    if known is None:
        return None
    typed = _typed(wrong)
    close = closest(typed.lower().strip('*="'), VALUES.get(known.name, {}))
    return _instead(wrong, typed, close) if close else None


def _together(wrong: WrongQuery) -> str:
    """An amount with its unit behind it."""
    return wrong.query[: wrong.position] + wrong.query[wrong.position :].lstrip()


def _nearer(wrong: WrongQuery) -> str:
    typed = _typed(wrong)
    return _instead(wrong, typed, re.sub(r"~\d+$", f"~{FARTHEST}", typed))


def _date(wrong: WrongQuery) -> str | None:
    value = str(wrong.names["value"])
    if named := _days_of_words(wrong, value):
        return named
    right = _day_meant(value)
    typed = _typed(wrong)
    return _instead(wrong, typed, typed.replace(value, right)) if right and value in typed else None


def _days_of_words(wrong: WrongQuery, value: str) -> str | None:
    """`dato:sidste uge` is dato:sidste-uge."""
    typed = _typed(wrong)
    for more in (r"\s+\w+", r"\s+\w+\s+\w+"):
        rest = re.match(more, wrong.query[wrong.position + len(typed) :])
        if rest and relative_period(value + rest[0], _ANY_DAY):
            return _instead(wrong, typed + rest[0], re.sub(r"\s+", "-", typed + rest[0]))
    return None


def _day_meant(value: str) -> str | None:
    if match := _YEAR_FIRST.fullmatch(value):
        return f"{match[1]}-{match[2]:0>2}-{match[3]:0>2}"
    if match := _SHORT_YEAR.fullmatch(value):
        return f"{match[1]}.{match[2]}.20{match[3]}"
    if (match := _DAY.fullmatch(value)) and 1 <= int(match[2]) <= 12:
        # The 31st of a month of 30 days is its last.
        return (
            f"{match[1]}-{match[2]}-{monthrange(int(match[1]), int(match[2]))[1]}" if int(match[3]) else None
        )
    return closest(value.lower(), DAYS)


_MENDS: Mapping[Fault, Callable[[WrongQuery], str | None]] = {
    Fault.OPEN_QUOTE: _closed,
    Fault.OPEN_BRACKET: _bracket_closed,
    Fault.LONE_BRACKET: _taken_away,
    Fault.EMPTY_BRACKETS: _without_brackets,
    Fault.OPEN_RANGE: _range,
    Fault.LONE_RANGE: _with_field,
    Fault.NOTHING_BEFORE: _taken_away,
    Fault.NOTHING_AFTER: _taken_away,
    Fault.UNKNOWN_FIELD: _field,
    Fault.LONE_TILDE: _without_tilde,
    Fault.FIRST_STAR: _without_first_star,
    Fault.STAR_IN_PHRASE: _words_apart,
    Fault.STAR_IN_FIELD: _value,
    Fault.TOO_MANY_NEAR: _words_apart,
    Fault.TOO_FAR: _nearer,
    Fault.UNKNOWN_VALUE: _value,
    Fault.NO_DATE: _date,
    Fault.UNIT_APART: _together,
    Fault.BACKWARDS: _swapped,
}
