"""The inbox folder: every file in it is taken in under the source `inbox`."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from udklip.core.ledger import Find, Ledger
from udklip.core.outcomes import Outcome
from udklip.core.settings import INBOX
from udklip.crawler.intake import Intake

SCHEME = "inbox:"


@dataclass(frozen=True, slots=True)
class InboxFile:
    """A file, and the address it goes by in the ledger."""

    path: Path
    url: str


def files_in(folder: Path) -> Iterator[InboxFile]:
    """The files of the inbox and its folders, in the order of their names; hidden ones are left alone."""
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in relative.parts):
            yield InboxFile(path, SCHEME + relative.as_posix())


def take_in(folder: Path, most_bytes: int, ledger: Ledger, intake: Intake) -> None:
    """Note every file of the inbox and archive those that are new or have changed."""
    files = list(files_in(folder)) if folder.is_dir() else []
    finds = [Find(file.url, INBOX, "file", "file", file.path.name) for file in files]
    wanted = {find.url for find in intake.discover_files(finds)}
    for file in files:
        _take_in(file, most_bytes, ledger, intake, wanted=file.url in wanted)
    for url in set(intake.left_over_files()) - {file.url for file in files}:
        intake.lose(url, Outcome.DEAD_LINK, "the file is no longer in the inbox")
    intake.flush()


def _take_in(file: InboxFile, most_bytes: int, ledger: Ledger, intake: Intake, *, wanted: bool) -> None:
    try:
        size = file.path.stat().st_size
        if size > most_bytes:
            _lose_new(
                file, intake, Outcome.TOO_LARGE, f"{size} bytes; {most_bytes} are allowed", wanted=wanted
            )
            return
        body = file.path.read_bytes()
    except OSError as error:
        _lose_new(file, intake, Outcome.UNREACHABLE, f"cannot be opened: {error.strerror}", wanted=wanted)
        return
    if not body:
        _lose_new(file, intake, Outcome.EMPTY, "the file is empty", wanted=wanted)
    elif wanted or _changed(file.url, body, ledger):
        intake.keep_file(file.url, body)


def _lose_new(file: InboxFile, intake: Intake, outcome: Outcome, reason: str, *, wanted: bool) -> None:
    if wanted:
        intake.lose(file.url, outcome, reason)


def _changed(url: str, body: bytes, ledger: Ledger) -> bool:
    with ledger.reading() as book:
        return book.addresses.digest(url) != hashlib.sha256(body).hexdigest()
