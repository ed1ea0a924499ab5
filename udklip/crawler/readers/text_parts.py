"""Title, standfirst, byline and body of a text that has nothing but its lines to show them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from udklip.crawler.dates import is_date_line
from udklip.crawler.furniture import is_furniture, without_furniture
from udklip.crawler.readers.bylines import is_signature, printed_byline
from udklip.crawler.readers.kinds.adverts import is_advert_label
from udklip.crawler.readers.kinds.releases import is_release_label

_SENTENCE_END = re.compile(r"[.:;,][”\"»'’)\]]*$")
_QUOTED_START = re.compile(r"^[-–—»”\"“'’‘›]")
_IMAGE_NAME = re.compile(
    r"^(.{3,60}?)(?:[-_ ]?\(?\d{1,4}\)?)?(?:\.(?:jpe?g|png|webp|gif|tiff?))?$", re.IGNORECASE
)
_IMAGE_MARK = re.compile(r"(?:[-_]\d{1,4}|\.(?:jpe?g|png|webp|gif|tiff?))$", re.IGNORECASE)
_DATE_LINE = re.compile(
    r"^\W*(?:\w+,?\s+)?(?:(?:publiceret|offentliggjort|opdateret|dato|den|d\.)\W*)*"
    r"(?:(?:man|tirs|ons|tors|fre|lør|søn)dag\s+)?(?:den |d\. )?"
    r"\d{1,2}[./-]\s?(?:\d{1,2}[./-]\s?|\w{3,9}\.?\s+)\d{2,4}.{0,25}$",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\b\d{1,2}(?:\.\s?(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*\.?\s+|[./-]\d{1,2}[./-])\d{2,4}\b",
    re.IGNORECASE,
)
_ADDRESS_LINE = re.compile(r"^(?:https?://|www\.)([^\s/]+)/?$", re.IGNORECASE)
_POST = re.compile(
    r"\w{0,20}(?:journalist|redaktør|reporter|korrespondent|skribent|fotograf|redaktionschef)(?:,? .{1,30})?",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:[A-ZÆØÅ][\w.'’-]*\s+){1,3}[A-ZÆØÅ][\w'’-]+")
_MAIL = re.compile(r"\S+@\S+")
_HEAD = 8
_MENU_WORDS, _MENU_LENGTH, _MENU_RUN = 3, 30, 3
_TITLE_LENGTH, _TITLE_WORDS = 220, 3
_SHORTEST_LEAD, _LONGEST_LEAD, _PARAGRAPHS_AFTER_LEAD = 40, 650, 2


@dataclass(frozen=True, slots=True)
class TextParts:
    """A text taken apart. `labels` are the lines that only say what sort of text it is."""

    title: str | None
    lead: str | None
    byline: str | None
    date_line: str | None
    labels: tuple[str, ...]
    body: tuple[str, ...]


def taken_apart(paragraphs: Sequence[str], title: str | None = None, lead: str | None = None) -> TextParts:
    """Take `paragraphs` apart; a `title` or `lead` that is known already (by its type) is not sought."""
    labels = tuple(line for line in paragraphs[:6] if _is_label(line)) + tuple(
        line for line in paragraphs if is_release_label(line)
    )
    lines = _without_artefacts(_without_menus(paragraphs))
    head, rest = _head_and_rest(lines)
    signature = _signature(lines[:_HEAD])
    byline = next((found for found in map(printed_byline, lines) if found), None)
    byline = byline or next((lines[place] for place in signature), None)
    date_line = next((line for line in (*head, *rest[-3:]) if _bears_date(line)), None)
    date_line = date_line or next(filter(is_date_line, lines[:_HEAD]), None)
    if title is None:
        title = next((line for line in head if _is_title(line)), None) or _only_title(lines)
    credited = {place for place, line in enumerate(lines) if _is_credit(line, place)} | set(signature)
    kept = [line for place, line in enumerate(lines) if line != title and place not in credited]
    lead = lead or _lead_of(_after_captions(_below(lines, title, kept)), known_title=title is not None)
    if lead in kept:
        kept.remove(lead)
    return TextParts(title, lead, byline, date_line, labels, tuple(map(str, kept)))


def _signature(lines: Sequence[str]) -> range:
    """The places of a name, what its bearer is at the paper, and an address, one under the other."""
    for place, (name, post) in enumerate(pairwise(lines)):
        if _POST.fullmatch(post) and _NAME.fullmatch(name):
            mail = place + 2 < len(lines) and _MAIL.fullmatch(lines[place + 2])
            return range(place, place + (3 if mail else 2))
    return range(0)


def _below(lines: Sequence[str], title: str | None, kept: Sequence[str]) -> Sequence[str]:
    """What of the lines that are `kept` stands below the title."""
    above = lines[: lines.index(title)] if title in lines else []
    return kept[sum(line in kept for line in above) :]


def _is_label(line: str) -> bool:
    """A lone "PRESSEMEDDELELSE" says only what follows; "Pressemeddelelse på vegne af: …" says more."""
    words = line.strip(" :.-–*#").split()
    return is_advert_label(line) or (is_release_label(line) and len(words) <= 2)


def _is_credit(line: str, place: int) -> bool:
    """A label, a byline or a date around the title; the same further down is a part of the text."""
    credit = _is_label(line) or _DATE_LINE.match(line) or printed_byline(line) or is_signature(line)
    credit = credit or is_date_line(line)
    return place < _HEAD and bool(credit)


def _bears_date(line: str) -> bool:
    """A date alone, or a line that is no sentence and ends in one."""
    return bool(
        _DATE_LINE.match(line) or (_DATED.search(line) and len(line) < 110 and not line.endswith("."))
    )


def _head_and_rest(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """What stands before the first paragraph of sentences, and the rest."""
    for place, line in enumerate(lines):
        if len(line) > 60 and _SENTENCE_END.search(line):
            return list(lines[:place]), list(lines[place:])
    return list(lines), []


def _is_title(line: str) -> bool:
    """A heading: some words, no end of a sentence, and nothing that only goes with one."""
    if len(line) > _TITLE_LENGTH or len(line.split()) < _TITLE_WORDS or _SENTENCE_END.search(line):
        return False
    other = _is_label(line) or is_release_label(line) or _DATE_LINE.match(line) or printed_byline(line)
    return not other and not _QUOTED_DASH.match(line) and not is_furniture(line)


_QUOTED_DASH = re.compile(r"^[-–—•]\s")


def _only_title(lines: Sequence[str]) -> str | None:
    """A first line that ends in a full stop is a title where it is short and stands before longer ones."""
    first = lines[0] if lines else ""
    longer = len(lines) > 1 and len(lines[1]) > len(first)
    return (
        first
        if longer and len(first) <= 90 and len(first.split()) >= _TITLE_WORDS and first.endswith(".")
        else None
    )


def _lead_of(lines: Sequence[str], *, known_title: bool) -> str | None:
    """The first paragraph, where a heading stands over it and a body follows it."""
    if len(lines) <= _PARAGRAPHS_AFTER_LEAD:
        return None
    first = lines[0]
    longest = _LONGEST_LEAD if known_title else _LONGEST_LEAD // 3
    fits = _SHORTEST_LEAD <= len(first) <= longest and _ends_sentence(first)
    return first if fits and not _QUOTED_START.match(first) and not is_release_label(first) else None


def _ends_sentence(line: str) -> bool:
    return bool(re.search(r"[.!?…][”\"»'’)\]]*$", line))


def _after_captions(kept: Sequence[str]) -> Sequence[str]:
    """Lines from the first that is no caption on."""
    for place, line in enumerate(kept):
        if not isinstance(line, _Caption):
            return kept[place:]
    return ()


class _Caption(str):
    """A line that an image's name stood before."""

    __slots__ = ()


