"""Which known name somebody meant who mistyped it."""

from collections.abc import Iterable
from difflib import SequenceMatcher

LEAST_LIKE = 0.6
#: What somebody began to write: `org` is organisation.
_BEGUN = 0.9
_LEAST_BEGUN = 3


def closest(typed: str, names: Iterable[str]) -> str | None:
    """The name most like `typed` (lower case), the first of those about as like; None where none is."""
    likeness = {name: round(_likeness(typed, name), 1) for name in names}
    best = max(likeness, key=likeness.__getitem__, default=None)
    return best if best is not None and likeness[best] >= LEAST_LIKE else None


def _likeness(typed: str, name: str) -> float:
    if len(typed) >= _LEAST_BEGUN and name.startswith(typed):
        return _BEGUN
    return SequenceMatcher(None, typed, name).ratio()
