"""The embedded index's schema and documents, from the table of fields."""

import hashlib
from datetime import datetime

import tantivy

from udklip.indexer.document import Document, Value
from udklip.indexer.fields import FIELDS, Field, FieldType, Text

#: Splits at spaces only: words are cut before they come here.
ANALYSER = "spaces"
#: What a hit is made of, and so is stored. The title is bytes: stored and not searchable by itself.
STORED = ("id", "url", "source", "published", "kind", "access", "story", "when")
TITLE = "title"
#: Numbers for story and source, since only numbers can be read for many hits at once.
STORY_NUMBER = "story_number"
SOURCE_NUMBER = "source_number"

_TYPES = {field.name: field for field in FIELDS}


def schema() -> tantivy.Schema:
    """The schema of `FIELDS` and `Text`."""
    builder = tantivy.SchemaBuilder()
    for field in FIELDS:
        _add(builder, field)
    for text in Text:
        builder.add_text_field(text.exact, tokenizer_name=ANALYSER, index_option="position")
        builder.add_text_field(text.forms, tokenizer_name=ANALYSER, index_option="position")
        builder.add_text_field(text.parts, tokenizer_name=ANALYSER, index_option="freq")
    builder.add_bytes_field(TITLE, stored=True)
    builder.add_integer_field(STORY_NUMBER, fast=True)
    builder.add_integer_field(SOURCE_NUMBER, fast=True)
    return builder.build()


def register_analyser(index: tantivy.Index) -> None:
    """Needed on opening as well as on creating: an index does not keep its analysers."""
    index.register_tokenizer(ANALYSER, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())


def to_tantivy(document: Document) -> tantivy.Document:
    """`document` as the embedded index takes it."""
    made = tantivy.Document()
    for name, value in document.values().items():
        for each in value if isinstance(value, tuple) else (value,):
            _put(made, _TYPES[name], each)
    for name, text in document.word_fields().items():
        made.add_text(name, text)
    if document.title:
        made.add_bytes(TITLE, document.title.encode())
    made.add_integer(STORY_NUMBER, number_of(document.story))
    made.add_integer(SOURCE_NUMBER, number_of(document.source))
    return made


def number_of(name: str) -> int:
    """A number that stands for `name`: 63 bits of its hash."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest()) >> 1


def _add(builder: tantivy.SchemaBuilder, field: Field) -> None:
    stored, fast = field.name in STORED, field.aggregatable
    match field.type:
        case FieldType.KEYWORD:
            builder.add_text_field(field.name, stored, fast, tokenizer_name="raw", index_option="basic")
        case FieldType.DATE:
            builder.add_date_field(field.name, stored=stored, indexed=True, fast=fast)
        case FieldType.WHOLE:
            builder.add_integer_field(field.name, stored=stored, indexed=True, fast=fast)
        case FieldType.NUMBER:
            builder.add_float_field(field.name, stored=stored, indexed=True, fast=fast)
        case FieldType.FLAG:
            builder.add_boolean_field(field.name, stored=stored, indexed=True, fast=fast)


def _put(made: tantivy.Document, field: Field, value: Value) -> None:
    match value:
        case bool():
            made.add_boolean(field.name, value)
        case datetime():
            made.add_date(field.name, value)
        case float():
            made.add_float(field.name, value)
        case int():
            made.add_integer(field.name, value)
        case str() if field.type is FieldType.KEYWORD:
            made.add_text(field.name, str(value))
