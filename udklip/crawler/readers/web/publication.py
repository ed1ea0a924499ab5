"""When a page was published: the most trusted source that gives a possible date."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from htmldate import find_date
from lxml.html import HtmlElement

from udklip.core.reading import DateOrigin, Hints
from udklip.core.times import COPENHAGEN, aware, system_clock
from udklip.crawler.dates import LATEST, Stamp, parse_stamp
from udklip.crawler.readers.web.declared import Declared
from udklip.crawler.readers.web.page import Surroundings, squeezed

_CHANGED = re.compile(r"^\W*(?:sidst |senest )?(?:opdateret|ændret|redigeret|updated)\b", re.IGNORECASE)
_PUBLISHED = re.compile(r"publiceret|offentliggjort|udgivet|bragt|oprettet", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?!\d)")
_LABEL_LENGTH = 100
_BEFORE, _AFTER, _CONTAINERS = 4, 9, 4


@dataclass(frozen=True, slots=True)
class Publication:
    """The date, where it came from, and the string it was read from."""

    when: datetime | None = None
    origin: DateOrigin = DateOrigin.NONE
    raw: str | None = None


@dataclass(frozen=True, slots=True)
class _Candidate:
    stamp: Stamp
    origin: DateOrigin
    raw: str


def published_of(tree: HtmlElement, said: Declared, around: Surroundings, hints: Hints) -> Publication:
    """The page's date: JSON-LD, meta, the feed's, what is printed by the headline, the address, htmldate.

    Where the most trusted gives the day alone, one that gives the minute of that day is taken.
    A date beyond the fetch time plus a day is passed over.
    """
    now = hints.fetched_at or system_clock()
    found = _candidates(said, around, hints, now)
    first = next(found, None)
    if first is None:
        return _guessed(tree, now)
    best = first if first.stamp.exact else next((one for one in found if _refines(one, first)), first)
    return Publication(best.stamp.when, best.origin, best.raw)


def listed(hints: Hints) -> Publication:
    """The feed's or sitemap's date, for what bears none itself."""
    if hints.listed_at is None:
        return Publication()
    return Publication(aware(hints.listed_at), DateOrigin.FEED, hints.listed_at.isoformat())


def _candidates(said: Declared, around: Surroundings, hints: Hints, now: datetime) -> Iterator[_Candidate]:
    if said.article and said.article.published:
        yield from _parsed([said.article.published], DateOrigin.JSON_LD, now)
    yield from _parsed(said.dates, DateOrigin.META, now)
    if hints.listed_at and aware(hints.listed_at) <= now + LATEST:
        yield _Candidate(
            Stamp(aware(hints.listed_at), exact=True), DateOrigin.FEED, hints.listed_at.isoformat()
        )
    yield from _parsed(_printed(around), DateOrigin.TEXT, now)
    in_address = _IN_ADDRESS.search(said.address or hints.url or "")
    if in_address:
        yield from _parsed(["-".join(in_address.groups())], DateOrigin.URL, now)


def _parsed(raws: Iterable[str], origin: DateOrigin, now: datetime) -> Iterator[_Candidate]:
    for raw in raws:
        stamp = parse_stamp(raw, now)
        if stamp:
            yield _Candidate(stamp, origin, raw)


def _refines(one: _Candidate, first: _Candidate) -> bool:
    same_day = one.stamp.when.astimezone(COPENHAGEN).date() == first.stamp.when.astimezone(COPENHAGEN).date()
    return one.stamp.exact and same_day


def _printed(around: Surroundings) -> Iterator[str]:
    """The <time> nearest to the headline, then short lines around it."""
    if around.headline is not None:
        yield from _times(around.headline.element)
    for block in (*around.before[-_BEFORE:], *around.after[:_AFTER]):
        if _may_date(block.text) and not block.is_link:
            yield block.text


def _may_date(line: str) -> bool:
    """A line beside a headline, no sentence of the text, and not only the day of a change."""
    if len(line) > _LABEL_LENGTH or (_CHANGED.match(line) and not _PUBLISHED.search(line)):
        return False
    return len(line) <= _LABEL_LENGTH // 3 or (line[-1] not in ".!?:" and any(map(str.isdigit, line)))


def _times(headline: HtmlElement) -> Iterator[str]:
    for container in islice(headline.iterancestors(), _CONTAINERS):
        element = next(container.iter("time"), None)
        if element is not None:
            yield squeezed(element.get("datetime") or element.text_content())
            return


def _guessed(tree: HtmlElement, now: datetime) -> Publication:
    found = find_date(
        tree, extensive_search=False, original_date=True, max_date=(now + LATEST).date().isoformat()
    )
    stamp = parse_stamp(found, now) if found else None
    return Publication(stamp.when, DateOrigin.TEXT, found) if stamp else Publication()
