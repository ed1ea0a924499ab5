"""What a page says of itself: JSON-LD, meta elements, microdata, links."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml.html import HtmlElement

from udklip.core.address import canonical, same_site
from udklip.crawler.readers.web.json_ld import StructuredArticle, structured_article
from udklip.crawler.readers.web.page import squeezed

_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "title")
_DATES = (
    "article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "published_time",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "sailthru.date",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "article.published",
    "date",
)
_AUTHORS = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
)
_DESCRIPTIONS = ("description", "og:description", "twitter:description")
_SECTIONS = (
    "article:section",
    "article:tag",
    "section",
    "category",
    "pagetype",
    "og:type",
    "content-type-name",
)


@dataclass(frozen=True, slots=True)
class Declared:
    """What a page says of itself, as it says it. `titles` and `dates` have the most trusted first."""

    titles: tuple[str, ...]
    article: StructuredArticle | None
    dates: tuple[str, ...]
    authors: tuple[str, ...]
    descriptions: tuple[str, ...]
    site: str | None
    sections: str
    free: bool | None
    address: str | None
    reserved: bool


def declared(tree: HtmlElement, url: str | None) -> Declared:
    """Gather what the page in `tree`, which came from `url`, says of itself."""
    meta = _meta(tree)
    items = _microdata(tree)
    page_title = squeezed(tree.findtext(".//title"))
    titles = [*_values(meta, _TITLES), *items["headline"], *([page_title] if page_title else [])]
    article = structured_article(tree, titles)
    headline = article.headline if article else None
    return Declared(
        titles=tuple(dict.fromkeys([headline, *titles] if headline else titles)),
        article=article,
        dates=(*_values(meta, _DATES), *items["datepublished"]),
        authors=(*items["author"], *_values(meta, _AUTHORS)),
        descriptions=_values(meta, _DESCRIPTIONS),
        site=next(iter(_values(meta, ("og:site_name", "application-name"))), None),
        sections=" ".join([*_values(meta, _SECTIONS), article.section if article else ""]).lower(),
        free=_free(meta, items, article),
        address=_canonical(tree, meta, url),
        reserved=any(value == "1" for value in _values(meta, ("tdm-reservation",))),
    )


def _meta(tree: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for element in tree.iter("meta"):
        content = squeezed(element.get("content"))
        for attribute in ("property", "name", "itemprop"):
            name = element.get(attribute)
            if name and content:
                found[name.strip().lower()].append(content)
    return found


def _values(meta: Mapping[str, Sequence[str]], names: Sequence[str]) -> tuple[str, ...]:
    return tuple(value for name in names for value in meta.get(name, ()))


def _microdata(tree: HtmlElement) -> dict[str, list[str]]:
    """Microdata outside the head: the value is in an attribute or printed."""
    found: dict[str, list[str]] = defaultdict(list)
    for element in tree.iterfind(".//body//*[@itemprop]"):
        for name in element.get("itemprop", "").lower().split():
            if name in {"headline", "datepublished", "author", "isaccessibleforfree"}:
                named = element.find(".//*[@itemprop='name']") if name == "author" else None
                value = element.get("content") or element.get("datetime")
                found[name].append(squeezed(value or (element if named is None else named).text_content()))
    return found


def _free(
    meta: Mapping[str, Sequence[str]], items: Mapping[str, Sequence[str]], article: StructuredArticle | None
) -> bool | None:
    if article and article.free is not None:
        return article.free
    for value in items.get("isaccessibleforfree", ()):
        return value.lower() != "false"
    tiers = _values(meta, ("article:content_tier", "content_tier", "content-tier"))
    return tiers[0].lower() == "free" if tiers else None


def _canonical(tree: HtmlElement, meta: Mapping[str, Sequence[str]], url: str | None) -> str | None:
    """rel=canonical, else og:url; on the site it came from only, else anyone could claim any address."""
    links = [
        link.get("href", "") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower()
    ]
    for link in (*links, *_values(meta, ("og:url",))):
        try:
            address = urljoin(url or "", link.strip())
            if address.startswith(("http://", "https://")) and (url is None or same_site(address, url)):
                return canonical(address)
        except ValueError:
            continue
    return None
