"""Copies everything that is kept, while the service runs.

A backup is a folder of its own, whole or not there. The ledger is copied as it is at one moment; of the archive then
what that copy points at, which is on the disk by then. What was copied before and did not change is linked. The index
is not copied: it is made anew from the ledger.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from udklip import __version__
from udklip.core.errors import BackupFailed
from udklip.core.ledger import Ledger
from udklip.core.ledger.schema import HEAD
from udklip.core.settings import Settings
from udklip.core.times import Clock
from udklip.crawler import archive
from udklip.schedules.keeping.manifest import (
    ARCHIVE,
    FILE,
    LEDGER,
    SETTINGS,
    STORE,
    Entry,
    Manifest,
    copied,
    linked,
    newest,
    read_manifest,
    remove,
)

LAST = "last-backup.json"
KEEP = 7
_TRIES = 10
_PARTIAL = ".partial-"
# What is copied otherwise, made anew, or belongs to processes.
_NOT_COPIED = ("archive", "index", LAST)
_PROCESSES = (".lock", ".sqlite", "-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made: files, their bytes, and how many files were taken over from the one before."""

    folder: Path
    files: int
    bytes: int
    linked: int
    deleted: int


class _Vanished(Exception):
    """A file of the archive was written anew while it was to be copied."""


def backup(
    settings: Settings, file: Path | None, ledger: Ledger, target: Path, clock: Clock, keep: int = KEEP
) -> Backup:
    """Make a backup in a new folder in `target`, and delete all but the newest `keep`; `file` holds the settings.

    Raises:
        BackupFailed: it could not be made; those before stay.
    """
    try:
        target.mkdir(parents=True, exist_ok=True)
        with _alone(target):
            made = clock()
            earlier = newest(target)
            folder = target / f"{_PARTIAL}{made.astimezone(UTC):%Y%m%dT%H%M%SZ}"
            copying = _Copying(settings, file, ledger, folder, earlier)
            copying.copy(made)
            whole = _named(folder)
            deleted = _thinned(target, keep)
    except OSError as error:
        raise BackupFailed(f"{target}: the backup could not be made ({error}); those before stay") from error
    _note(settings.store_folder / LAST, whole, made)
    return Backup(
        whole, len(copying.entries), sum(one.bytes for one in copying.entries), copying.linked, deleted
    )


def last_backup(store: Path) -> tuple[datetime, str] | None:
    """When the store was last backed up, and to where."""
    try:
        said = json.loads((store / LAST).read_text("utf-8"))
        return datetime.fromisoformat(said["at"]), str(said["folder"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


class _Copying:
    """One backup in the making."""

    def __init__(
        self, settings: Settings, file: Path | None, ledger: Ledger, folder: Path, earlier: Path | None
    ) -> None:
        self._settings = settings
        self._file = file
        self._ledger = ledger
        self._folder = folder
        self._earlier = earlier
        self._known = read_manifest(earlier).by_path if earlier else {}
        self.entries: list[Entry] = []
        self.linked = 0

    def copy(self, made: datetime) -> None:
        """Copy everything, and say so in the manifest last."""
        for _ in range(_TRIES):
            try:
                self._try()
                break
            except _Vanished:
                continue
        else:
            raise BackupFailed("the archive was written anew again and again meanwhile; try later")
        manifest = Manifest(
            udklip=__version__,
            schema_version=HEAD,
            made=made,
            settings=self._file.name if self._file else None,
            files=tuple(self.entries),
        )
        with (self._folder / FILE).open("w", encoding="utf-8") as file:
            file.write(manifest.model_dump_json(indent=1))
            file.flush()
            os.fsync(file.fileno())

    def _try(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(mode=0o700)
        self.entries, self.linked = [], 0
        self._copy_ledger()
        for name, end in _archive_of(self._folder).items():
            self._copy_archive(name, end)
        self._copy_rest()

    def _copy_ledger(self) -> None:
        scratch = self._folder / f".{LEDGER}"
        self._ledger.copy_to(scratch)
        self.entries.append(copied(scratch, self._folder, LEDGER))
        scratch.unlink()

    def _copy_archive(self, name: str, end: int) -> None:
        """A finished file as it is; of one that is written to, what the ledger points at."""
        found = archive.standing(self._settings.store_folder / "archive", name)
        if found is None:
            raise _Vanished
        path = f"{ARCHIVE}/{name}"
        try:
            size = found.stat().st_size if found.name == Path(name).name else end
            known = self._known.get(path)
            if known and self._earlier and known.bytes == size and linked(known, self._earlier, self._folder):
                self.entries.append(known)
                self.linked += 1
            else:
                self.entries.append(copied(found, self._folder, path, size))
        except FileNotFoundError as error:
            raise _Vanished from error

    def _copy_rest(self) -> None:
        store = self._settings.store_folder
        for path in sorted(store.rglob("*")):
            inside = path.relative_to(store)
            if path.is_file() and inside.parts[0] not in _NOT_COPIED and not path.name.endswith(_PROCESSES):
                # A feed may be written anew at this moment.
                with suppress(FileNotFoundError):
                    self.entries.append(copied(path, self._folder, f"{STORE}/{inside}"))
        for file in filter(None, (self._file, self._settings.register_path)):
            self.entries.append(copied(file, self._folder, f"{SETTINGS}/{self._beside(file)}"))

    def _beside(self, file: Path) -> Path:
        """A file's path from the settings' folder; its name where it stands elsewhere."""
        whole, folder = file.resolve(), self._settings.folder.resolve()
        return whole.relative_to(folder) if whole.is_relative_to(folder) else Path(file.name)


def _archive_of(folder: Path) -> dict[str, int]:
    """The archive's files that the copy of the ledger in `folder` points at, each with the end of its last record."""
    copy = Ledger.open(folder)
    try:
        with copy.reading() as book:
            return book.husks.archive_files()
    finally:
        copy.close()


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    with (target / ".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupFailed(f"{target}: another backup is being made here") from error
        for left in target.glob(f"{_PARTIAL}*"):
            shutil.rmtree(left, ignore_errors=True)
        yield


def _named(folder: Path) -> Path:
    """Let a finished backup have its name, after those before it."""
    name, number = folder.name.removeprefix(_PARTIAL), 1
    while (whole := folder.with_name(name if number == 1 else f"{name}-{number}")).exists():
        number += 1
    return folder.rename(whole)


def _thinned(target: Path, keep: int) -> int:
    every = sorted(path.parent for path in target.glob(f"*/{FILE}") if not path.parent.name.startswith("."))
    for old in every[: -max(keep, 1)]:
        remove(old)
    return max(len(every) - max(keep, 1), 0)


def _note(file: Path, folder: Path, made: datetime) -> None:
    scratch = file.with_suffix(".new")
    scratch.write_text(json.dumps({"at": made.isoformat(), "folder": str(folder)}), "utf-8")
    scratch.replace(file)
