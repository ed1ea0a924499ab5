"""Takes bytes out of the archive whose text was reserved after they were fetched."""

from pathlib import Path

from udklip.core.errors import ArchiveError
from udklip.core.ledger import Ledger, Record
from udklip.core.times import Clock
from udklip.crawler import archive


def clear_archive(ledger: Ledger, root: Path, clock: Clock) -> None:
    """Write the files anew that hold such bytes, without them. What is cut short is done again by the next run."""
    with ledger.reading() as book:
        files = book.reserved_texts.files_to_clear()
    for file in files:
        _clear(ledger, root, file, clock)


def _clear(ledger: Ledger, root: Path, file: str, clock: Clock) -> None:
    with ledger.reading() as book:
        waiting = book.reserved_texts.records_in(file)
    writer = archive.ArchiveWriter(root, file.split("/", maxsplit=1)[0], clock())
    moved = {one.url: _moved(root, one.record, writer) for one in waiting}
    writer.flush()
    with ledger.writing() as book:
        for url, record in moved.items():
            book.addresses.moved(url, record)
        book.reserved_texts.cleared(file)
    writer.close()
    archive.remove(root, file)


def _moved(root: Path, record: Record, writer: archive.ArchiveWriter) -> Record | None:
    try:
        return writer.member(archive.member(root, record))
    except ArchiveError:
        return None
