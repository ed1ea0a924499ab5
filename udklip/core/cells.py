"""Outside text made fit for a cell, a paragraph or an element: on one line, and no more than text."""

import re

#: Not allowed in XML, not seen by anyone, or turning the reading of what follows around.
_NOT_TEXT = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
#: What a spreadsheet takes for the beginning of a formula; some take the wide forms too.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def line(text: str) -> str:
    """`text` on one line, without control characters, lone surrogates and marks that turn the reading around."""
    return " ".join(_NOT_TEXT.sub("", text).split())


def cell(text: str) -> str:
    """`text` as a line that no spreadsheet takes for a formula: an apostrophe stands before what could be one.

    A tab or CR at the beginning, which hides one, is gone with the other spaces. See OWASP, "CSV Injection".
    """
    cleaned = line(text)
    return f"'{cleaned}" if cleaned.startswith(_FORMULA) else cleaned
