"""What a backup holds: its files with their checksums, and what wrote it."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO

from pydantic import BaseModel, ValidationError

from udklip.core.errors import BackupFailed

FILE = "manifest.json"
LEDGER, ARCHIVE, STORE, SETTINGS = "ledger.sqlite", "archive", "store", "settings"
_CHUNK = 1 << 20


class Entry(BaseModel):
    """A file, by its path within the backup."""

    path: str
    bytes: int
    sha256: str
    mode: int


class Manifest(BaseModel):
    """A backup. `settings` is the name of the settings' file in it, where there was one."""

    udklip: str
    schema_version: str
    made: datetime
    settings: str | None
    files: tuple[Entry, ...]

    @property
    def by_path(self) -> dict[str, Entry]:
        """The files by their paths."""
        return {entry.path: entry for entry in self.files}


def read_manifest(folder: Path) -> Manifest:
    """The manifest of the backup in `folder`.

    Raises:
        BackupFailed: there is none, or it is damaged.
    """
    try:
        return Manifest.model_validate_json((folder / FILE).read_bytes())
    except (OSError, ValidationError) as error:
        raise BackupFailed(
            f"{folder / FILE}: no whole backup stands here ({type(error).__name__})"
        ) from error


def newest(folder: Path) -> Path | None:
    """The newest backup in `folder`, or `folder` where it is one."""
    if (folder / FILE).exists():
        return folder
    return max((path.parent for path in folder.glob(f"*/{FILE}") if path.parent.name[0] != "."), default=None)


def copied(source: Path, folder: Path, path: str, length: int | None = None) -> Entry:
    """Copy a file, or its first `length` bytes, to `path` within `folder`, with the mode that it has."""
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    mode = source.stat().st_mode & 0o777
    digest, size = hashlib.sha256(), 0
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with source.open("rb") as read, open(descriptor, "wb") as write:  # noqa: PTH123 - it is a descriptor
        for chunk in _chunks(read, length):
            write.write(chunk)
            digest.update(chunk)
            size += len(chunk)
        write.flush()
        os.fsync(write.fileno())
    if length is not None and size < length:
        raise BackupFailed(
            f"{source}: is shorter than the ledger says; `udklip run --once` mends the archive"
        )
    return Entry(path=path, bytes=size, sha256=digest.hexdigest(), mode=mode)


def linked(entry: Entry, earlier: Path, folder: Path) -> bool:
    """Take a file over from an earlier backup by a hard link, where the disk has such; gives whether it did."""
    target = folder / entry.path
    target.parent.mkdir(parents=True, exist_ok=True)
    with suppress(OSError):
        os.link(earlier / entry.path, target)
        return True
    return False


def check(folder: Path, manifest: Manifest) -> None:
    """See that every file is there and is what it was.

    Raises:
        BackupFailed: one is not.
    """
    for entry in manifest.files:
        try:
            with (folder / entry.path).open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise BackupFailed(
                f"{folder / entry.path}: is missing from the backup ({error.strerror})"
            ) from error
        if digest != entry.sha256:
            raise BackupFailed(
                f"{folder / entry.path}: is damaged, its checksum is another; take an older backup"
            )


def remove(folder: Path) -> None:
    """Delete a backup: its manifest first, so that what is left of it is none."""
    (folder / FILE).unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)


def _chunks(file: IO[bytes], length: int | None) -> Iterator[bytes]:
    left = length
    while chunk := file.read(_CHUNK if left is None else min(_CHUNK, left)):
        yield chunk
        left = None if left is None else left - len(chunk)
