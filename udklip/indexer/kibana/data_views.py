"""The three data views: which alias, which time, and what each field is called and looks like in Danish."""

from collections.abc import Mapping
from dataclasses import dataclass

from udklip.indexer.kibana import formats
from udklip.indexer.kibana.formats import LINK, PERCENT, WHOLE, YES_OR_NO, Look
from udklip.indexer.kibana.objects import Json, Naming, ObjectType, Rows, SavedObject, as_text


@dataclass(frozen=True, slots=True)
class DataView:
    """One of the three aliases as Kibana sees it."""

    rows: Rows
    title: str
    time_field: str
    fields: Mapping[str, Look]

    def saved(self, naming: Naming) -> SavedObject:
        """As Kibana keeps it; its `title` is what it reads, its `name` what people see."""
        labels = {name: {"customLabel": look.label} for name, look in self.fields.items()}
        formatted = {name: look.format.as_json() for name, look in self.fields.items() if look.format}
        attributes: Json = {
            "allowHidden": False,
            "fieldAttrs": as_text(labels),
            "fieldFormatMap": as_text(formatted),
            "fields": "[]",
            "name": naming.title(self.title),
            "runtimeFieldMap": "{}",
            "sourceFilters": "[]",
            "timeFieldName": self.time_field,
            "title": naming.id(self.rows),
            "typeMeta": "{}",
        }
        return SavedObject(ObjectType.DATA_VIEW, naming.id(self.rows), attributes)


_OF_BOTH = {
    "id": Look("Id"),
    "source": Look("Kilde", formats.SOURCES),
    "source_name": Look("Medie", formats.SOURCES),
    "source_type": Look("Medietype", formats.SOURCE_TYPES),
    "when": Look("Tidspunkt"),
    "published": Look("Udgivet"),
    "kind": Look("Art", formats.KINDS),
    "relevance": Look("Hvorfor med", formats.RELEVANCES),
    "story": Look("Historie"),
}

ITEMS = DataView(
    Rows.ITEMS,
    "omtale",
    "when",
    _OF_BOTH
    | {
        "url": Look("Link", LINK),
        "title": Look("Titel"),
        "lead": Look("Indledning (kan kun søges)"),
        "body": Look("Brødtekst (kan kun søges)"),
        "shown": Look("Uddrag"),
        "authors": Look("Forfattere"),
        "region": Look("Region"),
        "month": Look("Måned"),
        "published_origin": Look("Hvorfra datoen er", formats.DATE_ORIGINS),
        "first_seen": Look("Fundet"),
        "delay_minutes": Look("Fra udgivet til fundet (minutter)", WHOLE),
        "language": Look("Sprog"),
        "words": Look("Antal ord", WHOLE),
        "earned": Look("Fortjent omtale", YES_OR_NO),
        "access": Look("Adgang", formats.ACCESSES),
        "rights": Look("Rettigheder", formats.RIGHTS),
        "ocr": Look("Scannet", YES_OR_NO),
        "organisations": Look("Organisationer"),
        "people": Look("Personer"),
        "places": Look("Steder"),
        "partners": Look("Partnere"),
        "speakers": Look("Citerede"),
        "amounts_dkk": Look("Beløb (kr.)", WHOLE),
        "keywords": Look("Emneord"),
        "watches": Look("Overvågninger"),
        "tags": Look("Mærker"),
        "release": Look("Bygger på pressemeddelelse"),
        "release_share": Look("Andel fra pressemeddelelsen", PERCENT),
        "appearances": Look("Antal navne", WHOLE),
        "reader_version": Look("Læserens version", WHOLE),
        "nlp_version": Look("Sprogdelens version", WHOLE),
        "ready": Look("Løbenummer", WHOLE),
    },
)

APPEARANCES = DataView(
    Rows.APPEARANCES,
    "navne",
    "when",
    _OF_BOTH
    | {
        "item": Look("Artikel"),
        "name": Look("Navn"),
        "type": Look("Slags", formats.ENTITY_TYPES),
        "partner": Look("Partner", YES_OR_NO),
        "registered": Look("I registret", YES_OR_NO),
        "count": Look("Gange nævnt", WHOLE),
        "in_title": Look("Nævnt i titlen", YES_OR_NO),
        "role": Look("Rolle", formats.ROLES),
        "quotation": Look("Citat"),
    },
)

#: `outcomes.*` keep the names that `udklip why` and the list of outcomes in the docs use.
VISITS = DataView(
    Rows.VISITS,
    "besøg",
    "at",
    {
        "at": Look("Tidspunkt"),
        "run": Look("Kørsel", WHOLE),
        "source": Look("Kilde", formats.SOURCES),
        "state": Look("Tilstand", formats.STATES),
        "ways": Look("Veje", WHOLE),
        "outcome": Look("Svar"),
        "reason": Look("Årsag"),
        "found": Look("Fundet", WHOLE),
        "new": Look("Nye", WHOLE),
        "known": Look("Kendte", WHOLE),
        "off_topic": Look("Uden for emnet", WHOLE),
        "refused": Look("Afvist", WHOLE),
        "failed": Look("Fejlet", WHOLE),
    },
)

DATA_VIEWS = (ITEMS, APPEARANCES, VISITS)
