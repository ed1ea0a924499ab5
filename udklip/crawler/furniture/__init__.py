"""What stands around articles and belongs to none: menus, offers, boxes, comment rules.

Lines are compared without regard to case, punctuation at their ends and bullets; a rule says whether
the line alone goes or everything from it on.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from udklip.crawler.furniture import abroad, danish

_EDGES = " \t\u00a0.,:;!?…→»«›‹<>|·•*–—-+#\"'"
_LINES = danish.LINES | abroad.LINES


def _whole(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_LINE = _whole(*danish.LINE_PATTERNS, *abroad.LINE_PATTERNS)
_OFFER = _whole(*danish.OFFERS, *abroad.OFFERS)
_END = _whole(*danish.ENDS, *abroad.ENDS)
_LIST = _whole(*danish.LISTS, *abroad.LISTS)
_BETWEEN = re.compile(r"\s+[|·•]\s+|\s*\|\s*")
_REACH = re.compile(r"@|(?:\d\d\s?){4}")
_LONGEST = 300
"""Letters; what is longer is a paragraph, and not worth trying every pattern on."""
_BEGUN = 200
"""Letters after which an article has surely begun."""
_PARAGRAPH = 110
"""Letters of a sentence that only an article writes."""
_GOES_ON = 4
"""Such paragraphs after an offer or a list that make it sure that the article goes on behind it."""
_ROW_PART = 40
_HEADLINE_WORDS, _HEADLINE = 3, 110
_ELSEWHERE = frozenset({"læs også", "læs også her", "read also", "lesen sie auch", "läs också", "les også"})
"""What stands over the headline of one other article."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What is left of the lines, and whether an offer to subscribe cut them off."""

    lines: tuple[str, ...]
    offer: bool


def without_furniture(lines: Iterable[str]) -> Cleaned:
    """`lines` (paragraphs or single lines) without furniture, cut off where offers, comments or lists begin."""
    everything = [line for line in lines if line.strip()]
    kept: list[str] = []
    letters, elsewhere = 0, False
    for place, line in enumerate(everything):
        if elsewhere and _is_headline(line):
            elsewhere = False
            continue
        elsewhere = line.strip(_EDGES).lower() in _ELSEWHERE
        offer = is_offer(line)
        rest = everything[place + 1 :]
        if offer and not _goes_on(rest):
            return Cleaned(tuple(kept), offer=True)
        if _ends_article(line.strip(_EDGES), letters, rest):
            break
        if not (offer or is_furniture(line)):
            kept.append(line)
            letters += len(line)
    return Cleaned(tuple(kept), offer=False)


def _is_headline(line: str) -> bool:
    """A line of words without the end of a sentence."""
    return len(line.split()) >= _HEADLINE_WORDS and len(line) <= _HEADLINE and not line.rstrip().endswith(".")


def is_furniture(line: str) -> bool:
    """Whether a line alone says that it is no part of an article."""
    bare = line.strip(_EDGES)
    if len(bare) > _LONGEST:
        return _is_row(line)
    known = bare.lower() in _LINES or _LINE.fullmatch(bare) or _END.fullmatch(bare) or _is_most_read(bare)
    return not bare or bool(known) or _is_row(line)


def is_offer(line: str) -> bool:
    """Whether a line offers a subscription or asks to log in: beyond it the text is closed."""
    return len(line) < _LONGEST and bool(_OFFER.fullmatch(line.strip(_EDGES)))


def _ends_article(bare: str, letters: int, rest: Sequence[str]) -> bool:
    """Whether what follows is a list of other articles, or comments; their number is printed on top too."""
    if len(bare) > _LONGEST:
        return False
    if bare.lower() in _ELSEWHERE:
        return not any(map(_is_sentence, rest))
    if _LIST.fullmatch(bare):
        return sum(map(_is_sentence, rest)) <= len(rest) // 5
    return letters >= _BEGUN and bool(_END.fullmatch(bare))


def _goes_on(rest: Sequence[str]) -> bool:
    """Whether an article goes on below a line that might have ended it."""
    paragraphs = 0
    for line in rest:
        bare = line.strip(_EDGES)
        if len(bare) <= _LONGEST and (_END.fullmatch(bare) or _LIST.fullmatch(bare)):
            break
        paragraphs += _is_sentence(line) and len(line) >= _PARAGRAPH and not is_offer(line)
    return paragraphs >= _GOES_ON


def _is_sentence(line: str) -> bool:
    return len(line) > 40 and line.rstrip().endswith((".", "…", ".”", ".«", ".“", '."'))


_MOST_READ = re.compile(r"(?:mest|meist|most)[ -]?\w{3,14}(?: .{1,20})?|læs også", re.IGNORECASE)


def _is_most_read(bare: str) -> bool:
    """The head of such a list is none of the article's, even where the list itself is gone already."""
    return bool(_MOST_READ.fullmatch(bare) and _LIST.fullmatch(bare))


def _is_row(line: str) -> bool:
    """A menu or a footer in one line: short parts between signs, no sentence, nobody to call."""
    parts = _BETWEEN.split(line.strip())
    menu = len(parts) > 2 and max(map(len, parts)) <= _ROW_PART
    return menu and not line.rstrip().endswith((".", "!", "?", ":")) and not _REACH.search(line)
