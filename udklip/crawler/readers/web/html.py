"""The HTML reader: what a page says of itself, what it prints, and the extracted text, put together."""

import logging
from collections.abc import Sequence

from trafilatura import load_html

from udklip.core.errors import Unreadable
from udklip.core.outcomes import Outcome
from udklip.core.reading import Hints, Kind, Reading
from udklip.crawler.dates import is_date_line
from udklip.crawler.media_type import HTML
from udklip.crawler.readers.bylines import authors_of, is_signature, printed_byline
from udklip.crawler.readers.decoding import decode
from udklip.crawler.readers.kinds import kind_of
from udklip.crawler.readers.language import language_of
from udklip.crawler.readers.web.access import access_of
from udklip.crawler.readers.web.article_text import ArticleText, article_text
from udklip.crawler.readers.web.declared import Declared, declared
from udklip.crawler.readers.web.headlines import title_of
from udklip.crawler.readers.web.labels import labels_of
from udklip.crawler.readers.web.page import Surroundings, folded, surroundings
from udklip.crawler.readers.web.publication import published_of
from udklip.crawler.readers.web.standfirsts import standfirst_of

_LARGEST = 20_000_000
_LABEL_LENGTH = 60
_START = 4

# Its warnings name no page; what it could not read shows in the outcome.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


class HtmlReader:
    """Reads saved or fetched web pages."""

    media_types = frozenset({HTML})

    def read(self, content: bytes, hints: Hints) -> Reading:
        """Read a page.

        Raises:
            Unreadable: `no_text` where there is neither title nor text, `too_large` beyond 20 MB.
        """
        if len(content) > _LARGEST:
            raise Unreadable(
                Outcome.TOO_LARGE, f"a page of {len(content) >> 20} MB; {_LARGEST // 10**6} MB are read"
            )
        return read_page(decode(content, hints.charset), hints)


def read_page(page: str, hints: Hints) -> Reading:
    """Read the HTML in `page`, already decoded."""
    tree = load_html(page.replace("\x00", ""))
    if tree is None:
        raise Unreadable(Outcome.NO_TEXT, "no element of a page can be made out")
    said = declared(tree, hints.url)
    around = surroundings(tree, said.titles)
    published = published_of(tree, said, around, hints)
    labels = tuple(labels_of(said, around))
    text = article_text(tree, said.article.body if said.article else None)
    title = _title(said, around, hints)
    lead = standfirst_of(around, said.descriptions, text.paragraphs)
    authors = _authors(said, around)
    paragraphs = _body(text, title, lead, around)
    if not (title or lead or paragraphs):
        raise Unreadable(Outcome.NO_TEXT, "the page has neither title nor text")
    body = "\n\n".join(paragraphs)
    return Reading(
        title=title,
        lead=lead,
        body=body,
        authors=authors,
        published=published.when,
        published_origin=published.origin,
        published_raw=published.raw,
        language=language_of(body, f"{title or ''} {lead or ''}"),
        kind=_kind(said, labels, hints, authors, paragraphs),
        access=access_of(
            closed=said.free is False, wall=text.wall, offer=text.offer, words=len(body.split())
        ),
        url=said.address,
        media_type=HTML,
        reserved=said.reserved,
    )


def _title(said: Declared, around: Surroundings, hints: Hints) -> str | None:
    printed = around.headline.text if around.headline else None
    return title_of(said.titles, printed, said.site, hints.url or said.address) or hints.listed_title


def _authors(said: Declared, around: Surroundings) -> tuple[str, ...]:
    structured = said.article.authors if said.article else ()
    own_names = {folded(said.site)}
    found = authors_of(structured, said.authors, around.after)
    return tuple(name for name in found if folded(name) not in own_names)


def _kind(
    said: Declared, labels: Sequence[str], hints: Hints, authors: Sequence[str], paragraphs: Sequence[str]
) -> Kind:
    credit = (said.article.credit,) if said.article and said.article.credit else ()
    return kind_of(labels, said.sections, said.address or hints.url, (*authors, *credit), paragraphs)


def _body(text: ArticleText, title: str | None, lead: str | None, around: Surroundings) -> tuple[str, ...]:
    """The paragraphs without title, lead and byline, which extraction often has among them."""
    printed = around.headline.text if around.headline else None
    labels = [block.text for block in around.before if len(block.text) < _LABEL_LENGTH]
    known = {folded(part) for part in (title, lead, printed, *labels) if part}
    start = [one for one in text.paragraphs[:_START] if folded(one) not in known and not _is_credit(one)]
    return (*start, *text.paragraphs[_START:])


def _is_credit(paragraph: str) -> bool:
    return is_signature(paragraph) or printed_byline(paragraph) is not None or is_date_line(paragraph)
