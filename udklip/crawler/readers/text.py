"""The plain text reader: navigation, labels and marks out, hard line breaks joined, parts found."""

from udklip.core.errors import Unreadable
from udklip.core.outcomes import Outcome
from udklip.core.reading import DateOrigin, Hints, Kind, Reading
from udklip.core.times import system_clock
from udklip.crawler.dates import parse_danish
from udklip.crawler.media_type import TEXT
from udklip.crawler.ocr_mending import mended
from udklip.crawler.readers.bylines import split_names
from udklip.crawler.readers.decoding import decode
from udklip.crawler.readers.kinds import kind_of
from udklip.crawler.readers.language import language_of
from udklip.crawler.readers.markdown import UnmarkedLine, unmarked
from udklip.crawler.readers.plain_lines import blocks_of, paragraphs_of
from udklip.crawler.readers.text_parts import TextParts, taken_apart
from udklip.crawler.readers.web.publication import Publication, listed

_LARGEST = 5_000_000
_MOST_LINES = 20_000
"""A long report has a tenth of them."""


class TextReader:
    """Reads plain text, Markdown too."""

    media_types = frozenset({TEXT})

    def read(self, content: bytes, hints: Hints) -> Reading:
        """Read a text.

        Raises:
            Unreadable: `no_text` where nothing is left of it, `too_large` beyond 5 MB.
        """
        if len(content) > _LARGEST:
            raise Unreadable(
                Outcome.TOO_LARGE, f"a text of {len(content) // 10**6} MB; {_LARGEST // 10**6} MB are read"
            )
        return read_text(decode(content, hints.charset), hints)


def read_text(text: str, hints: Hints) -> Reading:
    """Read `text`, already decoded."""
    text = text.replace("\x00", "")
    whole = mended(text)
    raw = (whole or text).splitlines()
    if len(raw) > _MOST_LINES:
        raise Unreadable(Outcome.TOO_LARGE, f"a text of {len(raw)} lines; {_MOST_LINES} are read")
    lines = [unmarked(line) for line in raw]
    paragraphs = paragraphs_of(blocks_of(line.text for line in lines))
    parts = taken_apart(paragraphs, lead=_strong_lead(lines, paragraphs))
    return reading_of(parts, hints, ocr=whole is not None)


def reading_of(parts: TextParts, hints: Hints, *, ocr: bool = False, media_type: str = TEXT) -> Reading:
    """A Reading of parts, with what can be told from them.

    Raises:
        Unreadable: `no_text` where there is nothing in them.
    """
    if not (parts.title or parts.lead or parts.body):
        raise Unreadable(Outcome.NO_TEXT, "there is no text in it")
    body = "\n\n".join(parts.body)
    authors = split_names(parts.byline) if parts.byline else ()
    published = _published(parts, hints)
    return Reading(
        title=parts.title or hints.listed_title,
        lead=parts.lead,
        body=body,
        authors=authors,
        published=published.when,
        published_origin=published.origin,
        published_raw=published.raw,
        language=language_of(body, f"{parts.title or ''} {parts.lead or ''}"),
        kind=_kind(parts, hints, authors),
        ocr=ocr,
        media_type=media_type,
    )


def _kind(parts: TextParts, hints: Hints, authors: tuple[str, ...]) -> Kind:
    return kind_of(parts.labels, "", hints.url, authors, parts.body)


def _published(parts: TextParts, hints: Hints) -> Publication:
    known = listed(hints)
    if known.when or not parts.date_line:
        return known
    when = parse_danish(parts.date_line, hints.fetched_at or system_clock())
    return Publication(when, DateOrigin.TEXT, parts.date_line) if when else known


def _strong_lead(lines: list[UnmarkedLine], paragraphs: list[str]) -> str | None:
    """A paragraph near the top that is set in bold from end to end, and is no heading."""
    strong = {line.text.strip() for line in lines if line.strong and not line.heading and len(line.text) > 60}
    return next((paragraph for paragraph in paragraphs[:6] if paragraph in strong), None)
