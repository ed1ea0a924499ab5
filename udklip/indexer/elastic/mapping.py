"""The strict mappings of items and appearances, from the table of fields.

Only what a full Elasticsearch and the one of the tests both have. `title`, `lead`, `body` and `authors` have a Danish
analyser for typing in Kibana; our own searches ask the word fields, whose words are cut before they come here.
"""

from typing import Any

from udklip.indexer.fields import FIELDS, Field, FieldType, Text
from udklip.indexer.rules import RULES

Mapping = dict[str, Any]

#: Searchable and never readable.
UNREADABLE = ["lead", "body", *(name for text in Text for name in (text.exact, text.forms, text.parts))]

SETTINGS: Mapping = {
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",
    "analysis": {
        "filter": {"danish_stemmer": {"type": "stemmer", "language": "danish"}},
        "analyzer": {
            "danish": {
                "type": "custom",
                "tokenizer": "standard",
                "filter": ["lowercase", "danish_stemmer"],
            },
        },
    },
}

_TYPES = {
    FieldType.KEYWORD: "keyword",
    FieldType.DATE: "date",
    FieldType.WHOLE: "long",
    FieldType.NUMBER: "double",
    FieldType.FLAG: "boolean",
}
_DANISH: Mapping = {"type": "text", "analyzer": "danish"}
_KEYWORD: Mapping = {"type": "keyword"}


def items_mapping() -> Mapping:
    """The mapping of items."""
    properties = {field.name: _property(field) for field in FIELDS}
    properties |= {"title": _DANISH, "lead": _DANISH, "body": _DANISH, "authors": _DANISH}
    for text in Text:
        words: Mapping = {"type": "text", "analyzer": "whitespace"}
        properties |= {text.exact: words, text.forms: words, text.parts: words | {"index_options": "freqs"}}
    return _strict(properties) | {"_source": {"excludes": UNREADABLE}}


def appearances_mapping() -> Mapping:
    """The mapping of appearances: one row for an item and an entity."""
    keywords = "id item name type role source source_name source_type kind relevance story".split()
    properties: Mapping = dict.fromkeys(keywords, _KEYWORD)
    properties |= {
        "partner": {"type": "boolean"},
        "count": {"type": "long"},
        "in_title": {"type": "boolean"},
        "quotation": {"type": "text", "index": False},
        "when": {"type": "date"},
        "published": {"type": "date"},
    }
    return _strict(properties)


def _property(field: Field) -> Mapping:
    if field.type is FieldType.SHOWN:
        return {"type": "text", "index": False}
    return {"type": _TYPES[field.type]}


def _strict(properties: Mapping) -> Mapping:
    return {"dynamic": "strict", "_meta": {"rules": RULES}, "properties": properties}
