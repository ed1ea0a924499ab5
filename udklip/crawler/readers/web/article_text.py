"""The article's paragraphs out of a page: trafilatura, then our own list of furniture."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import XPath, _Element
from lxml.html import Element, HtmlElement

from udklip.crawler.furniture import Cleaned, without_furniture
from udklip.crawler.readers.web.boxes import drop_boxes
from udklip.crawler.readers.web.extraction import extracted
from udklip.crawler.readers.web.page import folded, squeezed

_FACT_BOX = re.compile(
    r"(?:^|[\s_-])(?:fakta|facts?|faktaboks|factbox|fact-?box|infobo(?:x|ks))(?:$|[\s_-])", re.IGNORECASE
)
_BOXES = XPath(
    "//*[self::div or self::section]["
    + " or ".join(
        f"contains(@{name}, '{mark}')" for name in ("class", "id") for mark in ("fa", "Fa", "infobo")
    )
    + "]"
)
_BLOCKS = ("p", "h1", "h2", "h3", "h4", "ul", "ol", "table", "blockquote")
_PARTING = frozenset({"list", "table", "quote"})
_PARTED = frozenset({"item", "row", "p", "head", "quote"})
_BREAKING = frozenset({"lb", "cell", "list", "table", *_PARTED})
_NEXT_TO_NOTHING = 200
"""Characters under which what JSON-LD calls the body is taken instead."""
_FLOWING = 60
"""Characters of a paragraph; a picture above the first such is the article's, below it the text's."""


@dataclass(frozen=True, slots=True)
class ArticleText:
    """Paragraphs in order, without furniture.

    `offer` says that an offer to subscribe cut them off, `wall` that a box with such offers shows on the page.
    """

    paragraphs: tuple[str, ...]
    offer: bool
    wall: bool


def article_text(tree: HtmlElement, structured_body: str | None) -> ArticleText:
    """Take the article out of `tree`, which is changed by it.

    JSON-LD's body is often a teaser, so it only serves where extraction gives next to nothing.
    """
    _open_layout_tables(tree)
    _keep_fact_boxes(tree)
    _keep_captions(tree)
    _part_credits(tree)
    _drop_empty_spans(tree)
    wall = drop_boxes(tree)
    cleaned = without_furniture(line for element in extracted(tree) for line in _paragraphs(element))
    length = sum(map(len, cleaned.lines))
    if structured_body and length < _NEXT_TO_NOTHING and len(structured_body) > 2 * length:
        cleaned = _longer(cleaned, without_furniture(re.split(r"\s*\n\s*", structured_body)))
    return ArticleText(cleaned.lines, cleaned.offer, wall)


def _longer(extracted: Cleaned, structured: Cleaned) -> Cleaned:
    """What JSON-LD holds, still cut where the page cut it."""
    return Cleaned(structured.lines, extracted.offer or structured.offer)


def _open_layout_tables(tree: HtmlElement) -> None:
    """Old sites lay pages out in tables; what is in their cells is no table."""
    for cell in list(tree.iter("td")):
        if any(cell.find(f".//{tag}") is not None for tag in _BLOCKS):
            for element in (cell, *cell.iterancestors("tr", "tbody", "table")):
                element.tag = "div"


def _keep_fact_boxes(tree: HtmlElement) -> None:
    """Extractors throw every <aside> away, bold headings in no paragraph, and lines that are a <div> each."""
    for box in (*tree.iter("aside"), *_BOXES(tree)):
        if _is_fact_box(box):
            box.tag = "section"
            for heading in box.iterchildren("b", "strong"):
                heading.tag = "h4"
            for line in box.iter("div"):
                if not len(line):
                    line.tag = "p"


def _is_fact_box(box: HtmlElement) -> bool:
    if _FACT_BOX.search(f"{box.get('class', '')} {box.get('id', '')}"):
        return True
    heading = next(box.iterchildren("h2", "h3", "h4", "strong", "b"), None) if box.tag == "aside" else None
    return heading is not None and folded(heading.text_content()).startswith("fakta")


def _keep_captions(tree: HtmlElement) -> None:
    """A caption in the midst of the text belongs to it; the one of the picture on top does not."""
    for caption in list(tree.iter("figcaption")):
        figure = next(caption.iterancestors("figure"), None)
        text = squeezed(caption.text_content())
        parent = figure.getparent() if figure is not None else None
        if (
            figure is not None
            and parent is not None
            and len(text) >= _FLOWING // 2
            and _stands_in_text(figure)
        ):
            paragraph = Element("p")
            paragraph.text = text
            parent.insert(parent.index(figure) + 1, paragraph)


def _stands_in_text(figure: HtmlElement) -> bool:
    before = figure.itersiblings("p", preceding=True)
    return any(len(paragraph.text_content()) >= _FLOWING for paragraph in before)


def _part_credits(tree: HtmlElement) -> None:
    """Whom a quotation is by stands on a line of its own, whatever the page's source looks like."""
    for credit in tree.iter("cite"):
        credit.text = f" {credit.text or ''}"


def _drop_empty_spans(tree: HtmlElement) -> None:
    """In its precise mode trafilatura removes an empty <span> together with the text behind it."""
    for span in list(tree.iter("span")):
        if not len(span) and not (span.text and span.text.strip()):
            span.drop_tag()


def _paragraphs(element: _Element) -> Iterator[str]:
    """The lines of one element of trafilatura's tree: items and rows apart, the rest by its line breaks."""
    if element.tag not in _PARTING or not any(part.tag in _PARTED for part in element):
        yield from _lines("".join(_printed(element)))
        return
    yield from _lines(element.text or "")
    for part in element:
        yield from _paragraphs(part)
        yield from _lines(part.tail or "")


def _lines(text: str) -> Iterator[str]:
    return filter(None, map(squeezed, text.split("\n")))


def _printed(element: _Element) -> Iterator[str]:
    """The text of `element` as it is printed; trafilatura calls a line break <lb> and keeps the page's own spaces."""
    yield (element.text or "").replace("\n", " ")
    for child in element:
        if child.tag in _BREAKING:
            yield "\n" if child.tag != "cell" else " "
        yield from _printed(child)
        if child.tag in _PARTED:
            yield "\n"
        yield (child.tail or "").replace("\n", " ")
