"""The strict mappings of items, appearances and visits, from the tables of fields and outcomes.

Only what a full Elasticsearch and the one of the tests both have. `title`, `lead`, `body` and `authors` have a Danish
analyser for typing in Kibana; our own searches ask the word fields, whose words are cut before they come here.
"""

from typing import Any

from udklip.core.outcomes import Fate, Outcome
from udklip.indexer.fields import FIELDS, Field, FieldType, Text
from udklip.indexer.rules import RULES as COMMON_RULES

Mapping = dict[str, Any]

#: Raised when appearances or visits change in a way that a mapping cannot grow into.
ROWS_VERSION = 2
RULES = f"{COMMON_RULES}, rows {ROWS_VERSION}"

#: Searchable and never readable.
UNREADABLE = ["lead", "body", *(name for text in Text for name in (text.exact, text.forms, text.parts))]

_ANALYSIS: Mapping = {
    "filter": {"danish_stemmer": {"type": "stemmer", "language": "danish"}},
    "analyzer": {
        "danish": {"type": "custom", "tokenizer": "standard", "filter": ["lowercase", "danish_stemmer"]},
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
_COUNT: Mapping = {"type": "long"}


def settings(replicas: int) -> Mapping:
    """The settings of every index, with at most `replicas` copies on other nodes."""
    return {"number_of_shards": 1, "analysis": _ANALYSIS} | copies(replicas)


def copies(replicas: int) -> Mapping:
    """As many copies as there are other nodes, up to `replicas`: one node alone is green too."""
    if not replicas:
        return {"auto_expand_replicas": "false", "number_of_replicas": 0}
    return {"auto_expand_replicas": f"0-{replicas}"}


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
        "registered": {"type": "boolean"},
        "count": {"type": "long"},
        "in_title": {"type": "boolean"},
        "quotation": {"type": "text", "index": False},
        "when": {"type": "date"},
        "published": {"type": "date"},
    }
    return _strict(properties)


def visits_mapping() -> Mapping:
    """The mapping of visits: one row for a source and a run; `outcomes` counts addresses by how they ended."""
    ends = [outcome for outcome in Outcome if outcome.fate is not Fate.ON_THE_WAY]
    counts = "run ways found new known off_topic refused failed".split()
    properties: Mapping = dict.fromkeys(["source", "state", "outcome"], _KEYWORD)
    properties |= dict.fromkeys(counts, _COUNT)
    properties |= {
        "at": {"type": "date"},
        "reason": {"type": "text", "index": False},
        "outcomes": {"dynamic": "strict", "properties": dict.fromkeys(map(str, ends), _COUNT)},
    }
    return _strict(properties)


def _property(field: Field) -> Mapping:
    if field.type is FieldType.SHOWN:
        return {"type": "text", "index": False}
    return {"type": _TYPES[field.type]}


def _strict(properties: Mapping) -> Mapping:
    return {"dynamic": "strict", "_meta": {"rules": RULES}, "properties": properties}
