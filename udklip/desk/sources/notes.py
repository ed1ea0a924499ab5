"""Brings the notes of a settings file up to date with what was tried, line by line, so that its comments stay."""

import re
import tomllib
from collections.abc import Sequence

from udklip.core.times import COPENHAGEN
from udklip.core.toml_lines import line_of
from udklip.crawler.scouting.values import SourceTried

_MARK = re.compile(
    r'^(\s*note\s*=\s*")(?:not tried on line|tried \d{4}-\d\d-\d\d: \d+ of \d+ ways? answered)'
)


def with_notes(text: str, tried: Sequence[SourceTried]) -> tuple[str, int]:
    """`text` with the mark of each source that answered replaced, and how many were.

    A mark is "not tried on line", or that of an earlier trial, at the beginning of a note.
    """
    names = [block.get("name") for block in tomllib.loads(text).get("source", [])]
    lines = text.splitlines(keepends=True)
    changed = 0
    for one in tried:
        if not one.answered or one.source not in names:
            continue
        at = line_of(text, ("source", names.index(one.source), "note")) - 1
        noted = _MARK.sub(lambda mark, one=one: mark[1] + _said(one), lines[at])  # type: ignore[misc]
        changed += noted != lines[at]
        lines[at] = noted
    return "".join(lines), changed


def _said(tried: SourceTried) -> str:
    day = tried.at.astimezone(COPENHAGEN).date()
    ways = "way" if len(tried.ways) == 1 else "ways"
    return f"tried {day}: {tried.working} of {len(tried.ways)} {ways} answered"
