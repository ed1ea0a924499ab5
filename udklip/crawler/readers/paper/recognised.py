"""What an OCR found on a page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A word, its edges in pixels from the picture's left and top, and how sure the engine is, of 100."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float
