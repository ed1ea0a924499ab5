"""The short lines and marks beside a headline that say what sort of text it is."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from udklip.crawler.readers.kinds.adverts import is_advert_class, is_advert_slot
from udklip.crawler.readers.web.declared import Declared
from udklip.crawler.readers.web.page import Block, Surroundings, squeezed

_AFTER = 4
_PAID = "sponsoreret indhold"
_SHOWN = ("img", "iframe", "ins", "script", "object", "video", "picture")
_BESIDES, _AROUND = 40, 3
_PROSE = 60
_TYPES = (
    "class",
    "id",
    "data-content-type",
    "data-article-type",
    "data-type",
    "data-contenttype",
    "data-section",
)


def labels_of(said: Declared, around: Surroundings) -> Iterator[str]:
    """The labels, that of paid content too where only the structure says so."""
    for block in (*around.before, *around.after[:_AFTER]):
        if not block.is_link and not _is_banners(block):
            yield block.text
    if said.article and (said.article.sponsor or "AdvertiserContentArticle" in said.article.types):
        yield _PAID
    if any(is_advert_class(_types(one)) for one in _containers(around)) or _has_paid_link(around):
        yield _PAID


def _is_banners(block: Block) -> bool:
    """Whether it labels a banner beside the article: by the names around it, or because one hangs there with it."""
    if is_advert_slot(block.marks):
        return True
    for holder in (block.element, *block.element.iterancestors()):
        if (
            holder.tag in {"header", "article", "main", "body"}
            or next(holder.iter("h1", "h2"), None) is not None
        ):
            return False
        if holder.get("data-ad") is not None:
            return True
        if len(squeezed(holder.text_content())) <= len(block.text) + _BESIDES and _shows_something(holder):
            return True
    return False


def _shows_something(holder: HtmlElement) -> bool:
    return next(holder.iter(*_SHOWN), None) is not None


def _types(element: HtmlElement) -> str:
    return " ".join(element.get(name, "") for name in _TYPES)


def _containers(around: Surroundings) -> Iterator[HtmlElement]:
    if around.headline is not None:
        yield from around.headline.element.iterancestors()


def _has_paid_link(around: Surroundings) -> bool:
    """Whether a link in the article's sentences is marked as paid for, as the search engines ask."""
    holder = next((one for one in _containers(around) if one.tag in {"article", "main", "body"}), None)
    links = holder.iter("a") if holder is not None else ()
    return any("sponsored" in (link.get("rel") or "") and _stands_in_prose(link) for link in links)


def _stands_in_prose(link: HtmlElement) -> bool:
    paragraph = next(link.iterancestors("p"), None)
    if paragraph is None or next(link.iterancestors("aside", "nav", "footer"), None) is not None:
        return False
    return len(squeezed(paragraph.text_content())) - len(squeezed(link.text_content())) >= _PROSE
