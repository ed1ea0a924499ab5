"""What the index holds of an item: one definition for both indexes, flat, so that Kibana can count it."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime

from udklip.core.analysis import Mention
from udklip.core.item import PressItem
from udklip.core.reading import Kind
from udklip.core.rights import Showing, mask_contacts
from udklip.core.source import SourceType
from udklip.core.times import COPENHAGEN
from udklip.indexer.appearances import appearance_count
from udklip.indexer.fields import Text
from udklip.indexer.texts import texts_of
from udklip.indexer.words import cut, exact_text, forms_text, parts_text

Value = str | int | float | bool | datetime | tuple[str, ...] | tuple[float, ...]

#: Stands between two names of one field, so that no phrase runs from one into the other. No query holds it.
BETWEEN_NAMES = "|"


@dataclass(frozen=True, slots=True)
class CutText:
    """One text without contact details, as it stands and as its three word fields."""

    written: str
    exact: str
    forms: str
    parts: str


@dataclass(frozen=True, slots=True)
class Document:
    """One item as both indexes keep it; `texts` is what can be searched by words and never read.

    Times are whole seconds in UTC, so that both indexes sort alike; `month` is Copenhagen's: 2020-11.
    """

    id: str
    url: str
    source: str
    source_name: str
    source_type: str
    when: datetime
    month: str
    published_origin: str
    first_seen: datetime
    words: int
    kind: str
    earned: bool
    access: str
    rights: str
    ocr: bool
    relevance: str
    story: str
    appearances: int
    reader_version: int
    nlp_version: int
    ready: int
    texts: dict[Text, CutText]
    title: str | None = None
    region: str | None = None
    published: datetime | None = None
    delay_minutes: int | None = None
    shown: str | None = None
    language: str | None = None
    release: str | None = None
    release_share: float | None = None
    organisations: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    amounts_dkk: tuple[float, ...] = ()
    keywords: tuple[str, ...] = ()
    watches: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    def values(self) -> dict[str, Value]:
        """The plain fields that have a value, by name."""
        named = ((field.name, getattr(self, field.name)) for field in fields(self) if field.name != "texts")
        return {name: value for name, value in named if value is not None and value != ()}

    def word_fields(self) -> dict[str, str]:
        """The three word fields of each text."""
        made: dict[str, str] = {}
        for text, written in self.texts.items():
            made |= {text.exact: written.exact, text.forms: written.forms, text.parts: written.parts}
        return made


def is_earned(kind: Kind, source_type: SourceType) -> bool:
    """Whether coverage was earned: not paid for, no telegram, and no release or own publication."""
    own = source_type in (SourceType.OWN, SourceType.PRESS_RELEASE)
    return kind in (Kind.ARTICLE, Kind.NOTICE) and not own


def to_document(item: PressItem) -> Document:
    """The document of `item`. Contact details are masked before words are cut; contacts are not taken over."""
    reading, analysis = item.reading, item.analysis
    texts = _cut_texts(item)
    published = whole_second(reading.published)
    return Document(
        id=item.id,
        url=item.url,
        source=item.source,
        source_name=item.source,
        source_type=item.source_type,
        region=item.region,
        when=item.when.replace(microsecond=0),
        month=f"{item.when.astimezone(COPENHAGEN):%Y-%m}",
        published=published,
        published_origin=reading.published_origin,
        first_seen=item.first_seen.replace(microsecond=0),
        delay_minutes=int((item.first_seen - published).total_seconds() // 60) if published else None,
        title=mask_contacts(reading.title) if reading.title else None,
        shown=Showing(item.rights).text(analysis),
        language=analysis.language or reading.language,
        words=sum(_length(texts[text].exact) for text in (Text.TITLE, Text.LEAD, Text.BODY)),
        kind=analysis.kind,
        earned=is_earned(analysis.kind, item.source_type),
        access=reading.access,
        rights=item.rights,
        ocr=reading.ocr,
        relevance=item.relevance,
        organisations=_names(analysis.organisations),
        people=_names(analysis.people),
        places=_names(analysis.places),
        partners=_names(mention for mention in analysis.organisations if mention.partner),
        speakers=_once(quote.speaker for quote in analysis.quotes if quote.speaker),
        authors=reading.authors,
        amounts_dkk=tuple(amount.value for amount in analysis.amounts if amount.currency == "DKK"),
        keywords=item.matched,
        watches=item.watches,
        tags=item.tags,
        story=item.story or item.id,
        release=item.release,
        release_share=item.release_share,
        appearances=appearance_count(item),
        reader_version=item.reader_version,
        nlp_version=item.nlp_version,
        ready=item.ready,
        texts=texts,
    )


def whole_second(moment: datetime | None) -> datetime | None:
    """`moment` without its microseconds: the embedded index keeps none."""
    return moment.replace(microsecond=0) if moment else None


def _cut_texts(item: PressItem) -> dict[Text, CutText]:
    analysis, written = item.analysis, texts_of(item)
    texts = {Text.TITLE: written.title, Text.LEAD: written.lead, Text.BODY: written.body}
    names = {
        Text.ORGANISATIONS: _names(analysis.organisations),
        Text.PEOPLE: _names(analysis.people),
        Text.PLACES: _names(analysis.places),
        Text.AUTHORS: item.reading.authors,
        Text.SOURCE: (item.source,),
    }
    return {text: _cut_text((passage,)) for text, passage in texts.items()} | {
        text: _cut_text(each) for text, each in names.items()
    }


def _cut_text(passages: Iterable[str]) -> CutText:
    each = tuple(passages)
    lists = [cut(passage) for passage in each]
    between = f" {BETWEEN_NAMES} "
    return CutText(
        between.join(each),
        between.join(exact_text(words) for words in lists),
        between.join(forms_text(words) for words in lists),
        " ".join(filter(None, (parts_text(words) for words in lists))),
    )


def _length(spaced: str) -> int:
    return spaced.count(" ") + 1 if spaced else 0


def _names(mentions: Iterable[Mention]) -> tuple[str, ...]:
    return _once(mention.name for mention in mentions)


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