def _without_artefacts(lines: Sequence[str]) -> list[str]:
    """Image names (their captions marked), and addresses that a program made of "mia. kr.", out."""
    everything = " ".join(lines).lower()
    kept: list[str] = []
    for place, line in enumerate(lines):
        after = lines[place + 1] if place + 1 < len(lines) else ""
        if _names_image(line, after) or _is_made_address(line, everything):
            continue
        before = lines[place - 1] if place else ""
        kept.append(_Caption(line) if _names_image(before, line) else line)
    return kept


def _names_image(line: str, after: str) -> bool:
    """A line like "Ida Holm-1" or "ida.jpg" before a caption that begins with the same name."""
    if not _IMAGE_MARK.search(line) or len(line) > 80:
        return False
    name = _IMAGE_NAME.match(line)
    return line.lower().endswith((".jpg", ".jpeg", ".png", ".webp", ".gif", ".tif", ".tiff")) or bool(
        name and after.lower().startswith(name[1].lower())
    )


def _is_made_address(line: str, everything: str) -> bool:
    found = _ADDRESS_LINE.match(line)
    if not found:
        return False
    words = r"\.\s+".join(map(re.escape, found[1].lower().split(".")))
    return bool(re.search(rf"\b{words}\b", everything))


def _without_menus(paragraphs: Sequence[str]) -> list[str]:
    """The site's navigation before and after the article, and lists of other articles, out."""
    lines = [line for line in paragraphs if line.strip()]
    run = 0
    while run < len(lines) and _is_menu_line(lines[run]):
        run += 1
    lines = lines[run:] if run >= _MENU_RUN else lines
    return list(without_furniture(lines).lines)


def _is_menu_line(line: str) -> bool:
    if is_advert_label(line) or is_release_label(line):
        return False
    short = len(line) <= _MENU_LENGTH and len(line.split()) <= _MENU_WORDS
    return (
        short and not _SENTENCE_END.search(line) and not printed_byline(line) and not _DATE_LINE.match(line)
    )
