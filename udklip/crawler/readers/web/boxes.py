"""Boxes of a page that are no part of its article, known by their names or by holding nothing but links."""

import re
from enum import Enum, auto
from functools import lru_cache

from lxml.etree import XPath
from lxml.html import HtmlElement

from udklip.crawler.furniture import is_offer
from udklip.crawler.readers.web.page import squeezed

_HOLDERS = ("div", "section", "aside", "form", "p", "ul", "ol")
_WALL = re.compile(
    r"pay-?wall|locked|betalingsmur|abonnement(?:s)?mur|premium-?(?:wall|gate)|subscriber-?(?:wall|only)|content-?gate",
    re.IGNORECASE,
)
_BOX = re.compile(
    r"(?:^|[\s_-])(?:nyhedsbrev\w*|abonnement\w*|kommentar(?:er|spor|felt)?|mest-?l(?:ae|æ)st\w*|"
    r"l(?:ae|æ)s-?(?:ogs(?:aa|å)|mere|videre|op)|read-?also|relatere\w*|(?:om-)?(?:skribent|forfatter)\w*|emneord|tagliste)"
    r"(?:$|[\s_-])|readalso",
    re.IGNORECASE,
)
_FORM = re.compile(r"(?:^|[\s_-])tilmeld\w*(?:$|[\s_-])", re.IGNORECASE)
_INPUTS = ("form", "input", "button")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_DIALOGS = XPath("//dialog | //*[@role='dialog' or @aria-modal='true' or @hidden]")
_LARGEST_BOX, _LARGEST_DIALOG = 700, 1500
"""Letters; what holds more, whatever it is called, is the article."""
_LINKS, _WORDS = 3, 4
"""Items of a list, and their words on the average, from which on links alone are other articles."""
_HEADING = 60
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6", "strong"})


class _Sort(Enum):
    WALL = auto()
    BOX = auto()
    FORM = auto()


def drop_boxes(tree: HtmlElement) -> bool:
    """Take boxes out of `tree`; true where one that shows was a wall with offers to subscribe."""
    wall = False
    for box in list(tree.iter(*_HOLDERS)):
        sort = _sort_of(box.get("class"), box.get("id"))
        if sort is _Sort.WALL and _offers(box):
            wall = wall or _is_visible(box)
            _drop(box)
        elif sort in {_Sort.BOX, _Sort.FORM} and _is_small(box, _LARGEST_BOX):
            if sort is _Sort.BOX or next(box.iter(*_INPUTS), None) is not None:
                _drop(box)
        elif box.tag in {"ul", "ol"}:
            _sort_out(box)
    for dialog in _DIALOGS(tree):
        if _is_small(dialog, _LARGEST_DIALOG):
            _drop(dialog)
    return wall


@lru_cache(maxsize=8192)
def _sort_of(*marks: str | None) -> _Sort | None:
    named = " ".join(filter(None, marks))
    if _WALL.search(named):
        return _Sort.WALL
    if _BOX.search(named):
        return _Sort.BOX
    return _Sort.FORM if _FORM.search(named) else None


def _offers(box: HtmlElement) -> bool:
    return _is_small(box, _LARGEST_DIALOG) and any(is_offer(squeezed(text)) for text in box.itertext())


def _is_small(box: HtmlElement, most: int) -> bool:
    return next(box.iter("h1", "article"), None) is None and len(squeezed(box.text_content())) <= most


def _is_visible(element: HtmlElement) -> bool:
    return not any(
        one.get("hidden") is not None
        or _HIDDEN.search(one.get("style") or "")
        or one.get("aria-hidden") == "true"
        for one in (element, *element.iterancestors())
    )


def _sort_out(found: HtmlElement) -> None:
    """A list that a sentence introduces stays, links or not; one of nothing but headlines goes."""
    before = found.getprevious()
    if before is not None and before.tag == "p" and squeezed(before.text_content()).endswith(":"):
        for link in list(found.iter("a")):
            link.drop_tag()
    elif _is_list_of_headlines(found):
        _drop_heading_of(found)
        _drop(found)


def _is_list_of_headlines(found: HtmlElement) -> bool:
    """Whether every item is one link, with as many words as a headline has."""
    items = [squeezed(item.text_content()) for item in found.iterchildren("li")]
    letters, words = sum(map(len, items)), sum(len(item.split()) for item in items)
    if len(items) < _LINKS or words < _WORDS * len(items):
        return False
    return sum(len(squeezed(link.text_content())) for link in found.iter("a")) > 0.9 * letters


def _drop_heading_of(links: HtmlElement) -> None:
    """The short line right above a list, which only says what it lists."""
    heading = links.getprevious()
    if heading is None or heading.tag not in _HEADINGS:
        return
    if len(squeezed(heading.text_content())) <= _HEADING:
        _drop(heading)


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()
