"""Putting items and their appearances into two indexes, by streaming bulk requests with retries."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import scan, streaming_bulk

from udklip.core.item import PressItem
from udklip.indexer.admission import admit
from udklip.indexer.appearances import to_appearances
from udklip.indexer.document import Document
from udklip.indexer.fields import Text
from udklip.indexer.index import Refused

Action = dict[str, Any]

CHUNK = 500
CHUNK_BYTES = 8_000_000
RETRIES = 5
BUSY = (429, 502, 503, 504)
_GONE = 404


@dataclass(frozen=True, slots=True)
class Places:
    """Where items and appearances go: two aliases, or two versions behind none yet."""

    items: str
    appearances: str
    aliases: bool


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes to `places` of a server."""

    client: Elasticsearch
    places: Places

    def write(self, items: Sequence[PressItem]) -> list[Refused]:
        """Put `items` in, and take away rows of entities they no longer name; seen by searches at the end."""
        admitted, refused = admit(items)
        rows = {row.id: row.values() for item, _ in admitted for row in to_appearances(item)}
        old = [row for row in self._rows_of([item.id for item, _ in admitted]) if row not in rows]
        refused += self._send(self._actions((document for _, document in admitted), rows, old))
        self._show()
        return refused

    def remove(self, ids: Sequence[str]) -> None:
        """Take items and their appearances out."""
        rows = list(self._rows_of(ids))
        items = (_removal(self.places.items, each) for each in ids)
        self._send([*items, *(_removal(self.places.appearances, row) for row in rows)])
        self._show()

    def _actions(
        self, documents: Iterable[Document], rows: dict[str, dict[str, object]], old: Iterable[str]
    ) -> Iterator[Action]:
        for document in documents:
            yield {"_index": self.places.items, "_id": document.id, "_source": source_of(document)}
        for row, values in rows.items():
            yield {"_index": self.places.appearances, "_id": row, "_source": _plain(values)}
        yield from (_removal(self.places.appearances, row) for row in old)

    def _send(self, actions: Iterable[Action]) -> list[Refused]:
        answers = streaming_bulk(
            self.client,
            actions,
            chunk_size=CHUNK,
            max_chunk_bytes=CHUNK_BYTES,
            max_retries=RETRIES,
            initial_backoff=0.5,
            max_backoff=30,
            retry_on_status=BUSY,
            raise_on_error=False,
            yield_ok=False,
            require_alias=self.places.aliases,
        )
        return [refusal for _, answer in answers if (refusal := _refusal(answer))]

    def _rows_of(self, ids: Sequence[str]) -> Iterator[str]:
        """The ids of the appearances of items."""
        query = {"query": {"terms": {"item": list(ids)}}, "_source": False}
        for hit in scan(self.client, query, index=self.places.appearances, size=5_000):
            yield hit["_id"]

    def _show(self) -> None:
        self.client.indices.refresh(index=[self.places.items, self.places.appearances])


def source_of(document: Document) -> dict[str, Any]:
    """What is sent to Elasticsearch of an item; lead and body are searched and not kept readable."""
    passages = {text.value: document.texts[text].written for text in (Text.LEAD, Text.BODY)}
    return _plain(document.values()) | document.word_fields() | passages


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()
    }


def _removal(index: str, identity: str) -> Action:
    return {"_op_type": "delete", "_index": index, "_id": identity}


def _refusal(answer: dict[str, Any]) -> Refused | None:
    (kind, said), *_ = answer.items()
    if kind == "delete" and said.get("status") == _GONE:
        return None
    error = said.get("error")
    reason = error.get("reason") if isinstance(error, dict) else error
    return Refused(str(said.get("_id")), str(reason))
