"""A page with its gold, and the pieces that pages of every make share."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape

from page_stories import Story

ISO = "2020-11-24T09:15:00+01:00"
LONG_LINK = "https://www.example.com/"


@dataclass(frozen=True)
class Page:
    """A page as a program of some make writes it, and what a careful reader would take from it.

    `must_not` are pieces of what surrounds the article.
    """

    make: str
    html: str
    story: Story
    body: tuple[str, ...]
    lead: str | None = None
    authors: tuple[str, ...] | None = None
    day: str | None = "2020-11-24"
    kind: str = "article"
    access: str = "open"
    must_not: tuple[str, ...] = field(default=())


def ps(texts: Iterable[str], mark: str = "") -> str:
    """Each text a paragraph."""
    return "\n".join(f"<p{mark}>{escape(text, quote=False)}</p>" for text in texts)


def json_ld(story: Story, kind: str = "NewsArticle", **more: object) -> str:
    """What a modern site says of the article."""
    said = {
        "@context": "https://schema.org",
        "@type": kind,
        "headline": story.title,
        "datePublished": ISO,
        "author": {"@type": "Person", "name": story.author},
        **more,
    }
    return f'<script type="application/ld+json">{json.dumps(said, ensure_ascii=False)}</script>'


def head(story: Story, more: str = "", site: str = "Bladet", description: str | None = None) -> str:
    """A head as most systems write it."""
    return (
        f'<!DOCTYPE html><html lang="{story.language}"><head><meta charset="utf-8">'
        f"<title>{story.title} | {site}</title>"
        f'<meta property="og:title" content="{story.title}"><meta property="og:site_name" content="{site}">'
        f'<meta property="og:description" content="{description or story.lead}">'
        f'<meta name="viewport" content="width=device-width">{more}</head>'
    )


def menu(*names: str) -> str:
    """A site's navigation."""
    items = "".join(f'<li><a href="/{name.lower()}">{name}</a></li>' for name in names)
    return f'<nav class="main-menu"><ul>{items}</ul></nav>'


def links(texts: Iterable[str], mark: str = "related") -> str:
    """A list of other articles."""
    items = "".join(f'<li><a href="/a/{number}">{text}</a></li>' for number, text in enumerate(texts))
    return f'<ul class="{mark}">{items}</ul>'
