"""The archive of raw bytes: WARC files, one for each process and purpose, each record a gzip member of its own.

What was fetched lands in `spool`; once it is judged it moves, member by member, to `kept` or `off-topic`.
A file is `….warc.gz.open` while its writer lives. One that a killed process left is cut at its last whole
record and closed, never appended to: a member cut off hides everything after it.
"""

import fcntl
import gzip
import os
import zlib
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import IO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from udklip.core.errors import ArchiveError
from udklip.core.ledger import Record

SPOOL, KEPT, OFF_TOPIC = "spool", "kept", "off-topic"
_OPEN = ".open"
_CHUNK = 1 << 16
# The writer's own level, 9, takes twice the time for one byte in a hundred.
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Archived:
    """What a record holds: the address, the HTTP headers in lower case, and the body as it came."""

    url: str
    headers: dict[str, str]
    body: bytes


class ArchiveWriter:
    """Writes one new WARC file in `folder` of the archive; its name says when and by which process."""

    def __init__(self, root: Path, folder: str, at: datetime) -> None:
        """Make the file's name; the file itself is made with the first record."""
        self._root = root
        stamp = at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        self._name = f"{folder}/{stamp}-{os.getpid()}-{os.urandom(3).hex()}.warc.gz"
        self._file: IO[bytes] | None = None

    def response(
        self, url: str, status: int, headers: list[tuple[str, str]], body: bytes, at: datetime
    ) -> Record:
        """Append an HTTP response; call `flush` before the ledger points at it."""
        head = StatusAndHeaders(f"{status} OK", headers, protocol="HTTP/1.1")
        return self._write(url, "response", body, at, head)

    def resource(self, url: str, body: bytes, at: datetime) -> Record:
        """Append a file that came by no HTTP."""
        return self._write(url, "resource", body, at, None)

    def member(self, member: bytes) -> Record:
        """Append a whole record as it stood in another file."""
        file = self._opened()
        offset = file.tell()
        file.write(member)
        return Record(self._name, offset, len(member))

    def flush(self) -> None:
        """Bring everything written to the disk."""
        if self._file:
            self._file.flush()
            os.fsync(self._file.fileno())

    def close(self) -> None:
        """Finish the file under its own name."""
        if self._file:
            self.flush()
            path = self._root / self._name
            path.with_name(path.name + _OPEN).rename(path)
            self._file.close()
            self._file = None

    def _write(self, url: str, kind: str, body: bytes, at: datetime, head: StatusAndHeaders | None) -> Record:
        plain = BytesIO()
        writer = WARCWriter(plain, gzip=False)
        date = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        record = writer.create_warc_record(
            url,
            kind,
            payload=BytesIO(body),
            length=len(body),
            http_headers=head,
            warc_headers_dict={"WARC-Date": date},
        )
        writer.write_record(record)
        return self.member(gzip.compress(plain.getvalue(), _LEVEL, mtime=0))

    def _opened(self) -> IO[bytes]:
        if self._file is None:
            path = self._root / self._name
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.with_name(path.name + _OPEN).open("xb")
            fcntl.flock(self._file, fcntl.LOCK_EX)
            WARCWriter(self._file, gzip=True).write_record(_description(self._name))
        return self._file


def load(root: Path, record: Record) -> Archived:
    """Read one record back.

    Raises:
        ArchiveError: it is not there, or not whole.
    """
    try:
        with closing(BytesIO(member(root, record))) as stream:
            return _archived(next(iter(ArchiveIterator(stream))))
    except (ArchiveLoadFailed, StopIteration, zlib.error) as error:
        raise ArchiveError(
            f"{root / record.file} at {record.offset}: the record is damaged ({error})"
        ) from error


def member(root: Path, record: Record) -> bytes:
    """The bytes of a record's whole gzip member.

    Raises:
        ArchiveError: the file is not there or is shorter.
    """
    with _opened(root / record.file) as file:
        file.seek(record.offset)
        content = file.read(record.length)
    if len(content) < record.length:
        raise ArchiveError(f"{root / record.file}: ends before the record at {record.offset}")
    return content


def recover(root: Path) -> list[Path]:
    """Cut and close the files that killed processes left; gives their names."""
    return [_recover(path) for path in sorted(root.glob(f"*/*.warc.gz{_OPEN}")) if _abandoned(path)]


def standing(root: Path, file: str) -> Path | None:
    """Where a file of the archive stands, finished or not; None where it is gone."""
    path = root / file
    # It may be finished between two looks.
    return next((each for each in (path, path.with_name(path.name + _OPEN), path) if each.exists()), None)


def remove(root: Path, file: str) -> None:
    """Delete a file of the archive that nothing points at any more."""
    (root / file).unlink(missing_ok=True)


def closed_files(root: Path, folder: str) -> Iterator[str]:
    """The finished files of `folder`, named as the ledger names them."""
    return (f"{folder}/{path.name}" for path in sorted((root / folder).glob("*.warc.gz")))


def whole_length(path: Path) -> int:
    """How many bytes of `path` are whole gzip members."""
    whole = 0
    with path.open("rb") as file:
        unpack, offset = zlib.decompressobj(31), 0
        while chunk := file.read(_CHUNK):
            while chunk:
                try:
                    unpack.decompress(chunk)
                except zlib.error:
                    return whole
                offset += len(chunk) - len(unpack.unused_data)
                chunk = unpack.unused_data
                if unpack.eof:
                    whole, unpack = offset, zlib.decompressobj(31)
                else:
                    break
    return whole


def _opened(path: Path) -> IO[bytes]:
    """A file of the archive, finished or not; it may be finished between two looks."""
    for each in (path, path.with_name(path.name + _OPEN), path):
        with suppress(FileNotFoundError):
            return each.open("rb")
    raise ArchiveError(f"{path}: the archive's file is gone")


def _abandoned(path: Path) -> bool:
    """Whether the process that wrote `path` lives no more: its lock went with it."""
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def _recover(path: Path) -> Path:
    with path.open("r+b") as file:
        file.truncate(whole_length(path))
        os.fsync(file.fileno())
    return path.rename(path.with_name(path.name.removesuffix(_OPEN)))


def _description(name: str) -> object:
    return WARCWriter(BytesIO(), gzip=True).create_warcinfo_record(
        name, {"software": "Udklip", "format": "WARC/1.0"}
    )


def _archived(record: object) -> Archived:
    headers = getattr(record, "http_headers", None)
    pairs = headers.headers if headers else []
    body = record.content_stream().read()  # type: ignore[attr-defined]
    return Archived(
        url=record.rec_headers.get_header("WARC-Target-URI"),  # type: ignore[attr-defined]
        headers={name.lower(): value for name, value in pairs},
        body=body,
    )
