"""The article's paragraphs out of a page: trafilatura, then our own list of furniture."""

import re
from dataclasses import dataclass

from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document

from udklip.crawler.furniture import Cleaned, without_furniture
from udklip.crawler.readers.page import folded, squeezed

_FACT_BOX = re.compile(r"fakta|fact|boks|infobox", re.IGNORECASE)
_NEXT_TO_NOTHING = 200
"""Characters under which what JSON-LD calls the body is taken instead."""


@dataclass(frozen=True, slots=True)
class ArticleText:
    """Paragraphs in order, without furniture; `offer` says that an offer to subscribe cut them off."""

    paragraphs: tuple[str, ...]
    offer: bool


def article_text(tree: HtmlElement, structured_body: str | None) -> ArticleText:
    """Take the article out of `tree`, which is changed by it.

    `favor_precision` measures best on public pages; JSON-LD's body is often a teaser, so it only
    serves where extraction gives next to nothing.
    """
    _keep_fact_boxes(tree)
    _drop_empty_spans(tree)
    cleaned = _extracted(tree)
    length = sum(map(len, cleaned.lines))
    if structured_body and length < _NEXT_TO_NOTHING and len(structured_body) > 2 * length:
        cleaned = without_furniture(re.split(r"\s*\n\s*", structured_body))
    return ArticleText(tuple(map(squeezed, cleaned.lines)), cleaned.offer)


def _keep_fact_boxes(tree: HtmlElement) -> None:
    """Extractors throw every <aside> away; one with facts belongs to the article."""
    for aside in tree.iter("aside"):
        heading = next((squeezed(one.text_content()) for one in aside.iter("h2", "h3", "h4", "strong")), "")
        if _FACT_BOX.search(f"{aside.get('class', '')} {aside.get('id', '')}") or folded(heading).startswith(
            "fakta"
        ):
            aside.tag = "section"


def _drop_empty_spans(tree: HtmlElement) -> None:
    """In its precise mode trafilatura removes an empty <span> together with the text behind it."""
    for span in list(tree.iter("span")):
        if not len(span) and not (span.text and span.text.strip()):
            span.drop_tag()


def _extracted(tree: HtmlElement) -> Cleaned:
    document = bare_extraction(tree, include_comments=False, favor_precision=True, deduplicate=False)
    text = document.text if isinstance(document, Document) else None
    return without_furniture((text or "").splitlines())
