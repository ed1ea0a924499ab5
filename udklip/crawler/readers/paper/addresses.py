"""E-mail addresses that an OCR has cut: at the @, and at an underscore that it took for a rule below the line."""

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from PIL import Image

from udklip.crawler.readers.paper.recognised import Word

_NAME = re.compile(r"[\w.+-]*\w[\w.+-]*")
_WHOLE = re.compile(r"[\w.+-]+@[\w.-]+\.\w{2,}\W*")
_CUT_HOST = re.compile(r"[\w.+-]+@(?:[\w.-]*[.-])?")
_HOST = re.compile(r"@?[\w-]+(?:\.[\w-]+)*\.\w{2,}\W*")
_WIDEST_GAP = 1.2
"""Between two words that may be one, in heights of the line."""
_BAR = 0.6
"""Share of a gap's width that an underscore fills."""


def whole_addresses(words: Sequence[Word], picture: Image.Image) -> list[Word]:
    """`words` of a line of `picture`, with the pieces of an address made one word."""
    joined: list[Word] = []
    for word in words:
        sign = _sign_between(joined[-1], word, picture) if joined else None
        if sign is None:
            joined.append(word)
        else:
            joined[-1] = _one(joined[-1], word, sign)
    return joined


def _sign_between(before: Word, word: Word, picture: Image.Image) -> str | None:
    """What stands between two pieces of one address, None where they are none."""
    gap = word.left - before.right
    near = gap < _WIDEST_GAP * (before.bottom - before.top)
    if near and _CUT_HOST.fullmatch(before.text) and _HOST.fullmatch(word.text):
        return ""
    if not near or not _NAME.fullmatch(before.text):
        return None
    if _WHOLE.fullmatch(word.text):
        if word.text[0] in ".-":
            return ""
        written = before.text.endswith("_") or word.text.startswith("_")
        return "" if written else "_" if gap > 0 and _underscored(before, word, picture) else None
    return "" if word.text.startswith("@") and _HOST.fullmatch(word.text) else None


def _underscored(before: Word, word: Word, picture: Image.Image) -> bool:
    """Whether a dark bar fills the gap at the foot of the line."""
    height = max(before.bottom, word.bottom) - min(before.top, word.top)
    foot = (before.right, before.bottom - height // 4, word.left, before.bottom + height // 3)
    shades = np.asarray(picture.crop(foot))
    dark = shades < (int(shades.min()) + 255) / 2 if shades.size else shades
    return bool(shades.size and shades.min() < 128 and (dark.mean(axis=1) >= _BAR).any())


def _one(before: Word, word: Word, sign: str) -> Word:
    return replace(
        word,
        text=before.text + sign + word.text,
        left=before.left,
        top=min(before.top, word.top),
        confidence=min(before.confidence, word.confidence),
    )
