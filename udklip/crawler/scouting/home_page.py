"""What a home page says of its site: its name and language, its feeds, and where its links lead."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from parsel import Selector

from udklip.core.address import canonical, joined, same_site
from udklip.crawler.readers.language import language_of

_FEED_TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "text/xml",
    "application/xml",
)
_LOOKS_LIKE_A_FEED = re.compile(
    r"(?:/(?:rss|feed|atom)/?|\.rss|(?:rss|feed|atom)[\w-]*\.xml|/rss\.aspx)$", re.IGNORECASE
)
_NO_NEWS = re.compile(r"comments?|kommentar|podcast|oembed", re.IGNORECASE)
_TITLE_PARTS = re.compile(r"\s+[|–—·:-]\s+")
_NO_NAME = re.compile(
    r"forside(?:n)?|velkommen.*|nyheder|hjem|start(?:side)?|home(?: ?page)?|index|welcome.*", re.IGNORECASE
)
_NEWS_PAGE = re.compile(
    r"(?:se )?(?:alle |seneste |flere )?(?:nyheder|nyt|artikler|pressemeddelelser|aktuelt|news)(?: og presse)?"
    r"|seneste",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page to a page of the same site, and the words it is under."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """What was read from a home page. `feeds` are declared or look like it, the declared ones first.

    `name` is empty where the page does not say one.
    """

    url: str
    name: str
    language: str | None
    feeds: tuple[str, ...]
    links: tuple[Link, ...]

    @property
    def news_page(self) -> str | None:
        """The page that a link such as "Seneste nyt" or "Nyheder" leads to, if there is one."""
        named = (link.url for link in self.links if _NEWS_PAGE.fullmatch(link.text))
        return next((url for url in named if url != canonical(self.url)), None)


def read_home_page(body: bytes, url: str) -> HomePage:
    """Read the page at `url`."""
    page = Selector(body=body, type="html")
    links = tuple(links_of(page, url))
    declared = page.xpath("//link[contains(concat(' ', @rel, ' '), ' alternate ') and @href]")
    feeds = [joined(url, link.attrib["href"]) for link in declared if link.attrib.get("type") in _FEED_TYPES]
    feeds += [link.url for link in links if _LOOKS_LIKE_A_FEED.search(link.url.partition("?")[0])]
    wanted = (feed for feed in feeds if not _NO_NEWS.search(feed))
    return HomePage(url, _name(page), _language(page), tuple(dict.fromkeys(wanted)), links)


def links_of(page: Selector, url: str) -> Iterator[Link]:
    """The links of a page to other pages of its site, each address once, under the longest of its words."""
    words: dict[str, str] = {}
    for link in page.xpath("//a[@href]"):
        address = canonical(joined(url, (link.attrib["href"] or "").strip()))
        if (
            address.startswith(("http://", "https://"))
            and same_site(address, url)
            and address != canonical(url)
        ):
            words[address] = max(words.get(address, ""), _text(link), key=len)
    yield from (Link(address, text) for address, text in words.items())


def _text(link: Selector) -> str:
    inside = link.xpath(".//text()[not(parent::script or parent::style)]").getall()
    text = " ".join(" ".join(inside).split())
    return text or " ".join(_first(link.xpath("@title | @aria-label | .//img/@alt").getall()).split())


def _name(page: Selector) -> str:
    """What the site calls itself, else the shorter end of the title; empty where that is no name."""
    said = page.xpath("//meta[@property='og:site_name' or @name='application-name']/@content").getall()
    title = " ".join(" ".join(page.xpath("//head/title//text()").getall()).split())
    parts = [part for part in _TITLE_PARTS.split(title) if part and not _NO_NAME.fullmatch(part)]
    return clean_name(_first(said) or min(parts[:1] + parts[1:][-1:], key=len, default=""))


def clean_name(text: str) -> str:
    """A name as it may stand in the settings: one line of letters that can be seen."""
    return " ".join("".join(filter(str.isprintable, " ".join(text.split()))).split())[:80]


def _language(page: Selector) -> str | None:
    declared = _first(
        page.xpath("/html/@lang | /html/@xml:lang | //meta[@property='og:locale']/@content").getall()
    )
    if code := re.match(r"[a-zA-Z]{2}\b", declared.replace("_", "-")):
        return code[0].lower()
    return language_of(" ".join(" ".join(page.xpath("//body//text()[not(parent::script)]").getall()).split()))


def _first(values: Iterable[str]) -> str:
    return next((value.strip() for value in values if value.strip()), "")
