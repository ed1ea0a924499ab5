"""What is wanted of an archive: which hosts, which languages, and whose a page is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from w3lib.html import remove_tags

from udklip.core.address import bare_host
from udklip.core.source import Source, is_beneath
from udklip.crawler.foreign_archives.pages import HeldPage
from udklip.crawler.never_seen import patterns_of
from udklip.crawler.readers.decoding import decode
from udklip.crawler.readers.language import language_of

_PARAGRAPH = re.compile(r"<p[\s>].{20,}?(?=</?(?:p|div|article|section|h\d)[\s>])", re.IGNORECASE | re.DOTALL)
_SAMPLE = 20
"""Paragraphs that the language is told by."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Empty `hosts` and `languages` (ISO 639-1) mean all. `other` is the source of pages that no block has the host of.

    Without `other` each such host is a source of its own: one text in two papers is two items.
    """

    hosts: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    other: str | None = None

    def refuses(self, page: HeldPage, source: Source | None) -> str | None:
        """Why a page is not wanted, in two or three words; None where it is."""
        parts = urlsplit(page.url)
        if self.hosts and not is_beneath(parts.netloc, self.hosts):
            return "other hosts"
        if parts.path in ("", "/") and not parts.query:
            return "front pages"
        if source and (patterns := patterns_of(source)) and not any(re.search(p, page.url) for p in patterns):
            return "not items of their source"
        if self.languages and (language_in(page.body) or self.languages[0]) not in self.languages:
            return "other languages"
        return None

    def source_of(self, url: str, sources: Sequence[Source]) -> tuple[str, Source | None]:
        """The name of the source that a page is filed under, and its block where there is one."""
        host = urlsplit(url).netloc
        block = next((source for source in sources if source.admits(host)), None)
        if block is None and self.other:
            block = next((source for source in sources if source.name == self.other), None)
        return (block.name if block else self.other or bare_host(host)), block


def language_in(body: bytes) -> str | None:
    """The language of a web page by its paragraphs; None where there is too little, or it is no web page."""
    if body[:5] == b"%PDF-":
        return None
    found = _PARAGRAPH.findall(decode(body))
    longest = sorted(map(remove_tags, found), key=len, reverse=True)[:_SAMPLE]
    return language_of(" ".join(" ".join(longest).split()))
