"""Where on a page its article stands: trafilatura, asked again where what it found cannot be all."""

from collections import Counter
from itertools import islice

from lxml.etree import _Element
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document

from udklip.crawler.readers.web.page import squeezed

_SOUND = 250
"""Characters below which trafilatura, too, looks for more."""
_NEAR, _FAR = 2, 3
"""Levels above a paragraph at which those of one article meet."""
_SAME, _MORE = 0.9, 1.25
_HEADING = 8
_FURNISHED = ("h2", "h3", "h4", "li")


def extracted(tree: HtmlElement) -> list[_Element]:
    """The elements of the article in trafilatura's own vocabulary; empty where it finds none.

    Its `favor_precision` measures best on public pages. Its comparison with other extractors takes a third of
    its time and can only matter where those could find twice as much, or nothing sound was found: there it runs,
    elsewhere it is left out.
    """
    found = _extraction(tree, fast=True)
    thickest, letters = next(iter(_thickness(tree, _NEAR).most_common(1)), (None, 0))
    if not _is_sound(found, max(_thickness(tree, _FAR).values(), default=0)):
        found = _extraction(tree, fast=False) or found
        if 2 * _length(found) < letters:
            found = _longer(found, _extraction(tree, fast=False, precise=False))
    holder = _holder_of(_length(found), thickest) if thickest is not None else None
    if holder is not None and holder.tag != "body" and _lacks_headings(found, holder):
        found = _pointed_at(tree, holder, found)
    return list(found.body) if found is not None and found.body is not None else []


def _extraction(tree: HtmlElement, *, fast: bool, precise: bool = True) -> Document | None:
    document = bare_extraction(
        tree, fast=fast, include_comments=False, favor_precision=precise, deduplicate=False
    )
    return document if isinstance(document, Document) else None


def _thickness(tree: HtmlElement, levels: int) -> Counter[HtmlElement]:
    """How many letters elements have in paragraphs that stand at most `levels` below them."""
    letters: Counter[HtmlElement] = Counter()
    for paragraph in tree.iter("p"):
        own = len(paragraph.text_content())
        for around in islice(paragraph.iterancestors(), levels):
            letters[around] += own
    return letters


def _length(document: Document | None) -> int:
    return len(document.text or "") if document is not None else 0


def _longer(one: Document | None, other: Document | None) -> Document | None:
    return other if 2 * _length(one) < _length(other) else one


def _is_sound(document: Document | None, letters: int) -> bool:
    """Whether it found paragraphs, no page of tables, and half of what the page's paragraphs hold."""
    if document is None or document.body is None or _length(document) < _SOUND:
        return False
    paragraphs = document.body.findall(".//p")
    if not paragraphs or len(document.body.findall(".//table")) > len(paragraphs):
        return False
    return 2 * _length(document) > letters


def _lacks_headings(document: Document | None, thickest: HtmlElement) -> bool:
    """Whether no heading and no list was found, though the article's element has some among its paragraphs.

    That is what trafilatura gives where no name on the page tells it which element holds the article: it then
    gathers paragraphs alone.
    """
    if (
        document is None
        or document.body is None
        or next(document.body.iter("head", "list"), None) is not None
    ):
        return False
    return any(len(squeezed(part.text_content())) >= _HEADING for part in thickest.iter(*_FURNISHED))


def _holder_of(length: int, thickest: HtmlElement) -> HtmlElement:
    """The least element around `thickest` whose paragraphs are as long as what was found."""
    for holder in (thickest, *thickest.iterancestors()):
        letters = sum(len(paragraph.text_content()) for paragraph in holder.iter("p"))
        if letters >= _SAME * length or holder.tag == "body":
            return holder
    return thickest


def _pointed_at(tree: HtmlElement, holder: HtmlElement, found: Document | None) -> Document | None:
    """The extraction again, the element that holds the article now called so."""
    holder.tag = "article"
    holder.set("itemprop", "articleBody")
    again = _extraction(tree, fast=True)
    return again if _SAME * _length(found) <= _length(again) <= _MORE * _length(found) else found
