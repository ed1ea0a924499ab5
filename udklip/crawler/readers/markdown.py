"""Markdown marks out of a text, and what they told of it kept."""

import re
from dataclasses import dataclass

_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$")
# Every repetition is bounded or stops at its own sign: a hostile line must not take quadratic time.
_STRONG = re.compile(r"\*\*(?=\S)([^*]{1,3000})(?<=\S)\*\*|__(?=\S)([^_]{1,3000})(?<=\S)__")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])")
_IMAGE = re.compile(r"!\[([^\]\[]{0,400})\]\([^)\s]{0,1000}(?:\s+\"[^\"]{0,200}\")?\)")
_CAPTION_WORDS = 4
_LINK = re.compile(
    r"\[([^\]\[]{1,400})\]\(<?(?:mailto:|tel:|https?://|/|#)[^)\s]{0,1000}>?(?:\s+\"[^\"]{0,200}\")?\)"
)
_AUTOLINK = re.compile(r"<((?:mailto:|https?://)?[^<>\s]{1,300}[@/.][^<>\s]{1,300})>")
_RULE = re.compile(r"^\s*(?:[-*_=]\s*){3,}$")
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
    text = _LINK.sub(r"\1", _IMAGE.sub(_caption, _BULLET.sub(r"\1- ", text)))
    text = _EMPHASIS.sub(r"\1", _STRONG.sub(r"\1\2", text))
    return UnmarkedLine(_ESCAPE.sub(r"\1", _AUTOLINK.sub(r"\1", text)), bool(heading), whole)


def _caption(image: re.Match[str]) -> str:
    """What stands for a picture, where it says more than what kind of thing it shows."""
    return image[1] if len(image[1].split()) >= _CAPTION_WORDS else ""
