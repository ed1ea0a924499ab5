"""When a page was published: the most trusted source that gives a possible date."""

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from htmldate import find_date
from lxml.html import HtmlElement

from udklip.core.reading import DateOrigin, Hints
from udklip.core.times import COPENHAGEN, aware, system_clock
from udklip.crawler.dates import LATEST, Stamp, parse_stamp
from udklip.crawler.readers.web.declared import Declared
from udklip.crawler.readers.web.page import Block, Surroundings, squeezed

_CHANGED = re.compile(r"^\W*(?:sidst |senest )?(?:opdateret|ændret|redigeret|updated)\b", re.IGNORECASE)
_PUBLISHED = re.compile(r"publiceret|offentliggjort|udgivet|bragt|oprettet", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?!\d)")
_CHANGE_MARK = re.compile(r"updat|modif|opdater|ændr|redigere|aktualis|ajour", re.IGNORECASE)
_TAKES_PLACE = re.compile(
    r"^\W*(?:tid(?:spunkt)?|hvornår|når|start(?:er)?|slut(?:ter)?|frist|tilmeldingsfrist|ansøgningsfrist|deadline|"
    r"when|wann|när|tid och plats)\b|\d{1,2}(?:[.:]\d\d)?\s?[–-]\s?\d{1,2}[.:]\d\d(?!\d)|"
    r"\bkl\.?\s?\d{1,2}(?:[.:]\d\d)?\s?(?:[–-]|til)\s?\d",
    re.IGNORECASE,
)
"""Lines that say when something takes place, not when it was written."""
_LABEL_LENGTH, _FLOWING = 100, 110
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
    """The <time> nearest to the headline, then short lines around it, down to where the text has begun."""
    if around.headline is not None:
        yield from _times(around.headline.element)
    flowing = 0
    for block in around.before[-_BEFORE:]:
        if _may_date(block):
            yield block.text
    for block in around.after[:_AFTER]:
        flowing += len(block.text) > _FLOWING
        if flowing > 1:
            return
        if _may_date(block):
            yield block.text


def _may_date(block: Block) -> bool:
    """A line beside a headline: no sentence of the text, no meeting's hour, and not only the day of a change."""
    line = block.text
    if len(line) > _LABEL_LENGTH or (_CHANGED.match(line) and not _PUBLISHED.search(line)):
        return False
    if block.is_link or _TAKES_PLACE.search(line) or _stands_in(block.element, "blockquote", "aside", "li"):
        return False
    return len(line) <= _LABEL_LENGTH // 3 or (line[-1] not in ".!?:" and any(map(str.isdigit, line)))


def _stands_in(element: HtmlElement, *tags: str) -> bool:
    return next(element.iterancestors(*tags), None) is not None


def _times(headline: HtmlElement) -> Iterator[str]:
    """The first <time> of the article that does not say when it was changed."""
    for container in islice(headline.iterancestors(), _CONTAINERS):
        own = [time for time in container.iter("time") if _is_own(time, headline)]
        if own:
            first = next((time for time in own if not _CHANGE_MARK.search(_marks(time))), None)
            if first is not None:
                yield squeezed(first.get("datetime") or first.text_content())
            return


def _is_own(time: HtmlElement, headline: HtmlElement) -> bool:
    """Whether it dates the headline's article, and no other that is listed, linked or quoted there."""
    if _stands_in(time, "aside", "nav", "footer", "blockquote", "a", "li"):
        return False
    article = next(time.iterancestors("article"), None)
    return article is None or article in set(headline.iterancestors("article"))


def _marks(time: HtmlElement) -> str:
    return f"{time.get('class', '')} {time.get('itemprop', '')} {_text_before(time)}"


def _text_before(time: HtmlElement) -> str:
    """The words right before it: "Opdateret" and the like."""
    before, parent = time.getprevious(), time.getparent()
    if before is not None:
        return squeezed(before.tail) or squeezed(before.text_content())[-_LABEL_LENGTH // 4 :]
    return squeezed(parent.text) if parent is not None else ""


def _guessed(tree: HtmlElement, now: datetime) -> Publication:
    """What htmldate makes of the article, lists of others and the foot of the page left out."""
    own = deepcopy(tree)
    for element in list(own.iter("aside", "nav", "footer", "ul", "ol", "blockquote", "iframe")):
        if element.getparent() is not None:
            element.drop_tree()
    found = find_date(
        own, extensive_search=False, original_date=True, max_date=(now + LATEST).date().isoformat()
    )
    stamp = parse_stamp(found, now) if found else None
    return Publication(stamp.when, DateOrigin.TEXT, found) if stamp else Publication()
