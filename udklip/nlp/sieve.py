"""The quick test before the language part: does any name or term of the profile occur at all?

It may only let too much through: names and terms count inside other words, in any case, with æ, ø and å as an OCR or
a foreign keyboard writes them.
"""

import re

from udklip.core.settings import Profile
from udklip.nlp.register import Register
from udklip.nlp.terms import sure_piece, tolerant

LONGEST_EXACT = 4


class _Needle:
    """A name or term: its longest piece that nothing garbles is looked for first, the pattern only where that is."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.piece = sure_piece(word)
        self.pattern = re.compile(tolerant(word))


class Sieve:
    """Made once for a register and a profile, then asked of every text."""

    def __init__(self, register: Register, profile: Profile) -> None:
        """Prepare the names of the register's organisations and people and the profile's terms."""
        forms = [form for form, _ in register.forms]
        names = [*forms, *(person.name for person in register.people)]
        long = [name for name in names if len(name) > LONGEST_EXACT]
        short = [name for name in names if len(name) <= LONGEST_EXACT]
        words = dict.fromkeys([*long, *(term.rstrip("*") for term in profile.terms)])
        self._needles = _by_piece([_Needle(word) for word in words])
        self._short = _short_forms(short)

    def passes(self, text: str) -> tuple[str, ...]:
        """The names and terms that occur in `text`; an empty tuple means that it is off topic."""
        lower = text.lower()
        found = [
            needle.word
            for piece, needles in self._needles.items()
            if piece in lower
            for needle in needles
            if needle.pattern.search(lower)
        ]
        short = [form for form, pattern in self._short.items() if form in text and pattern.search(text)]
        return (*found, *short)


def _by_piece(needles: list[_Needle]) -> dict[str, list[_Needle]]:
    grouped: dict[str, list[_Needle]] = {}
    for needle in needles:
        grouped.setdefault(needle.piece, []).append(needle)
    return grouped


def _short_forms(forms: list[str]) -> dict[str, re.Pattern[str]]:
    """Short forms stand as whole words, with a genitive's ending or a hyphen after them, or in capitals."""
    spelled = {*forms, *(form.upper() for form in forms)}
    return {form: re.compile(rf"(?<![^\W_]){re.escape(form)}(?=s?(?![^\W_]))") for form in sorted(spelled)}
