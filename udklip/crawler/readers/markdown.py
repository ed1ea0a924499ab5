"""Markdown marks out of a text, and what they told of it kept."""

import re
from dataclasses import dataclass

_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])")
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)")
_LINK = re.compile(r"\[([^\]]+)\]\(<?(?:mailto:|tel:|https?://|/|#)[^)\s]*>?(?:\s+\"[^\"]*\")?\)")
_AUTOLINK = re.compile(r"<((?:mailto:|https?://)?[^<>\s]+[@/.][^<>\s]+)>")
_RULE = re.compile(r"^\s*(?:[-*_]\s*){3,}$")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|-])")
_QUOTE = re.compile(r"^\s{0,3}>\s?")
_BULLET = re.compile(r"^(\s*)[*+]\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class UnmarkedLine:
    """A line without marks; `heading` and `strong` where the whole line was set so."""

    text: str
    heading: bool
    strong: bool


def unmarked(line: str) -> UnmarkedLine:
    """Take the marks off one line."""
    if _RULE.match(line):
        return UnmarkedLine("", heading=False, strong=False)
    heading = _HEADING.match(line)
    text = heading[1] if heading else _QUOTE.sub("", line)
    strong = text.strip()
    whole = strong.startswith(("**", "__")) and strong.endswith(("**", "__")) and len(strong) > 4
    text = _LINK.sub(r"\1", _IMAGE.sub(r"\1", _BULLET.sub(r"\1- ", text)))
    text = _EMPHASIS.sub(r"\1", _STRONG.sub(r"\2", text))
    return UnmarkedLine(_ESCAPE.sub(r"\1", _AUTOLINK.sub(r"\1", text)), bool(heading), whole)
