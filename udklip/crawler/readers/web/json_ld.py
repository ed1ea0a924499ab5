"""The article that a page describes in JSON-LD (schema.org), whatever shape the page gave it."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from lxml.html import HtmlElement

_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report)$")
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/)\s*$"
)
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
_PAGE_KEYS = frozenset({"datePublished", "isAccessibleForFree"})
_DEPTH = 6
_LONGEST = 2_000_000


@dataclass(frozen=True, slots=True)
class StructuredArticle:
    """What JSON-LD says of an article; null where it says nothing. Dates are as written."""

    types: tuple[str, ...]
    headline: str | None
    authors: tuple[str, ...]
    published: str | None
    free: bool | None
    sponsor: str | None
    section: str
    credit: str
    body: str | None


def structured_article(tree: HtmlElement, titles: Iterable[str]) -> StructuredArticle | None:
    """The article node of the page: the one whose headline is among `titles`, else the first.

    A `WebPage` node serves where there is no article, for its date and access.
    """
    nodes = [node for script in _scripts(tree) for node in _nodes(_parsed(script), _DEPTH)]
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    articles = [node for node in nodes if any(_ARTICLE.search(kind) for kind in _types(node))]
    pages = [node for node in nodes if "WebPage" in _types(node) and _PAGE_KEYS & node.keys()]
    wanted = set(titles)
    for node in articles:
        if _text(node.get("headline")) in wanted:
            return _article(node, named)
    chosen = next(iter(articles or pages), None)
    return _article(chosen, named) if chosen is not None else None


def _scripts(tree: HtmlElement) -> Iterator[str]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text and len(script.text) < _LONGEST:
            yield script.text


def _parsed(script: str) -> Any:
    cleaned = _WRAPPING.sub("", script)
    for attempt in (cleaned, _TRAILING_COMMA.sub(r"\1", cleaned), unescape(cleaned)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Every object in `value` that could be the article: in lists, in @graph, as the main entity."""
    if isinstance(value, list) and depth:
        for part in value:
            yield from _nodes(part, depth - 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            if depth and key in value:
                yield from _nodes(value[key], depth - 1)


def _article(node: dict[str, Any], named: dict[str, dict[str, Any]]) -> StructuredArticle:
    return StructuredArticle(
        types=_types(node),
        headline=_text(node.get("headline")) if _ARTICLE.search(" ".join(_types(node))) else None,
        authors=tuple(_names(node.get("author"), named)),
        published=_text(node.get("datePublished")) or _text(node.get("dateCreated")),
        free=_free(node),
        sponsor=next(_names(node.get("sponsor"), named), None),
        section=" ".join(_texts(node.get("articleSection"), node.get("genre"), node.get("keywords"))),
        credit=" ".join([*_texts(node.get("creditText")), *_names(node.get("sourceOrganization"), named)]),
        body=_text(node.get("articleBody")),
    )


def _types(node: dict[str, Any]) -> tuple[str, ...]:
    kinds = node.get("@type")
    return tuple(kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str))


def _names(value: Any, named: dict[str, dict[str, Any]]) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        yield from _texts(_named(one, named) if isinstance(one, dict) else one)


def _named(node: dict[str, Any], named: dict[str, dict[str, Any]]) -> Any:
    """A node's name; where it only refers to another node, that one's."""
    reference = node.get("@id")
    other = named.get(reference, {}) if isinstance(reference, str) else {}
    return node.get("name") or other.get("name")


def _texts(*values: Any) -> Iterator[str]:
    for value in values:
        for one in value if isinstance(value, list) else [value]:
            text = _text(one)
            if text:
                yield text


def _text(value: Any) -> str | None:
    """Strings are often escaped once too often."""
    return unescape(value).strip() or None if isinstance(value, str) else None


def _free(node: dict[str, Any]) -> bool | None:
    """What the article says of itself; where it says nothing, a part that is closed closes it."""
    said = _truth(node.get("isAccessibleForFree"))
    parts = node.get("hasPart")
    closed = any(
        isinstance(part, dict) and _truth(part.get("isAccessibleForFree")) is False
        for part in (parts if isinstance(parts, list) else [parts])
    )
    return False if said is None and closed else said


def _truth(value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False}.get(str(value).rsplit("/", 1)[-1].strip().lower())
