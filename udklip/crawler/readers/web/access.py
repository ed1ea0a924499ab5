"""How much of a page's text is open to everyone."""

import re
from collections.abc import Iterable

from lxml.etree import XPath
from lxml.html import HtmlElement

from udklip.core.reading import Access
from udklip.crawler.furniture import is_offer
from udklip.crawler.readers.web.page import squeezed

_MARKS = ("wall", "Wall", "lock", "gate", "Gate", "mur", "subscriber-only")
_WALL = re.compile(
    r"pay-?wall|locked|abonnement(?:s)?mur|premium-?(?:wall|gate)|subscriber-?(?:wall|only)|content-?gate"
)
# In XPath, because a page has thousands of elements and all but none of these.
_WALLS = XPath(
    "//*[self::div or self::section or self::aside]["
    + " or ".join(f"contains(@{name}, '{mark}')" for name in ("class", "id") for mark in _MARKS)
    + "]"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
WHOLE_TEXT_WORDS = 250
"""A page marked closed that has more words than this has its whole text in it."""


def access_of(closed: bool, offer: bool, words: int) -> Access:
    """Open, or how a closed text stands here.

    `closed` is the page's own mark, `offer` that the text was cut off by an offer to subscribe. A teaser
    is a beginning that is open to all; paywalled is a text that is closed from its first word on: either
    nothing of it is here, or all of it is, under a mark that closes it.
    """
    if not closed and not offer:
        return Access.OPEN
    if words == 0 or (not offer and words > WHOLE_TEXT_WORDS):
        return Access.PAYWALLED
    return Access.TEASER


def shows_wall(tree: HtmlElement) -> bool:
    """Whether a visible element of the page is called a paywall and holds an offer."""
    for element in _WALLS(tree):
        marks = f"{element.get('class', '')} {element.get('id', '')}".lower()
        if _WALL.search(marks) and _is_visible(element) and _has_offer(element.itertext()):
            return True
    return False


def _is_visible(element: HtmlElement) -> bool:
    return not any(
        one.get("hidden") is not None
        or _HIDDEN.search(one.get("style") or "")
        or one.get("aria-hidden") == "true"
        for one in (element, *element.iterancestors())
    )


def _has_offer(texts: Iterable[str]) -> bool:
    return any(is_offer(line) for line in map(squeezed, texts) if line)
