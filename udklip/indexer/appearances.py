"""One row for an item and an entity in it, so that people and organisations are counted without nested fields."""

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from udklip.core.analysis import Mention
from udklip.core.item import PressItem
from udklip.core.rights import Showing
from udklip.indexer.texts import title_length


class EntityType(StrEnum):
    """What is named."""

    ORGANISATION = "organisation"
    PERSON = "person"
    PLACE = "place"


class AppearanceRole(StrEnum):
    """How it appears: in the title, as a speaker or a speaker's organisation, or in passing."""

    SUBJECT = "subject"
    QUOTED = "quoted"
    MENTIONED = "mentioned"


@dataclass(frozen=True, slots=True)
class Appearance:
    """An entity in an item, with what Kibana counts by beside it; `count` is how often it is named."""

    id: str
    item: str
    name: str
    type: EntityType
    partner: bool
    registered: bool
    count: int
    in_title: bool
    role: AppearanceRole
    quotation: str | None
    source: str
    source_name: str
    source_type: str
    when: datetime
    published: datetime | None
    kind: str
    relevance: str
    story: str

    def values(self) -> dict[str, object]:
        """The fields that have a value, by name."""
        return {name: value for name, value in asdict(self).items() if value is not None}


def to_appearances(item: PressItem) -> list[Appearance]:
    """One row for each entity named in `item`, in the order they are first named by type."""
    end = title_length(item)
    return [_appearance(item, kind, mentions, end) for kind, mentions in _by_entity(item)]


def appearance_count(item: PressItem) -> int:
    """How many rows `to_appearances` gives."""
    return sum(1 for _ in _by_entity(item))


def _by_entity(item: PressItem) -> Iterator[tuple[EntityType, list[Mention]]]:
    found = {
        EntityType.ORGANISATION: item.analysis.organisations,
        EntityType.PERSON: item.analysis.people,
        EntityType.PLACE: item.analysis.places,
    }
    for kind, mentions in found.items():
        named: dict[str, list[Mention]] = {}
        for mention in mentions:
            named.setdefault(mention.name, []).append(mention)
        yield from ((kind, same) for same in named.values())


def _appearance(item: PressItem, kind: EntityType, mentions: list[Mention], title_end: int) -> Appearance:
    name = mentions[0].name
    in_title = any(mention.start < title_end for mention in mentions)
    spoken = _spoken(item, kind, name)
    return Appearance(
        id=_row_id(item.id, kind, name),
        item=item.id,
        name=name,
        type=kind,
        partner=any(mention.partner for mention in mentions),
        registered=any(mention.registered for mention in mentions),
        count=len(mentions),
        in_title=in_title,
        role=_role(in_title=in_title, quoted=spoken is not None),
        quotation=Showing(item.rights).passage(spoken) if spoken else None,
        source=item.source,
        source_name=item.source,
        source_type=item.source_type,
        when=item.when.replace(microsecond=0),
        published=item.reading.published.replace(microsecond=0) if item.reading.published else None,
        kind=item.analysis.kind,
        relevance=item.relevance,
        story=item.story or item.id,
    )


def _spoken(item: PressItem, kind: EntityType, name: str) -> str | None:
    """The first thing said by a person, or by somebody speaking for an organisation."""
    for quote in item.analysis.quotes:
        speaker = quote.speaker if kind is EntityType.PERSON else quote.organisation
        if kind is not EntityType.PLACE and speaker == name:
            return quote.text
    return None


def _role(*, in_title: bool, quoted: bool) -> AppearanceRole:
    if quoted:
        return AppearanceRole.QUOTED
    return AppearanceRole.SUBJECT if in_title else AppearanceRole.MENTIONED


def _row_id(item: str, kind: EntityType, name: str) -> str:
    return f"{item}-{hashlib.blake2b(f'{kind}/{name}'.encode(), digest_size=8).hexdigest()}"
