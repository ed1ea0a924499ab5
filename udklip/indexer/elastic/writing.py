"""Putting items, appearances and visits into their indexes, by streaming bulk requests with retries.

One request is under way at a time, while the next is made ready. Where the server says that it is busy it is asked
again after growing pauses: so the ledger is read no faster than the server takes. What goes in has an id of its own, so
that a request whose answer was lost can be sent again.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import scan, streaming_bulk

from udklip.core.errors import IndexUnavailable
from udklip.core.item import PressItem
from udklip.indexer.admission import admit
from udklip.indexer.appearances import to_appearances
from udklip.indexer.document import Document
from udklip.indexer.elastic.ahead import made_ahead
from udklip.indexer.fields import Text
from udklip.indexer.index import Refused
from udklip.indexer.visits import SourceVisit

Action = dict[str, Any]

CHUNK = 500
#: Items made ready at once: about a request's.
PREPARED = 100
CHUNK_BYTES = 8_000_000
RETRIES = 5
BUSY = (429, 502, 503, 504)
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
_GONE = 404
_THE_DOCUMENTS_FAULT = 400


@dataclass(frozen=True, slots=True)
class Places:
    """Where items, appearances and visits go: three aliases, or three indexes behind none yet."""

    items: str
    appearances: str
    visits: str
    aliases: bool

    @property
    def all(self) -> list[str]:
        """Their names."""
        return [self.items, self.appearances, self.visits]


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes to `places` of a server."""

    client: Elasticsearch
    places: Places

    def write(self, items: Sequence[PressItem]) -> list[Refused]:
        """Put `items` in, and take away rows of entities they no longer name; seen by searches at the end.

        Raises:
            IndexUnavailable: if the server would not take some of them for now, which is no fault of theirs.
        """
        prepared = _Prepared(self.places, items)
        refused = self._send(chain.from_iterable(made_ahead(prepared.actions())))
        old = [row for row in self._rows_of(prepared.taken) if row not in prepared.rows]
        refused += self._send(_removal(self.places.appearances, row) for row in old)
        self._show()
        return prepared.refused + refused

    def write_visits(self, visits: Sequence[SourceVisit]) -> None:
        """Put `visits` in.

        Raises:
            IndexUnavailable: if the server does not take one.
        """
        rows = (
            {"_index": self.places.visits, "_id": visit.id, "_source": _plain(visit.values())}
            for visit in visits
        )
        for refused in self._send(rows):
            raise IndexUnavailable(f"{self.places.visits}: refuses visit {refused.id}: {refused.reason}")
        self.client.indices.refresh(index=self.places.visits)

    def remove(self, ids: Sequence[str]) -> None:
        """Take items and their appearances out."""
        rows = list(self._rows_of(ids))
        items = (_removal(self.places.items, each) for each in ids)
        self._send([*items, *(_removal(self.places.appearances, row) for row in rows)])
        self._show()

    def _send(self, actions: Iterable[Action]) -> list[Refused]:
        answers = streaming_bulk(
            # The client would ask a busy server again at once; here that is done with pauses.
            self.client.options(retry_on_status=()),
            actions,
            chunk_size=CHUNK,
            max_chunk_bytes=CHUNK_BYTES,
            max_retries=RETRIES,
            initial_backoff=FIRST_PAUSE,
            max_backoff=LONGEST_PAUSE,
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


class _Prepared:
    """What is sent of `items`, made as it is asked for; the rest is whole when everything was."""

    def __init__(self, places: Places, items: Sequence[PressItem]) -> None:
        self._places = places
        self._items = items
        self.refused: list[Refused] = []
        self.taken: list[str] = []
        self.rows: set[str] = set()

    def actions(self) -> Iterator[list[Action]]:
        """Some items at a time, as documents and rows."""
        for start in range(0, len(self._items), PREPARED):
            admitted, refused = admit(self._items[start : start + PREPARED])
            self.refused += refused
            yield [action for item, document in admitted for action in self._of(item, document)]

    def _of(self, item: PressItem, document: Document) -> Iterator[Action]:
        self.taken.append(item.id)
        yield {"_index": self._places.items, "_id": item.id, "_source": source_of(document)}
        for row in to_appearances(item):
            self.rows.add(row.id)
            yield {"_index": self._places.appearances, "_id": row.id, "_source": _plain(row.values())}


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
    """What the server has against a document itself.

    Raises:
        IndexUnavailable: if what it has to say is about itself: it is busy, or its disk is full.
    """
    (kind, said), *_ = answer.items()
    status, error = said.get("status"), said.get("error")
    if kind == "delete" and status == _GONE:
        return None
    reason = str(error.get("reason") if isinstance(error, dict) else error)
    if status != _THE_DOCUMENTS_FAULT:
        raise IndexUnavailable(
            f"Elasticsearch does not take document {said.get('_id')} now ({status}): {reason}"
        )
    return Refused(str(said.get("_id")), reason)
