"""What an OCR makes of the bullets of a list."""

import re

_BULLET = re.compile(r"^([ \t]*)[e¢«°©®*+](?= \S)", re.MULTILINE)
_FEWEST = 2
"""One alone may be anything."""


def mended_bullets(text: str) -> str:
    """`text`, read by an OCR, with a dash where lines begin with the same wrong sign that bullets are read as."""
    return _BULLET.sub(r"\1-", text) if len(_BULLET.findall(text)) >= _FEWEST else text
