"""Items as the ledger would hand them over, for tests of the index."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from udklip.core.analysis import Amount, Analysis, Contact, Mention, Quote, Relevance
from udklip.core.item import PressItem
from udklip.core.reading import DateOrigin, Kind, Reading
from udklip.core.source import Rights, SourceType

MORNING = datetime(2020, 11, 24, 8, 0, tzinfo=UTC)


def press_item(
    name: str,
    title: str = "",
    body: str = "",
    *,
    lead: str | None = None,
    source: str = "Fjordbladet",
    source_type: SourceType = SourceType.REGIONAL,
    rights: Rights = Rights.LINK,
    published: datetime | None = MORNING,
    first_seen: datetime = MORNING + timedelta(hours=1),
    kind: Kind = Kind.ARTICLE,
    story: str = "",
    organisations: Iterable[str] = (),
    people: Iterable[str] = (),
    places: Iterable[str] = (),
    partners: Iterable[str] = (),
    authors: tuple[str, ...] = (),
    quotes: tuple[Quote, ...] = (),
    contacts: tuple[Contact, ...] = (),
    amounts: Iterable[float] = (),
    tags: tuple[str, ...] = (),
    ocr: bool = False,
    analysed_text: str | None = None,
    url: str | None = None,
    language: str = "da",
) -> PressItem:
    """An item with what the test names; a mention stands where its name first stands in the text."""
    origin = DateOrigin.META if published else DateOrigin.NONE
    reading = Reading(
        title or None, lead, body, authors, published, origin, language=language, kind=kind, ocr=ocr
    )
    text = reading.text if analysed_text is None else analysed_text
    partner_names = list(dict.fromkeys(partners))
    analysis = Analysis(
        text,
        kind,
        language,
        organisations=_mentions(text, [*organisations, *partner_names], partner_names),
        people=_mentions(text, people),
        places=_mentions(text, places),
        quotes=quotes,
        amounts=tuple(Amount("", 0, 0, value, "DKK") for value in amounts),
        contacts=contacts,
    )
    return PressItem(
        id=name,
        url=url or f"https://{source.lower()}.example/{name}",
        source=source,
        source_type=source_type,
        rights=rights,
        first_seen=first_seen,
        reading=reading,
        analysis=analysis,
        relevance=Relevance.CLUSTER,
        story=story or name,
        tags=tags,
    )


def _mentions(text: str, names: Iterable[str], partners: Iterable[str] = ()) -> tuple[Mention, ...]:
    def mention(named: str) -> Mention:
        start = max(text.find(named), 0)
        return Mention(named, start, start + len(named), named, partner=named in set(partners))

    return tuple(mention(named) for named in names)
