"""A parsed page: its tree, its text blocks, its headline and what stands around it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

_NOT_WORD = re.compile(r"\W+")
_SILENT = frozenset(
    "script style noscript template svg iframe form select button nav aside footer figure head".split()
)
_BEFORE, _AFTER = 8, 14
_HEADINGS = frozenset({"h2", "h3"})
_HEADLINE_TAGS = ("h2", "h3", "div", "p", "span")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that stands on its own line, with the element that holds it."""

    text: str
    element: HtmlElement

    @property
    def marks(self) -> str:
        """Class and id of the element and of the two around it, in lower case."""
        around = (self.element, *islice(self.element.iterancestors(), 2))
        return " ".join(f"{one.get('class', '')} {one.get('id', '')}" for one in around).lower()

    @property
    def is_link(self) -> bool:
        """Whether the block is nothing but a link to elsewhere."""
        if self.element.tag == "a" or any(one.tag == "a" for one in self.element.iterancestors()):
            return True
        return any(squeezed(link.text_content()) == self.text for link in self.element.iter("a"))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The headline and the blocks that stand just before and after it, each in the page's order."""

    headline: Block | None
    before: tuple[Block, ...]
    after: tuple[Block, ...]


def squeezed(text: str | None) -> str:
    """`text` with each run of white space one space, soft hyphens and zero-width marks out."""
    if not text:
        return ""
    return " ".join(text.replace("\u00ad", "").replace("\u200b", "").replace("\ufeff", "").split())


def folded(text: str | None) -> str:
    """`text` in lower case with words only, to compare what is printed in two places."""
    return _NOT_WORD.sub(" ", squeezed(text)).strip().lower()


def surroundings(tree: HtmlElement, titles: Iterable[str]) -> Surroundings:
    """The headline of a page that gives `titles` for itself, and the blocks around it."""
    headline = _headline(tree, {folded(title) for title in titles if title})
    if headline is None:
        body = next(tree.iter("body"), tree)
        return Surroundings(None, (), tuple(islice(_blocks(body), _AFTER)))
    before = list(islice(_blocks_before(headline.element), _BEFORE))
    return Surroundings(
        headline, tuple(reversed(before)), tuple(islice(_blocks_after(headline.element), _AFTER))
    )


def _headline(tree: HtmlElement, titles: set[str]) -> Block | None:
    first = None
    for element in tree.iter("h1"):
        text = squeezed(element.text_content())
        if text and _tells(folded(text), titles):
            return Block(text, element)
        if first is None and text and not _within(element, "nav", "footer"):
            first = Block(text, element)
    return _headline_without_h1(tree, titles) or first


def _headline_without_h1(tree: HtmlElement, titles: set[str]) -> Block | None:
    for element in tree.iter(*_HEADLINE_TAGS):
        text = element.text if element.tag not in _HEADINGS else element.text_content()
        if text and 8 < len(text) < 400 and _is_one_of(folded(text), element, titles):
            return Block(squeezed(text), element)
    return None


def _is_one_of(printed: str, element: HtmlElement, titles: set[str]) -> bool:
    told = _tells(printed, titles) if element.tag in _HEADINGS else printed in titles
    return told and not _within(element, "a", "li", "nav")


def _tells(printed: str, titles: set[str]) -> bool:
    """A headline may be printed without the site's name that the title carries."""
    return any(title == printed or (len(printed) > 12 and _edges(printed, title)) for title in titles)


def _edges(printed: str, title: str) -> bool:
    return title.startswith(f"{printed} ") or title.endswith(f" {printed}")


def _within(element: HtmlElement, *tags: str) -> bool:
    return any(one.tag in tags for one in (element, *element.iterancestors()))


def _blocks(root: HtmlElement) -> Iterator[Block]:
    """Text blocks below `root` in order: the outermost elements that hold text of their own."""
    stack = [root]
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str) or element.tag in _SILENT:
            continue
        if _holds_text(element):
            text = squeezed(element.text_content())
            if text:
                yield Block(text, element)
        else:
            stack.extend(reversed(element))


def _holds_text(element: HtmlElement) -> bool:
    if element.text and element.text.strip():
        return True
    return any(child.tail and child.tail.strip() for child in element)


def _blocks_after(element: HtmlElement) -> Iterator[Block]:
    for around in (element, *element.iterancestors()):
        for sibling in around.itersiblings():
            yield from _blocks(sibling)


def _blocks_before(element: HtmlElement) -> Iterator[Block]:
    """The nearest first."""
    for around in (element, *element.iterancestors()):
        for sibling in around.itersiblings(preceding=True):
            yield from reversed(list(_blocks(sibling)))
