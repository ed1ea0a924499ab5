"""One folder of the embedded index: writing to it and looking at it. The only place that handles tantivy's files."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import tantivy

from udklip.core.errors import IndexBusy, IndexUnavailable
from udklip.core.item import PressItem
from udklip.indexer.admission import admit
from udklip.indexer.embedded.schema import register_analyser, schema, to_tantivy
from udklip.indexer.index import Refused
from udklip.indexer.rules import REBUILD

WRITER_MEMORY = 32_000_000


class Store:
    """The index in `folder`; with `create`, made where there is none.

    Raises:
        IndexUnavailable: if the folder cannot be opened.
    """

    def __init__(self, folder: Path, *, create: bool) -> None:
        self.folder = folder
        self._writer: tantivy.IndexWriter | None = None
        with _told(folder):
            if create:
                folder.mkdir(parents=True, exist_ok=True)
            self.index = tantivy.Index(schema(), str(folder)) if create else tantivy.Index.open(str(folder))
            register_analyser(self.index)
            # Read anew when it changed, instead of by a thread that watches the folder.
            self.index.config_reader("manual")
        self._seen: tuple[tuple[int, int], tantivy.Searcher] | None = None

    def take_writer(self) -> None:
        """Become the one that writes.

        Raises:
            IndexBusy: if another process is it.
        """
        if self._writer is None:
            with _told(self.folder):
                self._writer = self.index.writer(heap_size=WRITER_MEMORY, num_threads=1)

    def searcher(self) -> tantivy.Searcher:
        """A view of what was last committed, by whichever process; the same one as long as that is the same."""
        with _told(self.folder):
            # Looked at before it is read: what is committed meanwhile is read next time.
            committed = (self.folder / "meta.json").stat()
            state, seen = (committed.st_ino, committed.st_mtime_ns), self._seen
            if seen is None or seen[0] != state:
                self.index.reload()
                self._seen = seen = state, self.index.searcher()
            return seen[1]

    def write(self, items: Sequence[PressItem]) -> list[Refused]:
        """Put `items` in and commit; an item that cannot be put in is refused and the others go in."""
        self.take_writer()
        admitted, refused = admit(items)
        for _, document in admitted:
            self._open_writer.delete_documents_by_term("id", document.id)
            self._open_writer.add_document(to_tantivy(document))
        self._commit()
        return refused

    def remove(self, ids: Sequence[str]) -> None:
        """Take items out and commit."""
        self.take_writer()
        for each in ids:
            self._open_writer.delete_documents_by_term("id", each)
        self._commit()

    def clear(self) -> None:
        """Take everything out and commit."""
        self.take_writer()
        self._open_writer.delete_all_documents()
        self._commit()

    def size(self) -> int:
        """Bytes on disk."""
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())

    def close(self) -> None:
        """Let merging end and the lock go."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None

    def delete(self) -> None:
        """Close and delete the folder."""
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def _open_writer(self) -> tantivy.IndexWriter:
        if self._writer is None:
            raise IndexBusy(f"index {self.folder.name}: not opened for writing")
        return self._writer

    def _commit(self) -> None:
        with _told(self.folder):
            self._open_writer.commit()


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except (ValueError, OSError) as error:
        if "LockBusy" in str(error):
            raise IndexBusy(
                f"index {folder.name}: another process writes to it; try again when it ends"
            ) from error
        raise IndexUnavailable(f"index {folder}: {error}; {REBUILD}") from error
