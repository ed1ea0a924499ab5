"""One line of a printed page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its text, its edges as shares of the page (0 left and top), its letters' size in points."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
