"""Learns what the addresses of articles have in common, from the links of one page."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
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

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_ENDING = re.compile(r"(.+?)(\.(?:html?|ece|aspx?|php|jsp|cms))", re.IGNORECASE)
_WORD_AND_NUMBER = re.compile(r"([a-z]+[-_]?)\d{3,}", re.IGNORECASE)
_NUMBER_FIRST = re.compile(r"\d{3,}[-_]\S+")
_NUMBER_LAST = re.compile(r"\S*[^\d]\d{4,}")


@dataclass(frozen=True, slots=True)
class _Segment:
    """One segment of a path: its kind, and what of it is the same in all of that kind."""

    kind: str
    fixed: str = ""


Shape = tuple[_Segment, ...]


def learn(links: Sequence[Link], known: Collection[str] = ()) -> Learned | None:
    """The pattern of the articles that `links` lead to; None where they have nothing in common.

    Articles are those among `known` (what a feed or a sitemap named), else the links under something as long as a
    headline. The pattern is as wide as it can be without taking what is none.
    """
    articles = [link.url for link in links if link.url in known]
    if len(articles) < FEWEST_KNOWN:
        articles = [link.url for link in links if _is_headline(link.text)]
    others = [link.url for link in links if link.url not in articles and _is_section(link)]
    pattern = "|".join(_patterns(articles, others))
    if not pattern:
        return None
    matched = [link.url for link in links if re.search(pattern, link.url)]
    return Learned(pattern, len(matched), len(articles))


def _is_headline(text: str) -> bool:
    return len(text) >= HEADLINE_LETTERS and len(text.split()) >= HEADLINE_WORDS


def _is_section(link: Link) -> bool:
    """Whether a link leads to a part of the site: a few words, and an address without any number or slug."""
    return not _is_headline(link.text) and all(one.kind == "literal" for one in _shape(link.url))


def _patterns(articles: Sequence[str], others: Sequence[str]) -> list[str]:
    """One pattern for each kind of address that many articles have, until nearly all of them are matched."""
    kinds: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for url in articles:
        kinds[(*(segment.kind for segment in _shape(url)), *_identifying(url))].append(url)
    found: list[str] = []
    for urls in sorted(kinds.values(), key=len, reverse=True)[:MOST_KINDS]:
        worth_it = len(urls) >= max(FEWEST_ALIKE, WORTH_IT * len(articles))
        if worth_it and _share(found, articles) < ENOUGH and (pattern := _narrowed(urls, others)):
            found.append(pattern)
    return found


def _narrowed(urls: Sequence[str], others: Sequence[str]) -> str | None:
    """The widest pattern of one kind of addresses that hardly matches any other; None where there is none."""
    for hyphens in range(4):
        pattern = _pattern(urls, hyphens)
        strays = sum(re.search(pattern, url) is not None for url in others)
        if (
            strays <= STRAY * len(urls)
            and sum(re.search(pattern, url) is not None for url in urls) > len(urls) / 2
        ):
            return pattern
    return None


def _pattern(urls: Sequence[str], hyphens: int) -> str:
    columns = zip(*map(_shape, urls), strict=True)
    path = "/".join(map(partial(_column, hyphens=hyphens), columns))
    if identifying := _identifying(urls[0]):
        query = "".join(rf"(?=.*[?&]{re.escape(name)}=\d)" for name in identifying)
        return rf"//[^/]+/{path}/?\?{query}"
    return rf"//[^/]+/{path}/?(?:\?|$)"


def _column(segments: Iterable[_Segment], *, hyphens: int) -> str:
    """The expression for what stands at one place of all the addresses."""
    counts = Counter(segments)
    kind = next(iter(counts)).kind
    fixed = sorted({segment.fixed for segment in counts})
    if kind == "literal":
        # Sections come and go; two or three of them may be all there are.
        return r"[^/?]+" if len(fixed) > 3 else _either(fixed)
    words = rf"(?:[^/?_-]*[_-]){{{hyphens},}}[^/?]+" if hyphens else r"[^/?]+"
    return {
        "uuid": r"[0-9a-fA-F-]{36}",
        "date": r"\d{4}-\d\d-\d\d",
        "year": r"\d{4}",
        "day": r"\d{1,2}",
        "number": r"\d+",
        "word and number": rf"{_either([word.partition('.')[0] for word in fixed])}\d+",
        "number first": r"\d+[-_][^/?]+",
        "number last": r"[^/?]*\d{4,}",
        "slug": words,
    }[kind] + _either([f".{word.partition('.')[2]}" for word in fixed if "." in word])


def _either(words: Sequence[str]) -> str:
    unique = [re.escape(word) for word in dict.fromkeys(words)]
    return unique[0] if len(unique) == 1 else f"(?:{'|'.join(unique)})" if unique else ""


def _shape(url: str) -> Shape:
    return tuple(map(_segment, urlsplit(url).path.strip("/").split("/")))


def _segment(text: str) -> _Segment:
    match = _ENDING.fullmatch(text)
    stem, ending = (match[1], match[2]) if match else (text, "")
    if word := _WORD_AND_NUMBER.fullmatch(stem):
        return _Segment("word and number", word[1] + ending)
    for kind, fits in _KINDS:
        if fits(stem):
            return _Segment(kind, ending)
    return _Segment("literal", text)


def _is_slug(stem: str) -> bool:
    return len(re.findall(r"[-_]", stem)) >= 2 or (len(stem) > 15 and bool(re.search(r"[-_]", stem)))


_KINDS = (
    ("uuid", _UUID.fullmatch),
    ("date", re.compile(r"(?:19|20)\d\d-\d\d-\d\d").fullmatch),
    ("year", re.compile(r"(?:19|20)\d\d").fullmatch),
    ("day", re.compile(r"\d{1,2}").fullmatch),
    ("number", str.isdigit),
    ("number first", _NUMBER_FIRST.fullmatch),
    ("number last", _NUMBER_LAST.fullmatch),
    ("slug", _is_slug),
)


def _identifying(url: str) -> tuple[str, ...]:
    """The parameters with a number that tell one article from another, where the path does not."""
    shape = _shape(url)
    if any(segment.kind != "literal" for segment in shape):
        return ()
    return tuple(
        sorted(name for name, value in parse_qsl(urlsplit(url).query) if re.fullmatch(r"\d{2,}", value))
    )


def _share(patterns: Sequence[str], articles: Sequence[str]) -> float:
    if not patterns:
        return 0.0
    either = re.compile("|".join(patterns))
    return sum(either.search(url) is not None for url in articles) / len(articles)
