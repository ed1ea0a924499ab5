"""The table of what an item's document holds. Both indexes' schemas are made from it."""

from dataclasses import dataclass
from enum import StrEnum

#: Raised when this table or what stands in a field changes; see also `words.WORDS_VERSION`.
FIELDS_VERSION = 2


class FieldType(StrEnum):
    """What a field holds; a SHOWN one can be read and neither searched nor counted."""

    KEYWORD = "keyword"
    DATE = "date"
    WHOLE = "whole"
    NUMBER = "number"
    FLAG = "flag"
    SHOWN = "shown"


class Text(StrEnum):
    """What is searched by words. Each has three fields: `title_exact`, `title_forms`, `title_parts`."""

    TITLE = "title"
    LEAD = "lead"
    BODY = "body"
    ORGANISATIONS = "organisations"
    PEOPLE = "people"
    PLACES = "places"
    AUTHORS = "authors"
    SOURCE = "source"

    @property
    def exact(self) -> str:
        """The field of words in lower case."""
        return f"{self}_exact"

    @property
    def forms(self) -> str:
        """The field of normal forms."""
        return f"{self}_forms"

    @property
    def parts(self) -> str:
        """The field of parts of compounds."""
        return f"{self}_parts"


#: What a word without a field is looked for in, with its weight: title above lead above body.
EVERYWHERE = {Text.TITLE: 4.0, Text.LEAD: 2.0, Text.BODY: 1.0}
#: How much less a part of a compound weighs than the word itself.
PART_WEIGHT = 0.25


@dataclass(frozen=True, slots=True)
class Field:
    """One field: `names` are what it is called in a query (Danish first), empty where it cannot be asked for."""

    name: str
    type: FieldType
    names: tuple[str, ...] = ()
    many: bool = False
    aggregatable: bool = True


_KEYWORDS: tuple[Field, ...] = (
    Field("id", FieldType.KEYWORD, ("id",)),
    Field("url", FieldType.KEYWORD, ("url",)),
    Field("source", FieldType.KEYWORD),
    Field("source_name", FieldType.KEYWORD),
    Field("source_type", FieldType.KEYWORD, ("medietype", "source_type", "sourcetype")),
    Field("region", FieldType.KEYWORD, ("region",)),
    Field("published_origin", FieldType.KEYWORD),
    Field("language", FieldType.KEYWORD, ("sprog", "language")),
    Field("kind", FieldType.KEYWORD, ("type", "kind")),
    Field("access", FieldType.KEYWORD, ("adgang", "access")),
    Field("rights", FieldType.KEYWORD),
    Field("relevance", FieldType.KEYWORD, ("relevans", "relevance")),
    Field("organisations", FieldType.KEYWORD, ("organisationsnavn", "organisation_name"), many=True),
    Field("people", FieldType.KEYWORD, ("personnavn", "person_name"), many=True),
    Field("places", FieldType.KEYWORD, many=True),
    Field("partners", FieldType.KEYWORD, ("partner",), many=True),
    Field("speakers", FieldType.KEYWORD, ("citeret", "speaker"), many=True),
    Field("keywords", FieldType.KEYWORD, many=True),
    Field("watches", FieldType.KEYWORD, ("overvågning", "watch", "overvaagning"), many=True),
    Field("tags", FieldType.KEYWORD, ("mærke", "tag"), many=True),
    Field("month", FieldType.KEYWORD),
    Field("story", FieldType.KEYWORD, ("historie", "story")),
    Field("release", FieldType.KEYWORD, ("pressemeddelelse", "release")),
)

FIELDS: tuple[Field, ...] = (
    *_KEYWORDS,
    # Journalists are not profiled: their names can be searched (Text.AUTHORS) and are never counted.
    Field("authors", FieldType.SHOWN, many=True, aggregatable=False),
    Field("title", FieldType.SHOWN, aggregatable=False),
    Field("shown", FieldType.SHOWN, aggregatable=False),
    Field("when", FieldType.DATE),
    Field("published", FieldType.DATE, ("dato", "date", "published")),
    Field("first_seen", FieldType.DATE, ("set", "seen")),
    Field("delay_minutes", FieldType.WHOLE),
    Field("words", FieldType.WHOLE, ("ord", "words")),
    Field("appearances", FieldType.WHOLE),
    Field("reader_version", FieldType.WHOLE),
    Field("nlp_version", FieldType.WHOLE),
    Field("ready", FieldType.WHOLE),
    Field("release_share", FieldType.NUMBER),
    Field("amounts_dkk", FieldType.NUMBER, ("beløb", "amount", "beloeb"), many=True),
    Field("earned", FieldType.FLAG),
    Field("ocr", FieldType.FLAG),
)

#: What a text is called in a query.
TEXT_NAMES: dict[str, Text] = {
    "titel": Text.TITLE,
    "title": Text.TITLE,
    "indledning": Text.LEAD,
    "lead": Text.LEAD,
    "brødtekst": Text.BODY,
    "body": Text.BODY,
    "organisation": Text.ORGANISATIONS,
    "person": Text.PEOPLE,
    "sted": Text.PLACES,
    "place": Text.PLACES,
    "forfatter": Text.AUTHORS,
    "author": Text.AUTHORS,
    "kilde": Text.SOURCE,
    "source": Text.SOURCE,
}

FIELD_NAMES: dict[str, Field] = {name: field for field in FIELDS for name in field.names}
