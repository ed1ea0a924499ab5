"""The standfirst that is printed under a headline: not what the page tells search engines."""

import re
from collections.abc import Callable, Sequence

from udklip.crawler.readers.bylines import printed_byline
from udklip.crawler.readers.web.page import Block, Surroundings, folded

_CLASSES = re.compile(
    r"(?:^|[\s_-])(?:lead|leadtext|manchet|underrubrik|underoverskrift|standfirst|sub-?title|sub-?head(?:line|er|ing)?|"
    r"teaser|intro(?:duction|tekst|text)?|summary|deck|dek|preamble|ingress|resume|excerpt|description|tagline)"
    r"(?:$|[\s_-])"
)
_ELSEWHERE = re.compile(
    r"(?:caption|billedtekst|byline|author|related|share|comment|paywall|breadcrumb|card|newsletter)"
)
_SHORTEST, _LONGEST = 25, 900

_Test = Callable[[Block], bool]


def standfirst_of(around: Surroundings, descriptions: Sequence[str], paragraphs: Sequence[str]) -> str | None:
    """The standfirst, by what the page calls it, by what it says of itself, or by where it stands.

    `paragraphs` is the text that was extracted; what stands after its second paragraph is body.
    """
    blocks = _candidates(around, paragraphs)
    for test in (_called_so, _among(descriptions), _beside(around)):
        found = next((block.text for block in blocks if test(block)), None)
        if found:
            return found
    return _first_paragraph_described(paragraphs, descriptions)


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
    return len(block.text.split()) > 3 and not printed_byline(block.text) and not block.is_link


def _called_so(block: Block) -> bool:
    return bool(_CLASSES.search(block.marks)) or block.element.get("itemprop") in {
        "description",
        "alternativeHeadline",
    }


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


def _first_paragraph_described(paragraphs: Sequence[str], descriptions: Sequence[str]) -> str | None:
    first = paragraphs[0] if paragraphs else ""
    if _SHORTEST <= len(first) <= _LONGEST and folded(first) in {folded(text) for text in descriptions}:
        return first
    return None
