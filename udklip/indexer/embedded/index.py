"""The embedded index: tantivy in a folder, no server to start. One process writes, any number search."""

from collections.abc import Generator, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import tantivy

from udklip.core.errors import IndexUnavailable
from udklip.core.item import PressItem
from udklip.core.settings import Engine
from udklip.indexer.embedded.hits import Hits
from udklip.indexer.embedded.remembered import Remembered
from udklip.indexer.embedded.store import Store
from udklip.indexer.embedded.versions import Versions
from udklip.indexer.facets import Facet
from udklip.indexer.index import NOTHING, Counts, Hit, Refused, SearchOptions, Status, Summary
from udklip.indexer.query import asked
from udklip.indexer.tree import Node
from udklip.indexer.visits import SourceVisit

_DEFAULT = SearchOptions()


class EmbeddedIndex:
    """The index called `name` in `folder`. With `writing` it is made where there is none, and can be rebuilt.

    Several threads may search one that is open for reading.

    Raises:
        IndexBusy: if `writing` and another process writes to it.
    """

    engine = Engine.EMBEDDED

    def __init__(self, folder: Path, name: str, *, writing: bool) -> None:
        self.name = name
        self._versions = Versions(folder, name)
        self._store: Store | None = None
        self._remembered = Remembered()
        if writing:
            # One that is damaged or of older rules can be rebuilt: what is wrong is raised where it is used.
            with suppress(IndexUnavailable):
                self._for_writing().take_writer()

    def write(self, items: Sequence[PressItem]) -> list[Refused]:
        """See `Index.write`."""
        return self._for_writing().write(items)

    def write_visits(self, visits: Sequence[SourceVisit]) -> None:
        """See `Index.write_visits`: only Kibana asks for them, and it does not read this index."""

    def remove(self, ids: Sequence[str]) -> None:
        """See `Index.remove`."""
        self._for_writing().remove(ids)

    def clear(self) -> None:
        """See `Index.clear`."""
        self._for_writing().clear()

    def search(self, query: str, options: SearchOptions = _DEFAULT) -> list[Hit]:
        """See `Index.search`."""
        hits = self._hits(asked(query, options))
        return hits.read(options) if hits else []

    def scan(self, query: str, options: SearchOptions = _DEFAULT) -> Generator[Hit, None, None]:
        """See `Index.scan`."""
        hits = self._hits(asked(query, options))
        return hits.scan(all_copies=options.all_copies) if hits else _nothing()

    def count(self, query: str, options: SearchOptions = _DEFAULT) -> Counts:
        """See `Index.count`."""
        node = asked(query, options)
        hits = self._hits(node)
        if hits is None:
            return Counts(0, 0, 0)
        return self._remembered.answer(hits.state, ("count", node), hits.count)

    def facets(self, query: str, options: SearchOptions = _DEFAULT) -> tuple[Facet, ...]:
        """See `Index.facets`."""
        node = asked(query, options)
        hits = self._hits(node)
        return self._remembered.answer(hits.state, ("facets", node), hits.facets) if hits else ()

    def survey(self, query: str, options: SearchOptions = _DEFAULT) -> tuple[list[Hit], Summary]:
        """See `Index.survey`."""
        node = asked(query, options)
        hits = self._hits(node)
        if hits is None:
            return [], NOTHING
        summary = self._remembered.answer(hits.state, ("summary", node), hits.summary)
        return hits.read(options), summary

    def status(self) -> Status:
        """See `Index.status`."""
        store = self._for_reading()
        if store is None:
            return Status(self.engine, self.name, items=0, appearances=0, bytes=0)
        searcher = store.searcher()
        sums = searcher.aggregate(tantivy.Query.all_query(), {"rows": {"sum": {"field": "appearances"}}})
        rows = int(sums["rows"]["value"] or 0)
        kept = tuple(folder.name for folder in self._versions.older())
        return Status(
            self.engine,
            self.name,
            items=searcher.num_docs,
            appearances=rows,
            bytes=store.size(),
            version=store.folder.name,
            kept=kept,
        )

    def start_new(self) -> "EmbeddedVersion":
        """See `Index.start_new`."""
        return EmbeddedVersion(self._versions)

    def prune(self) -> tuple[str, ...]:
        """See `Index.prune`."""
        return self._versions.prune()

    def close(self) -> None:
        """See `Index.close`."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _hits(self, node: Node) -> Hits | None:
        store = self._for_reading()
        if store is None:
            return None
        return Hits(store.searcher(), store.index.schema, node)

    def _for_reading(self) -> Store | None:
        """The version that answers now, which another process may have swapped in since."""
        current, store = self._versions.current(), self._store
        if store is None or store.folder != current:
            self.close()
            store = self._store = Store(current, create=False) if current else None
        return store

    def _for_writing(self) -> Store:
        if self._versions.current() is None:
            first = self._versions.new()
            self._store = Store(first, create=True)
            self._store.take_writer()
            self._versions.point_to(first)
        store = self._for_reading()
        if store is None:
            raise AssertionError("a version was just made")
        return store


def _nothing() -> Generator[Hit, None, None]:
    yield from ()


class EmbeddedVersion:
    """A new version in a folder of its own; see `NewVersion`."""

    def __init__(self, versions: Versions) -> None:
        self._versions = versions
        self._store = Store(versions.new(), create=True)
        self._store.take_writer()

    @property
    def name(self) -> str:
        """See `NewVersion.name`."""
        return self._store.folder.name

    def write(self, items: Sequence[PressItem]) -> list[Refused]:
        """See `NewVersion.write`."""
        return self._store.write(items)

    def write_visits(self, visits: Sequence[SourceVisit]) -> None:
        """See `NewVersion.write_visits`."""

    def count(self) -> int:
        """See `NewVersion.count`."""
        return int(self._store.searcher().num_docs)

    def swap(self) -> None:
        """See `NewVersion.swap`."""
        self._store.close()
        self._versions.point_to(self._store.folder)

    def abandon(self) -> None:
        """See `NewVersion.abandon`."""
        self._store.delete()
