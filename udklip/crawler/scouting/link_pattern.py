"""Learns what the addresses of articles have in common, from the links of one page."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import takewhile
from urllib.parse import parse_qsl, urlsplit

from udklip.crawler.scouting.home_page import Link
from udklip.crawler.scouting.values import Learned

FEWEST_KNOWN = 3
FEWEST_ALIKE = 3
MOST_KINDS = 3
ENOUGH = 0.9
WORTH_IT = 0.1
STRAY = 0.1
HEADLINE_WORDS, HEADLINE_LETTERS = 4, 25

_ENDING = re.compile(r"(.+?)(\.(?:html?|ece|aspx?|php|jsp|cms))", re.IGNORECASE)
_WORD_AND_NUMBER = re.compile(r"([a-z]+[-_]?)\d{3,}", re.IGNORECASE)
# What tells one article from another all by itself, and the expression for it.
_TELLING = {
    "identifier": (
        re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE),
        r"[0-9a-fA-F-]{36}",
    ),
    "date": (re.compile(r"(?:19|20)\d\d-\d\d-\d\d"), r"\d{4}-\d\d-\d\d"),
    "year": (re.compile(r"(?:19|20)\d\d"), r"\d{4}"),
    "number": (re.compile(r"\d{3,}"), r"\d+"),
    "number first": (re.compile(r"\d{3,}[-_]\S+"), r"\d+[-_][^/?]+"),
    "number last": (re.compile(r"\S*\D\d{4,}"), r"[^/?]*\d{4,}"),
}
_ANY = r"[^/?]+"
# From the widest to the narrowest: whether other sections than those seen are taken, and the hyphens a slug must have.
_WIDTHS = ((True, 0), (True, 1), (False, 0), (True, 2), (False, 1), (True, 3), (False, 2))


@dataclass(frozen=True, slots=True)
class _Segment:
    """One segment of a path: its kind, its text, and its ending (`.html`)."""

    kind: str
    text: str
    ending: str = ""


@dataclass(frozen=True, slots=True)
class _Shape:
    """A path in two: what leads to the article (sections), and what names it, from the first telling segment on."""

    lead: tuple[str, ...]
    name: tuple[_Segment, ...]
    query: tuple[str, ...]

    @property
    def is_telling(self) -> bool:
        """Whether no section of a site is named like that."""
        return bool(self.query) or any(segment.kind != "words" for segment in self.name)

    @property
    def kind(self) -> tuple[object, ...]:
        """What addresses of one kind have in common."""
        depth = 0 if self.is_telling else len(self.lead)
        return (depth, self.query, *((segment.kind, segment.ending) for segment in self.name))


def learn(links: Sequence[Link], known: Collection[str] = ()) -> Learned | None:
    """The pattern of the articles that `links` lead to; None where they have nothing in common.

    Articles are those among `known` (what a feed or a news sitemap named), else the links under something as long as
    a headline. The pattern is as wide as it can be without taking the sections of the site.
    """
    articles = [link.url for link in links if link.url in known]
    if len(articles) < FEWEST_KNOWN:
        articles = [link.url for link in links if _is_headline(link.text)]
    sections = [link.url for link in links if link.url not in articles and _is_section(link)]
    pattern = "|".join(_patterns(articles, sections))
    if not pattern:
        return None
    return Learned(pattern, _count(pattern, [link.url for link in links]), len(articles))


def _is_headline(text: str) -> bool:
    return len(text) >= HEADLINE_LETTERS and len(text.split()) >= HEADLINE_WORDS


def _is_section(link: Link) -> bool:
    """Whether a link leads to a part of the site: a few words, and an address without any number or slug."""
    shape = _shape(link.url)
    return not (_is_headline(link.text) or shape.is_telling or _is_slug(shape.name[-1].text))


def _is_slug(text: str) -> bool:
    return len(re.findall(r"[-_]", text)) >= 2


def _patterns(articles: Sequence[str], sections: Sequence[str]) -> list[str]:
    """One pattern for each kind of address that many articles have, until nearly all of them are matched."""
    kinds: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)
    for url in articles:
        kinds[_shape(url).kind].append(url)
    found: list[str] = []
    for urls in sorted(kinds.values(), key=len, reverse=True)[:MOST_KINDS]:
        worth_it = len(urls) >= max(FEWEST_ALIKE, WORTH_IT * len(articles))
        matched = _count("|".join(found), articles) if found else 0
        if worth_it and matched < ENOUGH * len(articles) and (pattern := _narrowed(urls, sections)):
            found.append(pattern)
    return found


def _narrowed(urls: Sequence[str], sections: Sequence[str]) -> str | None:
    """The widest pattern of one kind of addresses that hardly matches a section; None where there is none."""
    shapes = [_shape(url) for url in urls]
    patterns = (_pattern(shapes, wide=wide, hyphens=hyphens) for wide, hyphens in _WIDTHS)
    fitting = (one for one in patterns if _count(one, urls) >= ENOUGH * len(urls))
    return next((one for one in fitting if _count(one, sections) <= STRAY * len(urls)), None)


def _count(pattern: str, urls: Sequence[str]) -> int:
    expression = re.compile(pattern)
    return sum(expression.search(url) is not None for url in urls)


def _pattern(shapes: Sequence[_Shape], *, wide: bool, hyphens: int) -> str:
    """The expression for addresses of one kind."""
    first = shapes[0]
    words = _ANY if first.is_telling or not hyphens else rf"(?:[^/?_-]*[_-]){{{hyphens},}}{_ANY}"
    columns = zip(*(shape.name for shape in shapes), strict=True)
    path = _lead(shapes, wide=wide) + "/".join(_column(column, words) for column in columns)
    query = "".join(rf"(?=\?(?:.*&)?{re.escape(name)}=\d)" for name in first.query)
    return rf"//[^/]+/{path}/?" + (query or r"(?:\?|$)")


def _lead(shapes: Sequence[_Shape], *, wide: bool) -> str:
    """The sections before an article: those that all have, then any, or only those that were seen."""
    leads = [shape.lead for shape in shapes]
    shared = [
        column[0] for column in takewhile(lambda column: len(set(column)) == 1, zip(*leads, strict=False))
    ]
    rest = {lead[len(shared) :] for lead in leads}
    start = "".join(f"{re.escape(text)}/" for text in shared)
    if rest == {()}:
        return start
    if not wide:
        return start + f"(?:{'|'.join(re.escape('/'.join(each)) for each in sorted(rest))})/"
    depth = len(next(iter(rest)))
    return start + ("(?:[^/?]+/)*" if shapes[0].is_telling else f"{_ANY}/" * depth)


def _column(segments: Sequence[_Segment], words: str) -> str:
    """The expression for what stands at one place of all the names."""
    kind, ending = segments[0].kind, re.escape(segments[0].ending)
    texts = {segment.text for segment in segments}
    if kind == "words":
        return (re.escape(texts.pop()) if len(texts) == 1 else words) + ending
    if kind == "word and number":
        before = sorted({re.escape(text.rstrip("0123456789")) for text in texts})
        return (before[0] if len(before) == 1 else f"(?:{'|'.join(before)})") + r"\d+" + ending
    return _TELLING[kind][1] + ending


def _shape(url: str) -> _Shape:
    parts = urlsplit(url)
    segments = [_segment(text) for text in parts.path.strip("/").split("/")]
    at = next((place for place, segment in enumerate(segments) if segment.kind != "words"), None)
    numbered = (name for name, value in parse_qsl(parts.query) if re.fullmatch(r"\d{2,}", value))
    query = tuple(sorted(numbered)) if at is None and not _is_slug(segments[-1].text) else ()
    begins = len(segments) - 1 if at is None else at
    lead = tuple(segment.text + segment.ending for segment in segments[:begins])
    return _Shape(lead, tuple(segments[begins:]), query)


def _segment(text: str) -> _Segment:
    match = _ENDING.fullmatch(text)
    stem, ending = (match[1], match[2]) if match else (text, "")
    if _WORD_AND_NUMBER.fullmatch(stem):
        return _Segment("word and number", stem, ending)
    fitting = (kind for kind, (expression, _) in _TELLING.items() if expression.fullmatch(stem))
    return _Segment(next(fitting, "words"), stem, ending)
