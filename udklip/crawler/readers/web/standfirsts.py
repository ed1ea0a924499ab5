"""The standfirst that is printed under a headline: not what the page tells search engines."""

import re
from collections.abc import Callable, Sequence
from itertools import islice

from udklip.crawler.dates import bears_day
from udklip.crawler.readers.bylines import printed_byline
from udklip.crawler.readers.web.page import Block, Surroundings, folded, squeezed

_CLASSES = re.compile(
    r"(?:^|[\s_-])(?:lead|leadtext|manchet|underrubrik|underoverskrift|standfirst|sub-?title|sub-?head(?:line|er|ing)?|"
    r"teaser|intro(?:duction|tekst|text)?|summary|deck|dek|preamble|ingress|resume|excerpt|description|tagline)"
    r"(?:$|[\s_-])"
)
_ELSEWHERE = re.compile(
    r"(?:caption|billedtekst|byline|author|related|share|comment|paywall|breadcrumb|card|newsletter)"
)
_SHORTEST, _LONGEST = 25, 900
_FLOWING, _DATED, _BESIDES = 60, 60, 120
_NEIGHBOURS = 4
_BOLD = ("strong", "b")

_Test = Callable[[Block], bool]


def standfirst_of(around: Surroundings, descriptions: Sequence[str], paragraphs: Sequence[str]) -> str | None:
    """The standfirst, by what the page calls it, by what it says of itself, by its type, or by where it stands.

    `paragraphs` is the text that was extracted; what stands after its second paragraph is body. A paragraph
    set like those after it is one of them, even where the page describes itself with it.
    """
    blocks = [block for block in _candidates(around, paragraphs) if not _is_one_of_many(block)]
    for test in (_called_so, _among(descriptions), _beside(around), _is_bold):
        found = next((block.text for block in blocks if test(block)), None)
        if found:
            return found
    return None


def _candidates(around: Surroundings, paragraphs: Sequence[str]) -> list[Block]:
    """Blocks after the headline, up to where the body has surely begun."""
    body = {folded(paragraph) for paragraph in paragraphs[1:]}
    found: list[Block] = []
    for block in around.after:
        if folded(block.text) in body and not _CLASSES.search(block.marks):
            break
        if _SHORTEST <= len(block.text) <= _LONGEST and _is_prose(block):
            found.append(block)
    return found


def _is_prose(block: Block) -> bool:
    if _ELSEWHERE.search(block.marks) or block.element.tag in {"li", "figcaption", "time", "label"}:
        return False
    printed = printed_byline(block.text) or (len(block.text) < _DATED and bears_day(block.text))
    return len(block.text.split()) > 3 and not printed and not block.is_link


def _is_one_of_many(block: Block) -> bool:
    """Whether paragraphs of the same make follow it."""
    element, mark = block.element, block.element.get("class")
    like = (
        other
        for other in islice(element.itersiblings(str(element.tag)), _NEIGHBOURS)
        if other.get("class") == mark and len(other.text_content()) >= _FLOWING
    )
    return len(list(islice(like, 2))) == 2


def _called_so(block: Block) -> bool:
    """By its own name or that of what holds nothing but it."""
    if block.element.get("itemprop") in {"description", "alternativeHeadline"}:
        return True
    for element in (block.element, *islice(block.element.iterancestors(), 2)):
        if _CLASSES.search(f"{element.get('class', '')} {element.get('id', '')}".lower()):
            return len(squeezed(element.text_content())) <= len(block.text) + _BESIDES
    return False


def _among(descriptions: Sequence[str]) -> _Test:
    known = {folded(description) for description in descriptions}
    return lambda block: folded(block.text) in known


def _beside(around: Surroundings) -> _Test:
    """In the headline's own header, or a heading right below it: no body stands there."""
    if around.headline is None:
        return lambda _: False
    headers = set(around.headline.element.iterancestors("header", "hgroup"))

    def test(block: Block) -> bool:
        if block.element.tag in {"h2", "h3"} and around.after and block is around.after[0]:
            return len(block.text) > 60
        return bool(headers.intersection(block.element.iterancestors("header", "hgroup")))

    return test


def _is_bold(block: Block) -> bool:
    """A whole paragraph of sentences set in bold, which no other after it is."""
    strong = block.element if block.element.tag in _BOLD else None
    if strong is None or len(block.text) < _FLOWING or block.text[-1] not in ".!?":
        return False
    paragraph = strong.getparent()
    if paragraph is None or squeezed(paragraph.text_content()) != block.text:
        return False
    after = islice(paragraph.itersiblings(), _NEIGHBOURS)
    return not any(next(other.iter(*_BOLD), None) is not None for other in after)
