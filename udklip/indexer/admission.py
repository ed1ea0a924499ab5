"""Which items an index can take. What one of them would choke on is refused for both, and the others go in."""

import math
from collections.abc import Iterable

from udklip.core.item import PressItem
from udklip.indexer.document import Document, Value, to_document
from udklip.indexer.fields import FIELDS, FieldType
from udklip.indexer.index import Refused

#: In bytes of UTF-8: Lucene's longest term.
LONGEST_KEYWORD = 32_766

_KEYWORDS = {field.name for field in FIELDS if field.type is FieldType.KEYWORD}


def admit(items: Iterable[PressItem]) -> tuple[list[tuple[PressItem, Document]], list[Refused]]:
    """The items that can be indexed with their documents, and the others with the reason."""
    admitted: list[tuple[PressItem, Document]] = []
    refused: list[Refused] = []
    for item in items:
        document = to_document(item)
        reason = _refusal(document)
        if reason is None:
            admitted.append((item, document))
        else:
            refused.append(Refused(item.id, reason))
    return admitted, refused


def _refusal(document: Document) -> str | None:
    named: dict[str, Value] = {**document.values(), **document.word_fields()}
    for name, value in named.items():
        for each in value if isinstance(value, tuple) else (value,):
            if reason := _fault(name, each):
                return f"{name}: {reason}"
    return None


def _fault(name: str, value: Value) -> str | None:
    if isinstance(value, float) and not math.isfinite(value):
        return "no finite number"
    if not isinstance(value, str):
        return None
    try:
        length = len(value.encode())
    except UnicodeEncodeError as error:
        return f"no valid text at character {error.start}"
    too_long = name in _KEYWORDS and length > LONGEST_KEYWORD
    return f"{length} bytes, at most {LONGEST_KEYWORD} can be kept" if too_long else None
